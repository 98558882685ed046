/** Client errors that speak of this server's credentials, or of the moment: another time the same may be taken. */
const NOT_THE_REQUEST = [401, 403, 407, 408, 425, 429];

/** Whether an HTTP status refuses what was asked for: a proper answer, the same however often it is asked. */
export function refusesRequest(status: number): boolean {
  return status >= 400 && status < 500 && !NOT_THE_REQUEST.includes(status);
}
