/** Client errors that concern this server's credentials or are temporary: the same request may succeed later. */
const NOT_THE_REQUEST = [401, 403, 407, 408, 425, 429];

/** Whether an HTTP status refuses the request itself: a proper answer, which a retry would not change. */
export function refusesRequest(status: number): boolean {
  return status >= 400 && status < 500 && !NOT_THE_REQUEST.includes(status);
}
