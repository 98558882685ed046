/** Applications for roles: who decides, what the applicant is told, and what stands on chain and on every refusal. */
import { id } from "ethers";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startBackgroundWork } from "../../api/background-work.ts";
import { type Api, makeAdministrator, startApi } from "./support/api.ts";

let api: Api;
let administrator: Awaited<ReturnType<Api["account"]>>;
beforeAll(async () => {
  api = await startApi({ settings: { registration: "approval" } });
  administrator = await api.account("unauth");
  await makeAdministrator(api, administrator.user.id);
});
afterAll(() => api.close());
const PATH = "/v1/role-applications";
const create = (token: string) =>
  api.call("POST", "/v1/traces", { token, body: { name: "Apples", quantity: 1, unit: "kg" } });
const decide = (verb: string, id: number | string, body?: unknown, token = administrator.token) =>
  api.call("POST", `${PATH}/${typeof id === "number" ? `user-${id}` : id}/${verb}`, {
    token,
    ...(body ? { body } : {}),
  });
const list = async (query = "", token = administrator.token) =>
  (await api.call("GET", `${PATH}${query}`, { token })).body;
const me = async (token: string) => (await api.call("GET", "/api/auth/me", { token })).body.user;
const apply = (token: string, role: unknown, reason?: unknown) =>
  api.call("POST", PATH, { token, body: { role, ...(reason === undefined ? {} : { reason }) } });
const messages = async (to: string) =>
  ((await api.services.mailbox?.list()) ?? []).map(({ message }) => message).filter((message) => message.to === to);

test("an administrator sees who waits, and grants; from then on the account may write", async () => {
  const grower = await api.account("supplier", "Green Valley Farm");
  expect(await me(grower.token)).toMatchObject({ role: "supplier", role_status: "pending", roles: [] });
  const refused = await create(grower.token);
  expect(refused.status).toBe(403);
  const today = new Date().toISOString().slice(0, 10);
  const sentence = `You asked for the role of producer on ${today}; it has not been decided yet`;
  expect(refused.body.message).toBe(`You do not have permission to create a trace batch. ${sentence}`);
  expect(refused.body.details).toEqual([{ field: "role", message: sentence }]);
  const waiting = await list();
  const pending = {
    id: expect.stringMatching(/^application-\d+$/),
    userId: `user-${grower.user.id}`,
    username: grower.username,
    name: "Green Valley Farm",
    role: "producer",
    reason: null,
    status: "pending",
    awaits: null,
    validUntil: null,
    decision: null,
    address: grower.user.address,
    transaction: null,
    createdAt: expect.any(String),
  };
  expect(waiting).toMatchObject({ data: [pending], meta: { page: 1, limit: 20, totalItems: 1, totalPages: 1 } });
  const granted = await decide("grant", grower.user.id);
  expect([granted.status, granted.body.data]).toEqual([
    200,
    {
      ...pending,
      status: "granted",
      decision: { by: `user-${administrator.user.id}`, at: expect.any(String), reason: null },
    },
  ]);
  expect((await create(grower.token)).status).toBe(201);
  expect((await list()).data).toEqual([]);
  expect((await list("?status=granted")).data).toMatchObject([{ userId: `user-${grower.user.id}` }]);
  expect(await me(grower.token)).toMatchObject({ role_status: "granted", roles: ["supplier"] });
  // Once more changes nothing, and is told once.
  expect((await decide("grant", grower.user.id)).body.data.status).toBe("granted");
  await expect.poll(async () => (await messages(`${grower.username}@example.com`)).length).toBe(1);
  const [mail] = await messages(`${grower.username}@example.com`);
  expect(mail?.text).toContain("您的生产者角色：已授予您。");
  expect(mail?.text).toContain("The role of Producer is yours now.");
});

test("who decides was made an administrator on the machine, or is a registrar on chain; nobody else, and nobody for itself", async () => {
  const [one, two] = [await api.account("logistics"), await api.account("inspector")];
  for (const verb of ["grant", "refuse", "revoke"]) {
    expect((await decide(verb, one.user.id, { reason: "No" }, two.token)).status).toBe(403);
    expect((await decide(verb, one.user.id, { reason: "No" }, one.token)).status).toBe(403);
  }
  expect((await api.call("GET", PATH, { token: two.token })).status).toBe(403);
  expect((await api.call("GET", PATH)).status).toBe(401);

  const [role, address] = [id("REGISTRAR_ROLE"), two.user.address];
  await (await api.chain.trace.getFunction("grantRole")(role, address)).wait();
  await vi.waitFor(async () => expect((await list("", two.token)).status).toBe("success"), 120_000);
  const own = await decide("grant", two.user.id, undefined, two.token);
  expect([own.status, own.body.message]).toEqual([403, "Nobody decides on an application of one's own"]);
  expect((await decide("grant", one.user.id, undefined, two.token)).body.data).toMatchObject({
    status: "granted",
    decision: { by: `user-${two.user.id}` },
  });
  await (await api.chain.trace.getFunction("revokeRole")(role, address)).wait();
  await vi.waitFor(async () => expect((await list("", two.token)).status).toBe("error"), 120_000);
});

test("an application is refused with a reason, which mail, me and every refusal tell; then it may be made again", async () => {
  const carrier = await api.account("logistics");
  for (const reason of [undefined, "", " ", 5, "a\nb", "\u001b[31mred", "\u202eabc", "x".repeat(501)]) {
    expect((await decide("refuse", carrier.user.id, { reason })).status).toBe(422);
  }
  const reason = "No licence of <b>transport</b> & no proof";
  expect((await decide("refuse", carrier.user.id, { reason })).body.data).toMatchObject({
    status: "refused",
    decision: { reason },
  });
  expect(await me(carrier.token)).toMatchObject({
    role: "logistics",
    role_status: "refused",
    role_reason: reason,
    role_applications: [{ role: "logistics", status: "refused", reason }],
  });
  await expect.poll(async () => (await messages(`${carrier.username}@example.com`)).length).toBe(1);
  const [mail] = (await messages(`${carrier.username}@example.com`)) as { text: string; html: string }[];
  expect(mail?.text).toContain(`原因：${reason}`);
  expect(mail?.html).toContain("No licence of &lt;b&gt;transport&lt;/b&gt; &amp; no proof");

  const { token } = carrier;
  const trace = (await create((await granted("supplier")).token)).body.data;
  const event = await api.call("POST", `/v1/traces/${trace.id}/events`, { token, body: { type: "transport" } });
  expect(event.body.message).toMatch(/You asked for the role of carrier on .*; it was refused on .*: No licence of/);
  const tomato = { tomato_id: `TOMATO_${trace.chain.batchId.slice(2)}`, transport_info: "冷链" };
  const told = await api.call("POST", "/tomato/transport", { token, body: tomato });
  expect([told.status, told.body.error]).toEqual([
    403,
    expect.stringMatching(/^只有物流角色可以更新运输信息：您于 .* 申请了物流角色，已于 .* 被拒绝，原因：No licence/),
  ]);
  // Decided is decided, but the applicant may ask anew.
  expect((await decide("grant", carrier.user.id)).status).toBe(409);
  expect((await decide("refuse", carrier.user.id, { reason })).status).toBe(409);
  expect((await apply(token, "carrier", "Here is the licence")).body.data).toMatchObject({
    status: "pending",
    reason: "Here is the licence",
    decision: null,
  });
  expect(await me(token)).toMatchObject({ role_status: "pending", role: "logistics" });
  expect((await decide("grant", carrier.user.id)).body.data.status).toBe("granted");
});

/** An account that was granted the role that it registered for. */
async function granted(word: string) {
  const account = await api.account(word);
  expect((await decide("grant", account.user.id)).body.data.status).toBe("granted");
  return account;
}

test("a role is revoked on chain with a reason; a revocation directly on chain counts and is told too", async () => {
  const [one, two] = [await granted("supplier"), await granted("supplier")];
  expect((await decide("revoke", one.user.id, { reason: "x\u0007" })).status).toBe(422);
  const revoked = await decide("revoke", one.user.id, { reason: "Sold the farm" });
  expect(revoked.body.data).toMatchObject({ status: "revoked", awaits: null, decision: { reason: "Sold the farm" } });
  expect(await api.chain.rolesOf(one.user.address)).toBe(0);
  expect((await create(one.token)).body.message).toMatch(/Your role of producer was revoked on .*: Sold the farm$/);
  expect(await me(one.token)).toMatchObject({ role_status: "revoked", role_reason: "Sold the farm", roles: [] });
  expect((await decide("revoke", one.user.id, { reason: "Again" })).status).toBe(409);
  expect((await decide("grant", one.user.id)).status).toBe(409);

  await (await api.chain.trace.getFunction("revokeRole")(id("PRODUCER_ROLE"), two.user.address)).wait();
  await expect.poll(async () => (await create(two.token)).status).toBe(403);
  expect(await me(two.token)).toMatchObject({ role_status: "revoked" });
  const watch = startBackgroundWork(api.services, {} as never, 10);
  await expect.poll(async () => (await messages(`${two.username}@example.com`)).length).toBe(2);
  await watch.stop();

  // Granted, revoked and granted again, each by its own line.
  expect((await apply(one.token, "producer")).status).toBe(201);
  expect((await decide("grant", one.user.id)).body.data.status).toBe("granted");
  expect((await create(one.token)).status).toBe(201);
});

test("a grant directly on chain counts as soon as it is mirrored", async () => {
  const grower = await api.account("supplier");
  await (await api.chain.trace.getFunction("grantRole")(id("PRODUCER_ROLE"), grower.user.address)).wait();
  await expect.poll(async () => (await create(grower.token)).status).toBe(201);
  const one = await api.call("GET", `${PATH}/user-${grower.user.id}`, { token: grower.token });
  expect(one.body.data).toMatchObject({ status: "granted", decision: null });
  expect((await decide("refuse", grower.user.id, { reason: "Too late" })).status).toBe(409);
});

test("a term ends a role, and the next grant takes the old term away", async () => {
  const grower = await api.account("supplier");
  for (const validUntil of ["tomorrow", 5, "2020-01-01"]) {
    expect((await decide("grant", grower.user.id, { validUntil })).status).toBe(422);
  }
  const soon = new Date(Date.now() + 3_600_000);
  const granted = await decide("grant", grower.user.id, { validUntil: soon.toISOString() });
  const validUntil = new Date(Math.floor(soon.getTime() / 1000) * 1000).toISOString().replace(".000Z", "Z");
  expect(granted.body.data).toMatchObject({ status: "granted", validUntil });
  const { validUntil: term } = await api.chain.trace.getFunction("accountOf")(grower.user.address);
  expect(Number(term)).toBe(Math.floor(soon.getTime() / 1000));

  // The clock goes on: here by a term that ended.
  await (await api.chain.trace.getFunction("setTerm")(grower.user.address, Math.floor(Date.now() / 1000) - 60)).wait();
  await expect.poll(async () => (await me(grower.token)).role_status).toBe("revoked");
  expect((await create(grower.token)).body.message).toMatch(/Your role of producer ended on \d/);
  expect((await apply(grower.token, "producer")).status).toBe(201);
  expect((await decide("grant", grower.user.id)).body.data).toMatchObject({ status: "granted", validUntil: null });
  expect((await create(grower.token)).status).toBe(201);
});

test("a person asks for another role; a role that is held, waits or is none is not asked for", async () => {
  const { token, user } = await granted("supplier");
  expect((await apply(token, "producer")).body.message).toBe("You hold this role already");
  for (const role of [undefined, null, "", "admin", "registrar", "Producer", 3, ["carrier"]]) {
    expect((await apply(token, role)).status).toBe(422);
  }
  expect((await apply(token, "carrier", "a\u2028b")).status).toBe(422);
  const both = await Promise.all([apply(token, "carrier"), apply(token, "carrier")]);
  expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  expect(both.find(({ status }) => status === 409)?.body.message).toMatch(
    /^You asked for this role on .*not been decided/,
  );
  expect(await me(token)).toMatchObject({
    role: "supplier",
    role_status: "granted",
    role_applications: [
      { role: "logistics", status: "pending" },
      { role: "supplier", status: "granted" },
    ],
  });
  expect((await decide("grant", user.id)).body.data).toMatchObject({ role: "carrier", status: "granted" });
  expect((await me(token)).roles).toEqual(["supplier", "logistics"]);
  const nobody = await api.account("unauth");
  expect(await me(nobody.token)).toMatchObject({ role: "unauth", role_status: "none" });
  const hint = "It takes the role of producer or processor: ask for it with POST /v1/role-applications";
  const refused = (await create(nobody.token)).body;
  expect(refused).toMatchObject({ message: "You do not have permission to create a trace batch" });
  expect(refused.details).toEqual([{ field: "role", message: hint }]);
  expect((await apply(nobody.token, "inspector")).status).toBe(201);
  expect(await me(nobody.token)).toMatchObject({ role: "inspector", role_status: "pending" });
  // A name in another dialect's words, and a key that repeats a request.
  const keyed = () =>
    api.call("POST", PATH, { token, body: { role: "retailer" }, headers: { "idempotency-key": "once" } });
  const [first, second] = [await keyed(), await keyed()];
  expect([first.status, second.status, second.body.data.id]).toEqual([201, 201, first.body.data.id]);
});

test("of several who decide at once, one does; whoever is told otherwise is told so", async () => {
  const other = await api.account("unauth");
  await makeAdministrator(api, other.user.id);
  const { user } = await api.account("supplier");
  const answers = await Promise.all([
    decide("grant", user.id),
    decide("refuse", user.id, { reason: "No" }, other.token),
    decide("grant", user.id, undefined, other.token),
    decide("refuse", user.id, { reason: "No" }),
  ]);
  const { data } = (await api.call("GET", `${PATH}/user-${user.id}`, { token: other.token })).body;
  expect(["granted", "refused"]).toContain(data.status);
  const [grants, refusals] = [
    [answers[0]?.status, answers[2]?.status],
    [answers[1]?.status, answers[3]?.status],
  ];
  if (data.status === "granted") expect([...grants, ...refusals]).toEqual([200, 200, 409, 409]);
  else
    expect([grants, [...refusals].sort()]).toEqual([
      [409, 409],
      [200, 409],
    ]);
  expect(await api.chain.rolesOf(user.address)).toBe(data.status === "granted" ? 1 : 0);
});

test("who has a phone alone is told by a text message; a new name changes nothing", async () => {
  const body = { username: "phone-alone", phone: "+8613800001111", password: "Secret123", role: "supplier" };
  const { user } = (await api.call("POST", "/api/auth/register", { body })).body;
  api.database.raw.prepare("update accounts set username = 'renamed' where id = ?").run(user.id);
  expect((await decide("refuse", user.id, { reason: "不符合要求" })).status).toBe(200);
  await expect.poll(async () => (await messages("+8613800001111")).length).toBe(1);
  const [message] = await messages("+8613800001111");
  expect(message?.text).toContain("您的生产者角色：申请未获批准。原因：不符合要求");
});

test.each([
  "user-999999",
  "user-0",
  "user--1",
  "application-999999",
  "application-1e3",
  "application-x",
  "user-1%20or%201=1",
  "%F0%9F%8D%8E",
])("%s is nobody's application", async (name) => {
  for (const verb of ["grant", "refuse", "revoke"]) {
    expect((await decide(verb, name, { reason: "No" })).status).toBe(404);
  }
});

test("whoever applied for no role is granted none, and wrong pages and statuses are refused", async () => {
  const { user } = await api.account("unauth");
  expect((await decide("grant", user.id)).status).toBe(409);
  for (const query of ["?page=0", "?limit=101", "?page=x", "?status=approved"]) {
    expect((await api.call("GET", `${PATH}${query}`, { token: administrator.token })).status).toBe(422);
  }
  const [first, second] = [await list("?status=all&limit=2"), await list("?status=all&limit=2&page=2")];
  const ids = [...first.data, ...second.data].map(({ id: each }) => each);
  expect(new Set(ids).size).toBe(4);
});
