/** How much one account may store: by whatever way it comes, and however many come at once. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { DEFAULT_UPLOAD_LIMITS, type UploadLimits } from "../../../domain/files/upload-quota.ts";
import { collectFiles } from "../../../domain/uploads/collect-files.ts";
import { announcement, appWith, join, pathOf } from "../inspection/support.ts";
import { type Api, makeAdministrator, sha256, startApi } from "../support/api.ts";

const LIMITS: UploadLimits = {
  ...DEFAULT_UPLOAD_LIMITS,
  bytes: 1000,
  files: 6,
  dailyBytes: 3000,
  unapprovedBytes: 200,
  unapprovedTotal: 300,
};
const DAY = 86_400_000;

let api: Api;
beforeAll(async () => {
  api = await startApi({ settings: { uploadLimits: LIMITS } });
});
afterAll(() => api.close());

/** Content of a size that nothing else here has. */
let count = 0;
const content = (size: number) => `${++count}`.padEnd(size, ".");

const textOf = (body: string) => ({ "content-type": "text/plain", "content-length": String(body.length) });
const send = (token: string, body: string, caller: Pick<Api, "call"> = api, query = "") =>
  caller.call("POST", `/v1/attachments${query}`, { token, body, headers: textOf(body) });
const announce = (token: string, size: number, caller: Pick<Api, "call"> = api) => {
  const body = { contentType: "text/plain", size, sha256: sha256(content(size)) };
  return caller.call("POST", "/v1/uploads", { token, body });
};
const reserved = async (name: string) => {
  const account = await api.services.accounts.byIdentifier(name);
  const rows = await api.database.read.selectFrom("upload_reservations").selectAll().execute();
  return rows.filter((row) => row.account_id === account?.id).length;
};

test("an account may keep so many bytes that no record names, and is told how many are left", async () => {
  const { token, username } = await api.account();
  const first = await send(token, content(600));
  expect(first.status).toBe(201);
  const { status, body } = await send(token, content(600));
  expect([status, body.code]).toEqual([429, "QUOTA_EXCEEDED"]);
  expect(body.message).toContain("400 of the 1000 bytes");
  expect(body.details).toEqual([{ field: "body", message: body.message }]);
  // Presigned addresses are no way around it, and what is announced counts as well.
  const refused = await announce(token, 401);
  expect([refused.status, refused.body.details[0].field]).toEqual([429, "size"]);
  expect((await announce(token, 300)).status).toBe(201);
  expect((await send(token, content(101))).status).toBe(429);
  expect((await send(token, content(100))).status).toBe(201);
  expect(await reserved(username)).toBe(0);

  // What a record names counts no more.
  const batch = await api.call("POST", "/v1/traces", { token, body: { name: "B", quantity: 1, unit: "kg" } });
  const attachments = [{ type: "document", url: first.body.data.url, title: "T" }];
  const event = { type: "processing", attachments };
  expect((await api.call("POST", `/v1/traces/${batch.body.data.id}/events`, { token, body: event })).status).toBe(201);
  expect((await send(token, content(600))).status).toBe(201);
  expect((await send(token, content(1))).status).toBe(429);
});

test("room is reserved before a byte is taken, and given back when nothing comes of it", async () => {
  const { token, username } = await api.account();
  let taken = 0;
  const body = new ReadableStream(
    {
      pull(controller) {
        taken += 1;
        controller.enqueue(new Uint8Array(100));
      },
    },
    { highWaterMark: 0 },
  );
  const headers = { authorization: `Bearer ${token}`, "content-type": "text/plain", "content-length": "1001" };
  const refused = await api.app.request("/v1/attachments", {
    method: "POST",
    headers,
    body,
    duplex: "half",
  } as RequestInit);
  expect([refused.status, taken]).toEqual([429, 0]);

  const wrong = { "content-type": "image/png", "content-length": "900" };
  for (const _ of [1, 2]) {
    const answer = await api.call("POST", "/v1/attachments", { token, body: content(900), headers: wrong });
    expect(answer.status).toBe(415);
  }
  expect(await reserved(username)).toBe(0);
  expect((await send(token, content(1000))).status).toBe(201);
});

test("of many that come at once, as many are stored as there is room for", async () => {
  const { token } = await api.account();
  const answers = await Promise.all(Array.from({ length: 9 }, () => send(token, content(300))));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 201, ...Array(6).fill(429)]);
  const other = await api.account();
  const announced = await Promise.all(Array.from({ length: 9 }, () => announce(other.token, 300)));
  expect(announced.filter(({ status }) => status === 201)).toHaveLength(3);
});

test("an account may keep so many files", async () => {
  const { token } = await api.account();
  for (let number = 0; number < LIMITS.files; number++) expect((await send(token, content(9))).status).toBe(201);
  const { status, body } = await send(token, content(9));
  expect([status, body.message]).toEqual([429, expect.stringContaining("0 of the 6 files")]);
});

test("an account may bring so many bytes a day, whatever becomes of them", async () => {
  const { token } = await api.account();
  const batch = await api.call("POST", "/v1/traces", { token, body: { name: "B", quantity: 1, unit: "kg" } });
  for (let number = 0; number < 3; number++) {
    const { body } = await send(token, content(1000));
    const event = { type: "processing", attachments: [{ type: "document", url: body.data.url, title: "T" }] };
    const named = await api.call("POST", `/v1/traces/${batch.body.data.id}/events`, { token, body: event });
    expect(named.status).toBe(201);
  }
  expect((await send(token, content(1))).body.message).toContain("0 of the 3000 bytes");
  const tomorrow = appWith(api, { now: () => new Date(Date.now() + DAY) });
  expect((await send(token, content(1000), tomorrow)).status).toBe(201);
});

test("what is sent again is no second file", async () => {
  const { token } = await api.account();
  const body = content(900);
  const headers = { ...textOf(body), "idempotency-key": "sent-twice" };
  expect((await api.call("POST", "/v1/attachments", { token, body, headers })).status).toBe(201);
  // Even where there is no room for another one of its size.
  expect((await api.call("POST", "/v1/attachments", { token, body, headers })).status).toBe(201);
});

test("the room of an upload that nobody completes is given back when it is taken away", async () => {
  const { token } = await api.account();
  expect((await announce(token, 1000)).status).toBe(201);
  expect((await announce(token, 1)).status).toBe(429);
  await collectFiles({ ...api.services, now: () => new Date(Date.now() + 1.1 * DAY) }, async () => true);
  expect((await announce(token, 1000)).status).toBe(201);
});

test("the inspection dialect's addresses are no way around it, and it says so in its own words", async () => {
  const { token } = await join(api, "Inspector");
  const bytes = new TextEncoder().encode(`%PDF-1.7\n${content(1001)}`);
  const { body } = await api.call("POST", "/upload", { token, body: announcement(bytes) });
  const put = await api.call("PUT", pathOf(body.upload_url), { body: bytes, headers: body.headers });
  expect([put.status, put.body.title]).toEqual([429, "Too Many Requests"]);
  expect(put.body.detail).toContain("1000 of the 1000 bytes");
});

test("without a role or an approval an account may keep less, and all such accounts together no more than their share", async () => {
  const [one, two] = [await api.account("unauth"), await api.account("unauth")];
  expect((await send(one.token, content(201))).body.message).toContain("200 of the 200 bytes");
  expect((await send(one.token, content(200))).status).toBe(201);
  expect((await send(two.token, content(101))).body.message).toContain("100 of the 300 bytes");
  expect((await announce(two.token, 101)).status).toBe(429);
  expect((await send((await api.account()).token, content(1000))).status).toBe(201);
});

test("in production public files are for those who hold a role or were approved for one", async () => {
  const settings = { ...api.services.settings, development: false };
  const production = appWith(api, { settings });
  const nobody = await api.account("unauth");
  const refused = await send(nobody.token, content(10), production);
  expect([refused.status, refused.body.code]).toEqual([403, "PERMISSION_DENIED"]);
  expect(refused.body.message).toContain("once this account holds a role");
  expect((await announce(nobody.token, 10, production)).status).toBe(403);
  expect((await send((await api.account()).token, content(10), production)).status).toBe(201);

  const approved = await api.account("unauth");
  api.database.raw
    .prepare("insert into role_applications (account_id, role, state, created_at) values (?, 'carrier', 'approved', 0)")
    .run(approved.user.id);
  expect((await send(approved.token, content(10), production)).status).toBe(201);
  await makeAdministrator(api, nobody.user.id);
  expect((await send(nobody.token, content(10), production)).status).toBe(201);
});
