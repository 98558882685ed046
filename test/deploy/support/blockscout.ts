/** The part of Blockscout's API that hardhat-verify calls. It takes whatever it is given: what counts is what that is. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** A server; `forms` are what was handed in. */
export async function startBlockscout() {
  const forms: URLSearchParams[] = [];
  const server = createServer(async (request, response) => {
    const answer = (status: string, result: unknown) =>
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ status, result }));
    const { pathname, searchParams } = new URL(request.url ?? "", "http://localhost");
    const action = searchParams.get("action");
    if (pathname !== "/api") return response.writeHead(404).end();
    if (action === "getsourcecode") return answer("0", null);
    if (action === "checkverifystatus") return answer("1", "Pass - Verified");
    forms.push(new URLSearchParams(await text(request)));
    return answer("1", "guid");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    forms,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
