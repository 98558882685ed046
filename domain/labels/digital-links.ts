/** Writes and checks GS1 Digital Links. */
export interface DigitalLinks {
  /**
   * The link of a lot of a trade item below this server's public address; undefined if the standard has no valid one.
   *
   * @param gtin Its 14 digits.
   * @param lot As it is: what has to be percent-encoded is.
   */
  ofLot(gtin: string, lot: string): string | undefined;
}
