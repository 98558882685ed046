/** A batch whose creation was just accepted is not unknown, though a reorganisation took its line. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Api, startApi } from "../api/support/api.ts";

let api: Api;
let token: string;

beforeAll(async () => {
  api = await startApi();
  token = (await api.account("supplier")).token;
});
afterAll(() => api?.close());

test("reads and writes on it are answered with 503 and a time to try again, until its line is back", async () => {
  const fork = await api.chain.snapshot();
  const created = await api.call("POST", "/v1/traces", { token, body: { name: "Apples", quantity: 5, unit: "kg" } });
  expect(created.status).toBe(201);
  const { id: traceId, batchCode } = created.body.data;
  // The outbox stands still, so that the batch stays away for as long as it is looked at.
  await api.services.outbox.stop();
  const height = await api.chain.rpc.blockNumber();
  await api.chain.revert(fork);
  while ((await api.chain.rpc.blockNumber()) <= height) await api.chain.mine();
  const isGone = async () => (await api.services.mirror.batchByCode(batchCode)) === undefined;
  while (!(await isGone())) await new Promise((resolve) => setTimeout(resolve, 20));

  const answers = [
    await api.call("POST", `/v1/traces/${traceId}/events`, { token, body: { type: "processing" } }),
    await api.call("PATCH", `/v1/traces/${traceId}`, { token, body: { name: "Pears" } }),
    await api.call("GET", `/v1/traces/${traceId}`, { token }),
    await api.call("GET", `/v1/traces/public/${batchCode}`),
  ];
  expect(answers.map(({ status }) => status)).toEqual([503, 503, 503, 503]);
  for (const { headers } of answers) expect(headers.get("retry-after")).toBe("5");
  expect((await api.call("GET", "/v1/traces/trace-00000000000000000000000000000000", { token })).status).toBe(404);
});
