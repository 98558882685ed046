/**
 * Codes and names that people take for each other's: nobody makes another's code, and whoever asks finds the one that is
 * meant; a name is taken, and marked.
 */
import { encodeBytes32String, hexlify, id, randomBytes } from "ethers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, makeAdministrator, startApi } from "../support/api.ts";

const CODE = "AP20230515A123";
let api: Api;
let producer: Awaited<ReturnType<Api["account"]>>;
let rival: Awaited<ReturnType<Api["account"]>>;

beforeAll(async () => {
  api = await startApi();
  producer = await api.account("supplier", "Green Valley Growers");
  rival = await api.account("supplier", "Rival Growers");
  expect((await create(producer.token, CODE)).status).toBe(201);
});
afterAll(() => api.close());

const create = (token: string, batchCode: string) =>
  api.call("POST", "/v1/traces", { token, body: { name: "Apples", quantity: 1, unit: "kg", batchCode } });

test.each(["ap20230515a123", `${CODE}.`, `${CODE}/`, `${CODE}%2e`, `-${CODE}`, "AP2O23O5I5A123"])(
  "%s is no code for anybody else, and the refusal names the batch that it resembles",
  async (code) => {
    const { status, body } = await create(rival.token, code);
    expect([status, body.message]).toEqual([409, `This code looks like ${CODE}, which is another's batch`]);
    expect(body.details).toEqual([
      { field: "batchCode", message: `Batch code ${code} resembles ${CODE}: choose another` },
    ]);
  },
);

test("one's own may look like one's own, and a code that is taken is still just that", async () => {
  expect((await create(producer.token, "ap20230515a123-b")).status).toBe(201);
  expect((await create(producer.token, "AP20230515A123-B")).status).toBe(201);
  const { status, body } = await create(rival.token, CODE);
  expect([status, body.message]).toEqual([409, "A batch with this code exists already"]);
});

test.each(["ap20230515a123", `${CODE}.`, `${CODE}%252e`, "AP2O23O5I5A123"])(
  "who asks for %s is answered with the one that is meant, and told so",
  async (asked) => {
    const path = encodeURIComponent(decodeURIComponent(asked));
    const { status, body } = await api.call("GET", `/v1/traces/public/${path}`);
    expect([status, body.data?.batchCode, body.data?.canonical]).toEqual([200, CODE, CODE]);
    const page = await api.app.request(`/t/${path}?lang=zh`);
    expect([page.status, page.headers.get("location")]).toEqual([
      302,
      `/t/${CODE}?lang=zh&asked=${encodeURIComponent(decodeURIComponent(path))}`,
    ]);
  },
);

test("the code itself is answered without more words, and what looks like nothing is not found", async () => {
  const { body } = await api.call("GET", `/v1/traces/public/${CODE}`);
  expect(body.data).not.toHaveProperty("canonical");
  expect(body.data).not.toHaveProperty("resembles");
  expect((await api.app.request(`/t/${CODE}`)).status).toBe(200);
  expect((await api.call("GET", "/v1/traces/public/AP20230515A124")).status).toBe(404);
  expect((await api.app.request(`/t/${CODE}/`)).headers.get("location")).toContain(`/t/${CODE}?asked=`);
});

test("one that a wallet writes past all this is told to resemble the older one", async () => {
  const { trace, wallet } = await api.chain.actor(70, "producer");
  const unit = encodeBytes32String("KGM").slice(0, 8);
  await (
    await trace.getFunction("create")("Ap20230515A123", unit, 1000n, true, wallet.address, hexlify(randomBytes(32)))
  ).wait();
  await expect
    .poll(async () => (await api.services.mirror.batchByCode("Ap20230515A123"))?.id)
    .toBe(id("Ap20230515A123"));
  const { body } = await api.call("GET", "/v1/traces/public/Ap20230515A123");
  expect([body.data.batchCode, body.data.resembles]).toEqual(["Ap20230515A123", CODE]);
  // Who means neither by its own spelling means the older one.
  expect((await api.call("GET", "/v1/traces/public/aP20230515a123")).body.data.batchCode).toBe(CODE);
});

describe("a name that looks like another's", () => {
  type Who = Awaited<ReturnType<Api["account"]>>;
  const of = async (who: Who) => (await api.call("GET", `/v1/accounts/user-${who.user.id}/profile`)).body.data;
  const put = (who: Who, body: unknown) => api.call("PUT", "/v1/profile", { token: who.token, body });
  const confirmed = async (by: Who, who: Who) => {
    const body = { digest: (await of(who)).says.digest };
    return api.call("POST", `/v1/accounts/user-${who.user.id}/profile/confirmation`, { token: by.token, body });
  };
  const isMarked = async (who: Who) => "nameNotice" in (await of(who));

  test("is taken all the same, and marked wherever it is shown, until an officer confirms it", async () => {
    const first = await api.account("supplier", "Plum Tree Farm");
    expect(await isMarked(first)).toBe(false);
    // Cyrillic letters among the Latin ones, full width, and case.
    const others = [
      await api.account("supplier", "Рlum Tree Farm"),
      await api.account("supplier", "ＰＬＵＭ tree farm"),
    ];
    for (const who of [first, ...others]) expect(await isMarked(who)).toBe(true);

    await put(first, { names: { en: "Plum Tree Farm" } });
    await confirmed(await api.account("regulator", "Food Authority"), first);
    expect(await isMarked(first)).toBe(false);
    for (const who of others) expect(await isMarked(who)).toBe(true);

    const [other] = others as [Who];
    const made = { name: "A", quantity: 1, unit: "kg", batchCode: "ALIKE-1" };
    await api.call("POST", "/v1/traces", { token: other.token, body: made });
    const { data: shown } = (await api.call("GET", "/v1/traces/public/ALIKE-1")).body;
    expect([shown.producer.nameNotice, shown.journey[0].by.nameNotice, shown.producer.recordedBy.nameNotice]).toEqual([
      expect.stringMatching(/looks the same; this one is not confirmed/),
      shown.producer.nameNotice,
      shown.producer.nameNotice,
    ]);
    const body = { ...made, batchCode: "ALIKE-2" };
    await api.call("POST", "/v1/traces", { token: first.token, body });
    const { data: own } = (await api.call("GET", "/v1/traces/public/ALIKE-2")).body;
    expect([own.producer.nameNotice, own.journey[0].by.nameNotice]).toEqual([undefined, undefined]);
    const me = await api.call("GET", "/api/auth/me", { token: other.token });
    expect(me.body.user.name_notice).toBe(shown.producer.nameNotice);
    expect((await api.call("GET", "/api/auth/me", { token: first.token })).body.user).not.toHaveProperty("name_notice");
  });

  test("is also one on chain, and a farm's of somebody else's", async () => {
    const pear = await api.account("supplier", "Nobody Special");
    await put(pear, { names: { zh: "梨园农场" } });
    const farmer = await api.account("supplier", "Farmer");
    const farm = (name: string) => api.call("POST", "/v1/farms", { token: farmer.token, body: { name } });
    expect((await farm("梨园农场")).body.data.nameNotice).toMatch(/looks the same/);
    expect((await farm("梨园")).body.data).not.toHaveProperty("nameNotice");
    expect(await isMarked(pear)).toBe(true);
    // One's own farm may well be called as one is.
    const own = await api.account("supplier", "Quince Farm");
    await api.call("POST", "/v1/farms", { token: own.token, body: { name: "Quince Farm" } });
    expect(await isMarked(own)).toBe(false);
    // Characters that merely resemble each other are others.
    const near = await api.account("supplier", "梨圜农场");
    expect(await isMarked(near)).toBe(false);
  });

  test("is marked for who decides on its role, and for itself at log-in", async () => {
    const first = await api.account("supplier", "Cherry Farm");
    const email = "cherry@example.com";
    const registration = { email, password: "Secret123", role: "Producer", name: "Сherry Farm" };
    expect((await api.call("POST", "/auth/register", { body: registration })).status).toBe(201);
    const logIn = async () => (await api.call("POST", "/auth/login", { body: { email, password: "Secret123" } })).body;
    expect((await logIn()).user.name_notice).toMatch(/looks the same/);

    const decider = await api.account("unauth");
    await makeAdministrator(api, decider.user.id);
    const all = await api.call("GET", "/v1/role-applications?status=all&limit=100", { token: decider.token });
    const marked = all.body.data.filter((each: object) => "nameNotice" in each);
    expect(marked.map(({ name }: { name: string }) => name)).toEqual(
      expect.arrayContaining(["Cherry Farm", "Сherry Farm"]),
    );
    await put(first, { names: { en: "Cherry Farm" } });
    await confirmed(await api.account("regulator", "Market Authority"), first);
    const own = await api.call("GET", "/v1/role-applications?status=all&limit=100", { token: decider.token });
    const named = (name: string) => own.body.data.find((each: { name: string }) => each.name === name);
    expect(named("Cherry Farm")).not.toHaveProperty("nameNotice");
    expect(named("Сherry Farm").nameNotice).toMatch(/looks the same/);
  });
});
