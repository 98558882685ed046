/** What counts as a webhook's yes. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { alertWebhook } from "../../integrations/alerts/webhook.ts";

test.each([
  ["GBK, as receivers in China answer", Buffer.from([0xb3, 0xc9, 0xb9, 0xa6])],
  ["the long page of a proxy", "x".repeat(1024 * 1024)],
])("an alert is taken by the status, whatever the answer says: %s", async (_, body) => {
  const server = createServer((_request, response) => void response.end(body));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const post = alertWebhook({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, secret: null });
  try {
    await expect(post("{}", new AbortController().signal)).resolves.toBeUndefined();
  } finally {
    server.closeAllConnections();
    server.close();
  }
});
