/** An object storage in trouble, seen through the traces dialect. */
import S3rver from "@20minutes/s3rver";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { OutgoingCall } from "../../../domain/monitoring/integrations.ts";
import { s3Objects } from "../../../integrations/objects/s3.ts";
import { STORAGE_GUARD } from "../../../integrations/objects/s3-client.ts";
import { parseS3Location } from "../../../integrations/objects/s3-location.ts";
import { createGuards } from "../../../integrations/outgoing/guards.ts";
import { type Api, startApi } from "../../api/support/api.ts";
import { temporaryFolder } from "../../support/folder.ts";
import { guardedBy, inShortTime, openLog, recordedOutcomes, SHORT, type Subject, survives } from "./faults.ts";
import { answer, CREDENTIAL_FAULTS, HTTP_FAULTS } from "./http.ts";
import { type Road, startRoad } from "./road.ts";

/** What the server of these tests knows its one user by. */
const SECRET = "S3RVER";
const guards = createGuards();
const calls: OutgoingCall[] = [];
const { told, logger } = openLog();
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let server: S3rver;
let road: Road;
let api: Api;
let token: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  process.env.AWS_ACCESS_KEY_ID = "S3RVER";
  process.env.AWS_SECRET_ACCESS_KEY = SECRET;
  server = new S3rver({
    address: "127.0.0.1",
    port: 0,
    silent: true,
    directory: folder.path,
    configureBuckets: [{ name: "suyuan", configs: [] }],
  });
  road = await startRoad((await server.run()).port);
  guards.onCall((call) => calls.push(call));
  const location = parseS3Location(`s3://suyuan/files?endpoint=http://127.0.0.1:${road.port}`);
  const objects = s3Objects(location, guards.guard("storage", guardedBy(STORAGE_GUARD)));
  api = await startApi({ objects, parts: { guards, logger }, app: { logger } });
  token = (await api.account("supplier")).token;
});
afterAll(async () => {
  await api.close();
  await road.close();
  await server.close();
  await folder.close();
});

let file = 1;
const subject: Subject = {
  get road() {
    return road;
  },
  integrations: guards,
  calls,
  // It does not count: what the road passes on is asked.
  served: () => 0,
  secrets: ["db.internal"],
  told,
  async attempt() {
    const body = new TextEncoder().encode(`file ${file}`);
    const headers = { "content-type": "text/plain" };
    const { status, text, body: said } = await api.call("POST", "/v1/attachments", { token, body, headers });
    told.push(text);
    if (status !== 201) {
      const message = "The object storage cannot be used now";
      expect([status, said]).toEqual([503, { status: "error", code: "SERVICE_UNAVAILABLE", message, details: [] }]);
      return false;
    }
    const read = await api.app.request(new URL(said.data.url).pathname);
    expect(await read.text()).toBe(`file ${file}`);
    file += 1;
    return true;
  },
};

survives(() => subject, {
  ...HTTP_FAULTS,
  ...CREDENTIAL_FAULTS,
  "asks us to slow down": answer("503 Slow Down", "<Error><Code>SlowDown</Code></Error>"),
});

test("what is not there is an answer: the storage is not left alone for it", async () => {
  const before = calls.length;
  for (let round = 0; round < 5; round++) {
    expect((await api.call("GET", `/v1/attachments/${"0".repeat(63)}${round}`)).status).toBe(404);
  }
  expect(guards.states()[0]?.circuit).toBe("closed");
  expect(new Set(calls.slice(before).map(({ outcome, attempts }) => `${outcome} ${attempts}`))).toEqual(
    new Set(["succeeded 1"]),
  );
});

test("an object outlasts the guard's time once its bytes have begun to come", async () => {
  // Larger than the sockets' buffers on the way: most of it is still at the storage when the call has ended.
  const bytes = new Uint8Array(9_000_000).fill(65);
  const { sha256 } = await api.services.objects.put(bytes, { restricted: false });
  const stream = (await inShortTime(async () => api.services.objects.open?.(sha256))) as ReadableStream<Uint8Array>;
  const reader = stream.getReader();
  const first = await reader.read();
  let size = first.value?.length ?? 0;
  await new Promise((resolve) => setTimeout(resolve, SHORT.patience + 300));
  for (let part = await reader.read(); !part.done; part = await reader.read()) size += part.value.length;
  expect(size).toBe(bytes.length);
});

test("calls that failed and were rejected are counted", async () => {
  expect(await recordedOutcomes(api, "storage")).toEqual(["failed", "rejected", "succeeded"]);
});
