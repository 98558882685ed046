/** Who accounts are: what they say of themselves, who confirms it, and how that shows beside what they wrote. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, startApi } from "../support/api.ts";

type Who = Awaited<ReturnType<Api["account"]>>;
type Line = { readonly chain: { readonly seq: number } };
let api: Api;
let firm: Who;
let officer: Who;
let second: Who;
beforeAll(async () => {
  api = await startApi();
  firm = await api.account("supplier", "Valley");
  officer = await api.account("regulator", "Food Authority");
  second = await api.account("regulator", "Market Authority");
});
afterAll(() => api.close());
const put = (who: Who, body: unknown, headers = {}) =>
  api.call("PUT", "/v1/profile", { token: who.token, body, headers });
const idOf = (who: Who | string) => (typeof who === "string" ? who : `user-${who.user.id}`);
const of = async (who: Who | string) => (await api.call("GET", `/v1/accounts/${idOf(who)}/profile`)).body.data;
const ofOfficer = (who: Who) => `/v1/accounts/${idOf(who)}/profile/confirmation`;
const confirm = (by: Who, who: Who, digest?: unknown) =>
  api.call("POST", ofOfficer(who), { token: by.token, body: { digest } });
const withdraw = (by: Who, who: Who) => api.call("DELETE", ofOfficer(who), { token: by.token });
const confirmed = async (by: Who, who: Who) => confirm(by, who, (await of(who)).says.digest);
const NAMES = { en: "Green Valley Farm Ltd", zh: "绿谷农场有限公司" };

describe("a profile", () => {
  test("is what an account says of itself, on chain, for everybody to read", async () => {
    expect(await of(firm)).toMatchObject({
      id: `user-${firm.user.id}`,
      name: "Valley",
      names: null,
      confirmed: false,
      profile: null,
      says: null,
      history: [],
    });
    const body = {
      names: NAMES,
      gln: "4012345000009",
      licences: [{ kind: "Food production", number: "SC101", issuer: null }],
      place: " Yantai ",
      contact: "",
      website: "https://valley.example/",
    };
    const said = await put(firm, body);
    expect([said.status, said.body.data]).toMatchObject([
      200,
      { address: firm.user.address, name: NAMES.en, names: NAMES, confirmed: false, confirmedBy: [] },
    ]);
    const { says, profile } = said.body.data;
    expect(says).toEqual(profile);
    expect(says.profile).toEqual({
      names: NAMES,
      gln: "4012345000009",
      licences: [{ kind: "Food production", number: "SC101" }],
      place: "Yantai",
      website: "https://valley.example/",
    });
    expect((await api.call("GET", "/v1/profile", { token: firm.token })).body).toEqual(said.body);
    for (const shown of [await of(firm), await of(firm.user.address), await of(firm.user.address.toLowerCase())]) {
      expect(shown).toMatchObject({ ...said.body.data, history: [{ withdrawn: false, names: NAMES }] });
    }
    // Anybody has the document whose digest is on chain.
    const document = await api.call("GET", `/v1/attachments/${says.digest.slice(2)}`);
    expect(document.body).toMatchObject({ format: "suyuan-profile/1", account: firm.user.address.toLowerCase() });
    expect(await api.chain.lineCount()).toBe(says.chain.line);
  });

  test("said again the same is the same, and a retry with its key too", async () => {
    const before = await of(firm);
    const { profile } = before.says;
    expect((await put(firm, { ...profile, place: "Yantai " })).body.data.says.digest).toBe(before.says.digest);
    const key = { "idempotency-key": "profile-1" };
    const first = await put(firm, { ...profile, place: "Penglai" }, key);
    expect((await put(firm, { ...profile, place: "Penglai" }, key)).body).toEqual(first.body);
    expect((await put(firm, { ...profile, place: "Yantai" }, key)).status).toBe(409);
    expect((await of(firm)).history).toHaveLength(2);
  });

  test("is taken back, which stays to be seen", async () => {
    const other = await api.account("supplier", "Hill");
    const own = () => api.call("DELETE", "/v1/profile", { token: other.token });
    expect((await own()).status).toBe(404);
    await put(other, { names: { en: "Hill Farm" } });
    expect((await own()).status).toBe(204);
    expect((await own()).status).toBe(404);
    expect(await of(other)).toMatchObject({
      name: "Hill",
      profile: null,
      says: null,
      history: [
        { withdrawn: true, digest: null, names: null },
        { withdrawn: false, names: { en: "Hill Farm" }, by: { as: "itself", name: "Hill" } },
      ],
    });
  });

  test.each([
    ["no name", { names: {} }, "names"],
    ["no names", {}, "names"],
    ["a name of control characters", { names: { en: "Farm\u001b[2J" } }, "names.en"],
    ["a name that turns the direction of writing", { names: { en: "Farm \u202emraF" } }, "names.en"],
    ["a name of ten thousand letters", { names: { en: "x".repeat(10_000) } }, "names.en"],
    ["a name in no language", { names: { xx: "Farm" } }, "names"],
    ["a name that is a number", { names: { en: 7 } }, "names.en"],
    ["another's address", { names: NAMES, account: `0x${"12".repeat(20)}` }, "body"],
    ["another format", { names: NAMES, format: "suyuan-record/1" }, "body"],
    ["a location number with a wrong check digit", { names: NAMES, gln: "4012345000008" }, "gln"],
    ["a website that runs", { names: NAMES, website: "javascript:alert(1)" }, "website"],
    ["text in place of an object", "names", "body"],
  ])("with %s is refused by the field", async (_, body, field) => {
    const { status, body: answer } = await put(firm, typeof body === "string" ? JSON.stringify(body) : body, {
      "content-type": "application/json",
    });
    expect([status, answer.details?.[0]?.field]).toEqual([422, field]);
  });
});

describe("a confirmation", () => {
  test("is an officer's word for what it read, and no later word", async () => {
    const read = await of(firm);
    await put(firm, { names: NAMES, gln: "4012345000009", place: "Shandong" });
    const late = await confirm(officer, firm, read.says.digest);
    expect([late.status, late.body.code]).toEqual([409, "RESOURCE_CONFLICT"]);
    const now = await of(firm);
    expect(late.body.details[0].message).toContain(now.says.digest);

    const done = await confirm(officer, firm, now.says.digest);
    expect([done.status, done.body.data]).toMatchObject([
      201,
      {
        confirmed: true,
        confirmedBy: [{ address: officer.user.address, name: "Food Authority", date: expect.any(String) }],
      },
    ]);
    expect((await of(firm)).history[0]).toMatchObject({ by: { as: "regulator", name: "Food Authority" } });
    expect((await confirm(officer, firm, now.says.digest)).status).toBe(409);
    expect((await confirmed(second, firm)).body.data.confirmedBy.map(({ name }: { name: string }) => name)).toEqual([
      "Market Authority",
      "Food Authority",
    ]);
  });

  test("is not shed by saying another thing", async () => {
    await put(firm, { names: { en: "Golden Valley Farm" } });
    expect(await of(firm)).toMatchObject({
      name: NAMES.en,
      confirmed: true,
      profile: { profile: { names: NAMES } },
      says: { profile: { names: { en: "Golden Valley Farm" } } },
    });
  });

  test("is taken back by who gave it alone", async () => {
    const third = await api.account("regulator", "Third Authority");
    expect((await withdraw(third, firm)).status).toBe(409);
    expect((await withdraw(officer, firm)).status).toBe(204);
    expect((await withdraw(officer, firm)).status).toBe(409);
    expect((await of(firm)).confirmedBy.map(({ name }: { name: string }) => name)).toEqual(["Market Authority"]);
    expect((await withdraw(second, firm)).status).toBe(204);
    expect((await withdraw(second, firm)).status).toBe(404);
    expect(await of(firm)).toMatchObject({ name: "Golden Valley Farm", confirmed: false });
  });

  test("is nobody's of an account of its own", async () => {
    await put(officer, { names: { en: "Food Authority" } });
    const own = await confirmed(officer, officer);
    expect([own.status, own.body.message]).toEqual([403, expect.stringMatching(/another registrar or regulator/)]);
    expect((await of(officer)).confirmed).toBe(false);
    expect((await confirmed(second, officer)).status).toBe(201);
  });

  test("is refused to others, of nothing, of nobody, and by no digest", async () => {
    const { digest } = (await of(firm)).says;
    expect((await confirm(firm, officer, digest)).body.code).toBe("PERMISSION_DENIED");
    expect((await withdraw(firm, officer)).body.code).toBe("PERMISSION_DENIED");
    const silent = await api.account("supplier");
    expect((await confirm(officer, silent, digest)).status).toBe(409);
    for (const path of ["user-999", "user-0", "valley@example.com", "supplier-1", "0x12", "%00"]) {
      const at = `/v1/accounts/${path}/profile`;
      expect((await api.call("GET", at)).status, path).toBe(404);
      const body = { digest };
      expect((await api.call("POST", `${at}/confirmation`, { token: officer.token, body })).status, path).toBe(404);
    }
    for (const bad of [undefined, "", "0x12", 7, "z".repeat(64), "a".repeat(10_000)]) {
      const { status, body } = await confirm(officer, firm, bad);
      expect([status, body.details[0].field]).toEqual([422, "digest"]);
    }
  });
});

describe("a location number", () => {
  const find = async (gln: string) => {
    const { body } = await api.call("GET", `/v1/accounts?gln=${gln}`, { token: firm.token });
    return body.data.map(({ address }: { address: string }) => address);
  };
  const GLN = "4012345000016";

  test("finds the account that is confirmed to have it, and nobody who merely says so", async () => {
    const claimant = await api.account("supplier", "Claimant");
    const holder = await api.account("supplier", "Holder");
    for (const who of [claimant, holder]) await put(who, { names: { en: who.username }, gln: GLN });
    expect(await find(GLN)).toEqual([]);
    expect((await confirmed(officer, holder)).status).toBe(201);
    expect(await find(GLN)).toEqual([holder.user.address]);
    const taken = await confirmed(second, claimant);
    expect([taken.status, taken.body.details[0].field]).toEqual([409, "gln"]);
    // As long as it is confirmed.
    await withdraw(officer, holder);
    expect(await find(GLN)).toEqual([]);
    expect((await confirmed(second, claimant)).status).toBe(201);
    expect(await find(GLN)).toEqual([claimant.user.address]);
  });

  test("confirmed of two, as on chain by another's hand, finds neither", async () => {
    const [one, other] = [await api.account("supplier"), await api.account("supplier")];
    const gln = "4012345000023";
    await put(one, { names: { en: "One" }, gln });
    await put(other, { names: { en: "Other" }, gln });
    await confirmed(officer, one);
    // The rule of this server passed over: the contract knows of no numbers.
    const { digest } = (await of(other)).says;
    const account = await api.services.accounts.byId(second.user.id);
    const act = {
      verb: "describeAccount",
      account: other.user.address.toLowerCase() as `0x${string}`,
      digest,
    } as const;
    const { id } = await api.services.outbox.accept(account?.id ?? 0, act);
    await api.services.outbox.settle(id, 30_000);
    expect((await of(other)).confirmed).toBe(true);
    expect(await find(gln)).toEqual([]);
  });

  test.each(["", "1", "4012345000017", "40123450", "' OR 1=1", "９".repeat(13)])("%j is none", async (gln) => {
    const { status, body } = await api.call("GET", `/v1/accounts?gln=${encodeURIComponent(gln)}`, {
      token: firm.token,
    });
    expect([status, body.details[0].field]).toEqual([422, "gln"]);
  });
});

describe("beside a line stands", () => {
  test("what its writer was called then, by whose word, and what it is called now", async () => {
    const maker = await api.account("supplier", "Orchard");
    const token = maker.token;
    const trace = (
      await api.call("POST", "/v1/traces", {
        token,
        body: { name: "A", quantity: 1, unit: "kg", batchCode: "NAMED-1" },
      })
    ).body.data;
    const record = (type: string) => api.call("POST", `/v1/traces/${trace.id}/events`, { token, body: { type } });
    await put(maker, { names: { en: "Orchard Ltd" } });
    const saidOnly = await record("storage");
    expect(saidOnly.body.data.actor).toMatchObject({ name: "Orchard Ltd", confirmed: false, nowCalled: null });
    await confirmed(officer, maker);
    await record("packaging");
    await put(maker, { names: { en: "Orchard Group" } });
    await confirmed(officer, maker);

    const { data: events } = (await api.call("GET", `/v1/traces/${trace.id}/events`, { token })).body;
    const now = { name: "Orchard Group", confirmed: true };
    const expected = [
      { name: "Orchard", names: null, confirmed: false, nowCalled: now },
      { name: "Orchard Ltd", confirmed: false, confirmedBy: [], nowCalled: now },
      { name: "Orchard Ltd", confirmed: true, confirmedBy: [{ name: "Food Authority" }], nowCalled: now },
    ];
    const inOrder = events.toSorted((a: Line, b: Line) => a.chain.seq - b.chain.seq);
    expect(inOrder.map(({ actor }: { actor: unknown }) => actor)).toMatchObject(expected);
    // What a record says its writer is called stays what it says.
    expect(inOrder.map(({ operatorName }: { operatorName: string }) => operatorName)).toEqual([
      "Orchard",
      "Orchard",
      "Orchard",
    ]);

    const { data: shown } = (await api.call("GET", "/v1/traces/public/NAMED-1")).body;
    expect(shown.producer).toMatchObject({
      name: "Orchard",
      recordedBy: { address: maker.user.address, ...expected[0] },
    });
    const steps = shown.journey.toSorted((a: Line, b: Line) => a.chain.seq - b.chain.seq);
    expect(steps.map(({ by }: { by: unknown }) => by)).toMatchObject(expected);

    // What was taken back is not said to be so now.
    await withdraw(officer, maker);
    await api.call("DELETE", "/v1/profile", { token });
    const { data: after } = (await api.call("GET", `/v1/traces/${trace.id}/events`, { token })).body;
    const last = after.find((each: Line) => each.chain.seq === 3);
    expect(last.actor).toMatchObject({
      name: "Orchard Ltd",
      confirmed: true,
      nowCalled: { name: "Orchard", names: null },
    });
  });
});
