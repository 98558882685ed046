/** Servers that have too much to do, and say when to come again. */

/** How often one is asked. */
export const TRIES = 4;
/** The longest that is waited for at once, in seconds. */
const LONGEST = 60;

/** After how many seconds a server wants to be asked again; undefined where it does not, or would be waited for too long. */
export function patienceAsked({ status, headers }: Pick<Response, "status" | "headers">): number | undefined {
  const seconds = Number(headers.get("retry-after") ?? Number.NaN);
  return (status === 429 || status === 503) && seconds >= 0 && seconds <= LONGEST ? seconds : undefined;
}

/** Wait so long, more or less: many who wait do not come all at once. */
export function waitFor(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000 * (1 + Math.random() / 2)));
}

/** An answer, asked for again while the server asks for patience, a few times. Throws what the asking does. */
export async function patiently(ask: () => Promise<Response>): Promise<Response> {
  for (let tries = 1; ; tries++) {
    const response = await ask();
    const seconds = patienceAsked(response);
    if (seconds === undefined || tries === TRIES) return response;
    await response.body?.cancel();
    await waitFor(seconds);
  }
}
