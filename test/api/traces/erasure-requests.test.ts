/** Anybody asks that what is said of them is erased; it is answered in time or somebody is alerted, and stays between them. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { erasureOverdue } from "../../../api/alerts/rules/erasure-overdue.ts";
import { mailboxRepository } from "../../../store/messages/messages.ts";
import { figuresOf } from "../../../store/monitoring/figures.ts";
import { type Api, startApi } from "../support/api.ts";

let api: Api;
type Firm = Awaited<ReturnType<Api["account"]>>;
let farm: Firm;
let regulator: Firm;
let trace: { id: string; batchCode: string };
beforeAll(async () => {
  api = await startApi();
  farm = await api.account("supplier", "Green Valley Farm");
  regulator = await api.account("regulator");
  trace = (await call(farm, "POST", "/v1/traces", { name: "Apples", quantity: 10, unit: "kg" })).body.data;
});
afterAll(() => api.close());

const call = (firm: Firm | null, method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  api.call(method, path, { ...(firm && { token: firm.token }), headers, ...(body === undefined ? {} : { body }) });
const ask = (body: object, firm: Firm | null = null, headers = {}) =>
  call(firm, "POST", "/v1/erasure-requests", { reason: "It names me", contact: "ann@example.com", ...body }, headers);
const list = async (status: string, firm = regulator) =>
  (await call(firm, "GET", `/v1/erasure-requests?status=${status}`)).body.data;
const mails = async () => (await mailboxRepository(api.database).list()).map(({ message }) => message);
const record = async (body: object) => (await call(farm, "POST", `/v1/traces/${trace.id}/events`, body)).body.data;
const overdue = () => figuresOf(api.database).overdueErasures(new Date());

test("who has no account asks by the label's code, and is told by mail that it is done", async () => {
  const event = await record({ type: "harvest", operatorName: "Ann Li" });
  const asked = await ask({ batchCode: trace.batchCode, eventId: event.id });
  expect([asked.status, Object.keys(asked.body.data).sort()]).toEqual([201, ["askedAt", "dueAt", "id", "status"]]);
  const { id, askedAt, dueAt } = asked.body.data;
  expect(Date.parse(dueAt) - Date.parse(askedAt)).toBeGreaterThan(27 * 86_400_000);
  const waiting = { id, seq: event.chain.seq, contact: "ann@example.com", reason: "It names me", overdue: false };
  expect(await list("open")).toMatchObject([{ ...waiting, traceId: trace.id, accountId: null }]);
  const kept = JSON.stringify(api.database.raw.prepare("select * from erasure_requests").all());
  expect(kept).not.toMatch(/ann@example|names me/);

  const path = `/v1/traces/${trace.id}/lines/${event.chain.seq}/erasure`;
  const erased = { reason: "Asked for", requestId: id };
  expect((await call(regulator, "POST", path, { ...erased, requestId: "erasure-request-0" })).status).toBe(422);
  const { status, body } = await call(regulator, "POST", path, erased);
  expect(status).toBe(201);
  expect(await list("done")).toMatchObject([{ id, contact: null, erasure: body.data.chain.seq }]);
  expect(await list("open")).toEqual([]);
  await expect.poll(async () => (await mails()).filter(({ text }) => text.includes(id)).length).toBe(1);
  const again = await record({ type: "storage" });
  const other = `/v1/traces/${trace.id}/lines/${again.chain.seq}/erasure`;
  expect((await call(regulator, "POST", other, erased)).status).toBe(409);
});

test("a refusal tells why; who asked twice with one key asked once; others learn nothing", async () => {
  const key = { "idempotency-key": "ask-1" };
  const first = await ask({ traceId: trace.id }, farm, key);
  expect((await ask({ traceId: trace.id }, farm, key)).body.data).toEqual(first.body.data);
  const { id } = first.body.data;
  expect(await list("open")).toMatchObject([{ id, accountId: `user-${farm.user.id}`, seq: null }]);
  const refuse = (firm: Firm, body: object = { reason: "It is a firm's name" }) =>
    call(firm, "POST", `/v1/erasure-requests/${id}/refuse`, body);
  expect((await refuse(farm)).status).toBe(403);
  expect((await call(farm, "GET", "/v1/erasure-requests")).status).toBe(403);
  expect((await refuse(regulator, { reason: "" })).status).toBe(422);
  expect((await refuse(regulator)).body.data).toMatchObject({ status: "refused", answer: "It is a firm's name" });
  expect((await refuse(regulator)).status).toBe(409);
  expect((await call(regulator, "POST", "/v1/erasure-requests/x/refuse", { reason: "No" })).status).toBe(404);
  await expect
    .poll(async () => (await mails()).find(({ text }) => text.includes(id))?.text)
    .toContain("It is a firm's name");
});

test("what nobody answers in time raises an alert, which names nobody", async () => {
  const { id } = (await ask({ traceId: trace.id, seq: 1 })).body.data;
  expect(erasureOverdue({ overdue: await overdue() } as never, {} as never)[0]?.verdict).toBe("well");
  await api.database.write.updateTable("erasure_requests").set({ due_at: 1 }).where("id", "=", id).execute();
  expect(await list("overdue")).toMatchObject([{ id, overdue: true }]);
  const verdict = erasureOverdue({ overdue: await overdue() } as never, {} as never)[0]?.verdict;
  expect(verdict).toMatchObject({ severity: "critical", details: { requests: 1, first: id } });
  expect(JSON.stringify(verdict)).not.toContain("ann@");
});

test("what says nothing, or is of nothing, is refused", async () => {
  const refused: [object, number][] = [
    [{}, 422],
    [{ traceId: trace.id, contact: "nobody" }, 422],
    [{ traceId: trace.id, reason: "" }, 422],
    [{ traceId: trace.id, seq: 999 }, 404],
    [{ traceId: trace.id, eventId: "event-0" }, 404],
    [{ traceId: "trace-0" }, 404],
  ];
  for (const [body, status] of refused) expect((await ask(body)).status).toBe(status);
});
