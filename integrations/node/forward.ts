/** Passes single JSON-RPC requests on to a node, as they are. */

/** The largest answer that is passed back, in bytes. */
const LIMIT = 8 * 1024 * 1024;

/**
 * A function that sends a request to `url` and gives the node's whole response object. Throws if the node gives none
 * within ten seconds; the message names neither the endpoint nor what it said.
 */
export function httpForward(url: string): (request: object) => Promise<unknown> {
  return async (request) => {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(request),
      redirect: "error",
      signal: AbortSignal.timeout(10_000),
    });
    const text = await response.text();
    if (text.length > LIMIT) throw new Error("the node's answer is too large to pass on");
    const answer: unknown = JSON.parse(text);
    if (typeof answer !== "object" || answer === null || !("jsonrpc" in answer)) {
      throw new Error("the node's answer is no JSON-RPC");
    }
    return answer;
  };
}
