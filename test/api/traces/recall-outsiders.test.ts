/** A firm without an account learns of a recall by mail, and says what it found by the link in it, and by nothing else. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { pursueRecalls } from "../../../domain/recalls/pursue-recalls.ts";
import { mailboxRepository } from "../../../store/messages/messages.ts";
import { type Api, startApi } from "../support/api.ts";

let api: Api;
let farm: Awaited<ReturnType<Api["account"]>>;
beforeAll(async () => {
  api = await startApi();
  farm = await api.account("supplier", "Green Valley Farm");
});
afterAll(() => api.close());

const DAY = 86_400_000;
const WORDS = { reason: "Salmonella", instruction: "Take off the shelf", contact: "+86 10 1234 5678" };
const NOTIFY = [{ name: "Corner Shop", email: "shop@elsewhere.example" }];

async function recall(more: object = {}) {
  const { token } = farm;
  const { body } = await api.call("POST", "/v1/traces", { token, body: { name: "Plums", quantity: 9, unit: "kg" } });
  return api.call("POST", `/v1/traces/${body.data.id}/recall`, { token, body: { ...WORDS, notify: NOTIFY, ...more } });
}
const after = (days: number) => ({ ...api.services, now: () => new Date(Date.now() + days * DAY + 60_000) });
async function mails(id: string) {
  await expect
    .poll(async () => (await api.database.read.selectFrom("outgoing_messages").select("id").execute()).length)
    .toBe(0);
  const all = (await mailboxRepository(api.database).list()).map(({ message }) => message);
  return all.filter(({ text, to }) => text.includes(id) && to === NOTIFY[0]?.email);
}
const read = (token: string) => api.call("POST", "/v1/recall-notices/read", { body: { token } });
const say = (token: string, found = "3 kg, thrown away") =>
  api.call("POST", "/v1/recall-notices/acknowledgements", { body: { token, found } });

test("it is told once, reminded a day later, reads the recall by its link, and answers", async () => {
  const { status, body } = await recall();
  expect(status).toBe(201);
  const { id } = body.data;
  await pursueRecalls(api.services);
  await pursueRecalls(api.services);
  const [mail] = await mails(id);
  expect(await mails(id)).toHaveLength(1);
  // Nobody's means to send text: what the recall says stands on the page.
  expect(mail?.text).toContain("Green Valley Farm");
  expect(mail?.text).not.toContain("Salmonella");
  await pursueRecalls(after(1));
  expect(await mails(id)).toHaveLength(2);

  const token = /\/confirm#recall=([\w-]+)/.exec(mail?.text ?? "")?.[1] ?? "";
  const shown = await read(token);
  expect(shown.body.data).toMatchObject({ ...WORDS, by: "Green Valley Farm", name: "Corner Shop", said: null });
  expect((await say(token)).body.data.said).toMatchObject({ found: "3 kg, thrown away" });
  const own = await api.call("GET", `/v1/recalls/${id}`, { token: farm.token });
  expect(own.body.data.outsiders).toMatchObject([{ ...NOTIFY[0], said: { found: "3 kg, thrown away" } }]);
  // Who answered is not reminded.
  await pursueRecalls(after(3));
  expect(await mails(id)).toHaveLength(2);

  // Another firm's, another time's, a changed one: all the same answer.
  const [firm, until, mac] = token.split("-") as [string, string, string];
  const worse = [`${Number(firm) + 1}-${until}-${mac}`, `${firm}-${Number(until) + 1}-${mac}`, token.slice(0, -1), "1"];
  const answers = await Promise.all(worse.map((one) => read(one)));
  expect(new Set(answers.map(({ status, body }) => `${status} ${body.message}`)).size).toBe(1);
  expect(answers[0]?.status).toBe(404);

  await api.call("POST", `/v1/recalls/${id}/lift`, { token: farm.token, body: { reason: "A false alarm" } });
  expect((await say(token)).status).toBe(409);
});

test("nobody outside is told of a drill, nor more than an account may have told within a day", async () => {
  const { body } = await recall({ drill: true });
  await pursueRecalls(api.services);
  expect(await mails(body.data.id)).toHaveLength(0);
  const many = (name: string) =>
    Array.from({ length: 100 }, (_, index) => ({ name, email: `${name}${index}@elsewhere.example` }));
  expect((await recall({ notify: [...many("a"), ...many("b")] })).status).toBe(422);
  expect((await recall({ notify: many("a") })).status).toBe(201);
  expect((await recall({ notify: many("b") })).status).toBe(429);
});

test("a dry run tells to whom records say that goods went, as far as the caller may read them", async () => {
  const shop = await api.account("pharmacy", "Corner Shop");
  const authority = await api.account("regulator");
  const { token } = farm;
  const made = await api.call("POST", "/v1/traces", { token, body: { name: "Plums", quantity: 9, unit: "kg" } });
  const { id } = made.body.data;
  const sell = async (who: typeof farm, to: object, more: object = {}) => {
    const body = { type: "sale", title: "Sold", date: "2026-03-01T00:00:00Z", to, ...more };
    expect((await api.call("POST", `/v1/traces/${id}/events`, { token: who.token, body })).status).toBe(201);
  };
  await sell(farm, { name: "Market Hall" });
  await sell(farm, { account: shop.username });
  await api.call("POST", `/v1/traces/${id}/offers`, { token, body: { to: shop.username } });
  await api.call("POST", `/v1/traces/${id}/offers/accept`, { token: shop.token });
  await sell(shop, { name: "Hidden Buyer" }, { restricted: true });
  const preview = async (who: typeof farm) => {
    const body = { dryRun: true };
    const { data } = (await api.call("POST", `/v1/traces/${id}/recall`, { token: who.token, body })).body;
    expect(data.moreRecipients).toBe(false);
    return data.recipients.map(({ name, address }: { name: string; address: string | null }) => [name, address]);
  };
  // Who holds it now is told among the holders.
  expect(await preview(farm)).toEqual([["Market Hall", null]]);
  expect(await preview(shop)).toEqual([
    ["Hidden Buyer", null],
    ["Market Hall", null],
  ]);
  expect(await preview(authority)).toEqual(await preview(shop));
});
