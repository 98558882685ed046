/** Writes and checks GS1 Digital Links. */
export interface DigitalLinks {
  /**
   * The link of a lot of a trade item below this server's public address; undefined if the standard has no valid one.
   *
   * @param gtin Its 14 digits.
   * @param lot Unencoded: it is percent-encoded as needed.
   */
  ofLot(gtin: string, lot: string): string | undefined;

  /**
   * A compressed link's own path and query, such as `/01/09506000134352/10/L1?17=260101`; undefined if the text is none.
   *
   * @param compressed One segment of a path.
   */
  decompress(compressed: string): string | undefined;
}
