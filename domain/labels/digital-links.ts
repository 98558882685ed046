/** Writes and checks GS1 Digital Links. */
export interface DigitalLinks {
  /**
   * The link of a lot of a trade item below this server's public address; undefined if the standard has no valid one.
   *
   * @param gtin Its 14 digits.
   * @param lot Unencoded: it is percent-encoded as needed.
   */
  ofLot(gtin: string, lot: string): string | undefined;
}
