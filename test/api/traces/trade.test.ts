/** Where steps took place, between whom, how much of the batch they are about, and with which papers. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { admit } from "../support/admit.ts";
import { type Api, startApi } from "../support/api.ts";

type Who = Awaited<ReturnType<Api["account"]>>;
let api: Api;
let grower: Who;
let carrier: Who;
let store: Who;
let officer: Who;
let trace: { id: string; batchCode: string };
const GLN = "4012345000009";
beforeAll(async () => {
  api = await startApi();
  grower = await api.account("supplier", "Green Valley Farm");
  carrier = await api.account("logistics", "Fast Delivery");
  store = await api.account("pharmacy", "Corner Store");
  officer = await api.account("regulator", "Food Authority");
  await location({ id: "packhouse-1", name: "Packhouse One", kind: "packhouse", ...AT, phone: "+1 831 555 0100" });
  await location({ id: "store-7", name: "Store Seven", kind: "store", latitude: 37.77, longitude: -122.42 }, store);
  await api.call("POST", "/v1/farms", {
    token: grower.token,
    body: { id: "farm-9", name: "Hill Farm", location: "CA" },
  });
  trace = await batch({ batchCode: "TRADE-1" });
  await admit(api, grower, trace.id, carrier);
});
afterAll(() => api.close());

const AT = { city: "Watsonville", region: "CA", country: "US", latitude: 36.91, longitude: -121.75 };
const location = (body: object, who = grower) => api.call("POST", "/v1/locations", { token: who.token, body });
const batch = async (more: object = {}) => {
  const body = { name: "Apples", quantity: 100, unit: "kg", ...more };
  return (await api.call("POST", "/v1/traces", { token: grower.token, body })).body.data;
};
const add = (body: object, who = grower, id = trace.id) =>
  api.call("POST", `/v1/traces/${id}/events`, { token: who.token, body: { type: "storage", ...body } });
const recorded = async (body: object, who = grower) => (await add(body, who)).body.data;
const shown = async (code = "TRADE-1") => (await api.call("GET", `/v1/traces/public/${code}`)).body.data;
const documentOf = async (digest: string, code = "TRADE-1") =>
  JSON.parse((await api.call("GET", `/v1/traces/public/${code}/proof`)).body.data.documents[digest].text);
const found = async (search: string) => {
  const { body } = await api.call("GET", `/v1/traces?search=${encodeURIComponent(search)}`, { token: store.token });
  return body.data.map(({ batchCode }: { batchCode: string }) => batchCode);
};
const did = (who: Who) => `did:pkh:eip155:${api.services.settings.chainId}:${who.user.address.toLowerCase()}`;

const PACKHOUSE = { id: "packhouse-1", name: "Packhouse One", kind: "packhouse", ...AT };

describe("a place", () => {
  test("of one's own is kept in the record as it is then, without its telephone number", async () => {
    const event = await recorded({ place: "packhouse-1" });
    expect([event.place, event.location]).toEqual([PACKHOUSE, "Packhouse One, Watsonville, CA, US"]);
    const { step } = await documentOf(event.chain.digest);
    expect(step.place).toEqual(PACKHOUSE);
    expect(Object.keys(step).sort()).toEqual(
      ["attachments", "description", "details", "location", "operator", "place", "title", "type"].sort(),
    );

    await api.call("PATCH", "/v1/locations/packhouse-1", { token: grower.token, body: { city: "Salinas" } });
    const events = await api.call("GET", `/v1/traces/${trace.id}/events`, { token: store.token });
    expect(events.body.data.at(-1).place).toEqual(PACKHOUSE);
    expect((await shown()).journey.at(-1)).toMatchObject({ place: PACKHOUSE, location: event.location });
    await api.call("PATCH", "/v1/locations/packhouse-1", { token: grower.token, body: { city: "Watsonville" } });
  });

  test("may be told in the event itself, and its words beside it", async () => {
    const place = { name: "Market hall", city: "Beijing", country: "CN", kind: "store", gln: GLN, street: "" };
    const event = await recorded({ place, location: "Hall 7" });
    expect([event.place, event.location]).toEqual([
      { name: "Market hall", city: "Beijing", country: "CN", kind: "store", gln: GLN },
      "Hall 7",
    ]);
  });

  test("of a farm with coordinates is in the record of its batch; of one without there is nothing new", async () => {
    await batch({ farmId: "farm-9", batchCode: "FARM-1" });
    expect((await shown("FARM-1")).producer).not.toHaveProperty("place");
    const change = { latitude: 36.9, longitude: -121.7 };
    await api.call("PATCH", "/v1/locations/farm-9", { token: grower.token, body: change });
    await batch({ farmId: "farm-9", batchCode: "FARM-2" });
    const { producer, journey } = await shown("FARM-2");
    const place = { id: "farm-9", name: "Hill Farm", kind: "farm", address: "CA", ...change };
    expect([producer.place, journey[0].place, producer.location]).toEqual([place, place, "CA"]);
  });

  test("of another's is refused until it is lent", async () => {
    const refused = await add({ place: "store-7" });
    expect([refused.status, refused.body.details[0].field]).toEqual([403, "place"]);
    expect((await add({ to: { place: "store-7" } })).body.details[0].field).toBe("to.place");
    await api.call("POST", "/v1/locations/store-7/loans", { token: store.token, body: { to: grower.username } });
    expect((await recorded({ place: { id: "store-7" } })).place).toMatchObject({ id: "store-7", latitude: 37.77 });
  });
});

describe("a party", () => {
  test.each([
    ["id", () => `user-${store.user.id}`],
    ["address", () => store.user.address],
    ["address in small letters", () => store.user.address.toLowerCase()],
  ])("is an account by its %s", async (_, text) => {
    const { to, chain } = await recorded({ to: text() });
    expect(to).toEqual({ name: "Corner Store", account: store.user.address, uri: did(store), confirmed: false });
    const { step } = await documentOf(chain.digest);
    expect(step.to).toEqual({ name: "Corner Store", account: store.user.address.toLowerCase() });
    expect((await recorded({ to: { account: text() } })).to).toEqual(to);
  });

  test("without an account is a name, kept as told; so is one whose name is somebody's username, unless it says account", async () => {
    const told = { account: null, uri: null, confirmed: false };
    expect((await recorded({ from: "Orchard & Sons" })).from).toEqual({ name: "Orchard & Sons", ...told });
    for (const from of [{ name: store.username }, { party: store.username }, store.username]) {
      expect((await recorded({ from, carrier: from })).from).toEqual({ name: store.username, ...told });
    }
    const meant = await recorded({ carrier: { account: store.username } });
    expect(meant.carrier).toMatchObject({ account: store.user.address });
    expect((await recorded({ from: GLN })).from).toEqual({ name: GLN, ...told });
    const place = { name: "Gate 3" };
    expect((await recorded({ from: { party: "Orchard", place } })).from).toEqual({ name: "Orchard", ...told, place });
    expect((await recorded({ from: { place } })).from).toEqual({ name: null, ...told, place });
  });

  test("is found by its location number once that is confirmed, and is known by it from then on", async () => {
    const before = await recorded({ to: { account: store.username }, type: "storage" });
    const said = await api.call("PUT", "/v1/profile", {
      token: store.token,
      body: { names: { en: "Corner Store Ltd" }, gln: GLN },
    });
    // Its own word is no key.
    expect((await recorded({ to: GLN })).to.account).toBeNull();
    const path = `/v1/accounts/user-${store.user.id}/profile/confirmation`;
    await api.call("POST", path, { token: officer.token, body: { digest: said.body.data.says.digest } });

    const uri = `https://id.gs1.org/417/${GLN}`;
    const event = await recorded({ to: GLN });
    expect(event.to).toEqual({ name: "Corner Store Ltd", account: store.user.address, uri, confirmed: true });
    expect((await documentOf(event.chain.digest)).step.to).toEqual({
      name: "Corner Store Ltd",
      account: store.user.address.toLowerCase(),
      gln: GLN,
    });
    // What was told before goes by what was known then.
    const events = (await api.call("GET", `/v1/traces/${trace.id}/events`, { token: store.token })).body.data;
    const earlier = events.find(({ id }: { id: string }) => id === before.id);
    expect(earlier.to).toEqual({
      name: "Corner Store",
      account: store.user.address,
      uri: did(store),
      confirmed: false,
    });

    const profile = (await api.call("GET", `/v1/accounts/user-${store.user.id}/profile`)).body.data;
    expect(profile.uri).toBe(uri);
    expect((await shown()).journey[1].by.uri).toBe(did(grower));
    expect(events.at(-1).actor.uri).toBe(did(grower));
  });

  test("of a transport is its carrier, and the document's words stay what they were", async () => {
    const transport = await recorded(
      {
        type: "transport",
        from: { account: grower.username, place: { name: "Gate 3", latitude: 36.9, longitude: -121.7 } },
        to: { party: `user-${store.user.id}`, place: { name: "Dock 2" } },
        carrier: `user-${carrier.user.id}`,
      },
      carrier,
    );
    expect(transport.carrier).toMatchObject({ name: "Fast Delivery", account: carrier.user.address });
    const { logistics } = (await api.call("GET", `/v1/traces/${trace.id}`, { token: store.token })).body.data;
    expect(logistics.at(-1)).toMatchObject({ carrier: "Fast Delivery", origin: "Gate 3", destination: "Dock 2" });
    await recorded({ type: "transport", carrier: "Ace Trucks", details: { origin: "Here", carrier: "Told" } }, carrier);
    const after = (await api.call("GET", `/v1/traces/${trace.id}`, { token: store.token })).body.data.logistics.at(-1);
    expect(after).toMatchObject({ carrier: "Told", origin: "Here", destination: null });
  });
});

describe("amounts and papers", () => {
  test("are told with the event", async () => {
    const references = [
      { type: "po", number: "PO-2023-17" },
      { type: "bol", number: "BOL 88/1", issuer: "Fast Delivery" },
    ];
    const lotSource = { url: "https://farm.example/lots/1" };
    const event = await recorded({ quantity: 12.5, references, lotSource: lotSource.url });
    expect(event).toMatchObject({ quantity: 12.5, unit: "kg", references, lotSource });
    const { step } = await documentOf(event.chain.digest);
    expect([step.quantity, step.unit, step.references]).toEqual(["12500", "KGM", references]);
    expect((await recorded({ quantity: 3, unit: "box", lotSource: "packhouse-1" })).lotSource).toEqual(PACKHOUSE);
    expect((await shown()).journey.at(-1)).toMatchObject({ quantity: 3, unit: "box" });
  });

  test("batches are found by them, by places and by parties, and not by what is withheld", async () => {
    const other = await batch({ batchCode: "TRADE-2" });
    await add({ references: [{ type: "inv", number: "INV-7781" }], place: { name: "Silo 12" } }, grower, other.id);
    await add({ references: [{ type: "inv", number: "INV-HIDDEN" }], restricted: true }, grower, other.id);
    expect(await found("inv-7781")).toEqual(["TRADE-2"]);
    expect(await found("Silo 12")).toEqual(["TRADE-2"]);
    expect(await found("PO-2023")).toEqual(["TRADE-1"]);
    expect(await found("Orchard & Sons")).toEqual(["TRADE-1"]);
    for (const nothing of ["INV-HIDDEN", "_NV-7781", "%7781"]) expect(await found(nothing)).toEqual([]);
  });

  test("of a withheld event nobody else sees anything", async () => {
    const secret = await batch({ batchCode: "TRADE-3" });
    const hidden = {
      place: { name: "Hidden hall", latitude: 1.2345, longitude: 2.3456 },
      from: "Hidden firm",
      references: [{ type: "po", number: "HIDDEN-1" }],
      quantity: 77,
      restricted: true,
    };
    expect((await add(hidden, grower, secret.id)).body.data.place.name).toBe("Hidden hall");
    for (const path of ["public/TRADE-3", "public/TRADE-3/proof", secret.id, `${secret.id}/events`]) {
      const { text } = await api.call("GET", `/v1/traces/${path}`, { token: store.token });
      expect(text).not.toMatch(/hidden (hall|firm)|HIDDEN-1|1\.2345/i);
    }
  });
});

describe("what is wrong is refused by the field's name, and nothing is recorded", () => {
  test.each([
    ["a location that is not there", { place: "nowhere" }, "place"],
    ["a place that is a number", { place: 7 }, "place"],
    ["a place without a name", { place: { city: "x" } }, "place.name"],
    ["a location with other words", { place: { id: "packhouse-1", city: "Elsewhere" } }, "place.city"],
    ["a place in no country", { place: { name: "x", country: "XX" } }, "place.country"],
    ["half a position", { place: { name: "x", latitude: 1 } }, "place.longitude"],
    ["a place of no known kind", { place: { name: "x", kind: "castle" } }, "place.kind"],
    ["an account that is not there", { from: "user-999999" }, "from"],
    ["an account by the name of nobody", { to: { account: "nobody-here" } }, "to.account"],
    ["a location number with a wrong check digit", { to: "4012345000008" }, "to"],
    ["a party of two sorts", { carrier: { name: "x", account: "y" } }, "carrier"],
    ["a party of nothing", { carrier: {} }, "carrier"],
    ["an empty party", { from: "  " }, "from.party"],
    ["a quantity of nothing", { quantity: 0 }, "quantity"],
    ["a quantity of four decimals", { quantity: 1.0001 }, "quantity"],
    ["a unit alone", { unit: "kg" }, "quantity"],
    ["an unknown unit", { quantity: 1, unit: "handful" }, "unit"],
    ["a paper of an unknown type", { references: [{ type: "letter", number: "1" }] }, "references.0.type"],
    ["a paper without a number", { references: [{ type: "po" }] }, "references.0.number"],
    ["too many papers", { references: Array(51).fill({ type: "po", number: "1" }) }, "references"],
    ["papers that are no list", { references: { type: "po", number: "1" } }, "references"],
    ["a lot's source that runs", { lotSource: "javascript:alert(1)" }, "lotSource"],
  ])("%s", async (_, wrong, field) => {
    const lines = await api.chain.lineCount();
    const { status, body } = await add(wrong);
    expect([status, body.code, body.details?.[0]?.field]).toEqual([422, "VALIDATION_FAILED", field]);
    expect(await api.chain.lineCount()).toBe(lines);
  });
});
