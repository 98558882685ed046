/** Places that records name: farms are some of them, under the same ids. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Api, startApi } from "./support/api.ts";

let api: Api;
let owner: Awaited<ReturnType<Api["account"]>>;
let other: typeof owner;
beforeAll(async () => {
  api = await startApi();
  owner = await api.account("supplier", "Green Valley Farm");
  other = await api.account("processor", "Somebody Else");
});
afterAll(() => api.close());

type Who = { token: string };
const create = (body: unknown, who: Who = owner, headers = {}) =>
  api.call("POST", "/v1/locations", { token: who.token, body, headers });
const change = (id: string, body: unknown, who: Who = owner, headers = {}) =>
  api.call("PATCH", `/v1/locations/${id}`, { token: who.token, body, headers });
const read = (id: string, who: Who = owner, headers = {}) =>
  api.call("GET", `/v1/locations/${id}`, { token: who.token, headers });
const list = async (query = "", who: Who = owner) =>
  (await api.call("GET", `/v1/locations${query}`, { token: who.token })).body.data.map(({ id }: { id: string }) => id);

const SQUARE = {
  type: "Polygon",
  coordinates: [
    [
      [-121.8, 36.9],
      [-121.7, 36.9],
      [-121.7, 37],
      [-121.8, 37],
      [-121.8, 36.9],
    ],
  ],
};
const WHOLE = {
  id: "packhouse-1",
  name: "Packhouse One",
  kind: "packhouse",
  gln: "9521141111116",
  extension: "DOCK-2",
  address: "1 Orchard Road, Watsonville, CA 95076, USA",
  street: "1 Orchard Road",
  city: "Watsonville",
  region: "CA",
  postcode: "95076",
  country: "US",
  phone: "+1 831 555 0100",
  latitude: 36.910231,
  longitude: -121.756895,
  polygon: SQUARE,
};

/** A ring of this many points, the last of which is the first. */
const circleOf = (count: number) =>
  Array.from({ length: count }, (_, index) => {
    const angle = (2 * Math.PI * (index % (count - 1))) / (count - 1);
    return [-121 + Math.cos(angle), 36 + Math.sin(angle)];
  });

describe("happy path", () => {
  test("a location is created, got, listed and found", async () => {
    const created = await create(WHOLE);
    expect([created.status, created.body]).toEqual([
      201,
      {
        status: "success",
        data: {
          ...WHOLE,
          parentId: null,
          ownerId: `user-${owner.user.id}`,
          createdAt: expect.any(String),
          updatedAt: created.body.data.createdAt,
        },
      },
    ]);
    expect((await read("packhouse-1")).body).toEqual(created.body);
    expect(await list("?search=watsonville")).toEqual(["packhouse-1"]);
    expect(await list("?search=9521141111116")).toEqual(["packhouse-1"]);
    expect(await list("?search=nowhere")).toEqual([]);

    const bare = (await create({ name: "Cold room", kind: "cooler", parentId: "packhouse-1", city: "" })).body.data;
    expect(bare).toMatchObject({
      id: expect.stringMatching(/^loc-[0-9a-f]{16}$/),
      parentId: "packhouse-1",
      city: null,
    });
    expect(bare).toMatchObject({ gln: null, latitude: null, polygon: null, phone: null });
    const page = await api.call("GET", "/v1/locations?page=2&limit=1", { token: owner.token });
    expect(page.body.meta).toEqual({ page: 2, limit: 1, totalItems: 2, totalPages: 2, nextCursor: null });
    expect(page.body.data[0].id).toBe("packhouse-1");
  });

  test("it has a tag, by which it is asked for again until it changes", async () => {
    const tag = (await read("packhouse-1")).headers.get("etag") ?? "";
    expect((await read("packhouse-1", owner, { "if-none-match": tag })).status).toBe(304);
    await change("packhouse-1", { phone: "+1 831 555 0199" });
    expect((await read("packhouse-1", owner, { "if-none-match": tag })).status).toBe(200);
  });

  test("of a change what is left out stays, and null takes away", async () => {
    const before = (await read("packhouse-1")).body.data;
    const { data } = (await change("packhouse-1", { street: null, city: "Salinas", polygon: null })).body;
    expect(data).toEqual({ ...before, street: null, city: "Salinas", polygon: null, updatedAt: data.updatedAt });
    expect((await change("packhouse-1", { latitude: null, longitude: null })).body.data.latitude).toBeNull();
    expect((await read("packhouse-1")).body.data).toMatchObject({ gln: "9521141111116", latitude: null });
  });

  test("a retry with its key makes one, and changes once", async () => {
    const headers = { "idempotency-key": "location-1" };
    const first = await create({ name: "Once", kind: "store" }, owner, headers);
    expect((await create({ name: "Once", kind: "store" }, owner, headers)).body).toEqual(first.body);
    expect((await create({ name: "Twice", kind: "store" }, owner, headers)).status).toBe(409);
    const { id } = first.body.data;
    const key = { "idempotency-key": "change-1" };
    await change(id, { city: "Salinas" }, owner, key);
    await change(id, { city: "Fresno" });
    expect((await change(id, { city: "Salinas" }, owner, key)).body.data.city).toBe("Fresno");
    expect((await change(id, { city: "Reno" }, owner, key)).status).toBe(409);
  });
});

describe("a farm", () => {
  test("is a location under its id, and one that was made as a location is a farm", async () => {
    const farm = { id: "farm-123", name: "Green Valley Farm", location: "California, USA", owner: "The owner" };
    const created = await api.call("POST", "/v1/farms", {
      token: owner.token,
      body: { ...farm, certifications: ["x"] },
    });
    expect(created.body.data).toMatchObject(farm);
    const location = (await read("farm-123")).body.data;
    expect(location).toMatchObject({ kind: "farm", name: "Green Valley Farm", address: "California, USA" });
    expect(JSON.stringify(location)).not.toContain("The owner");

    await change("farm-123", { latitude: 36.9, longitude: -121.75, city: "Watsonville" });
    const told = (await api.call("GET", "/v1/farms/farm-123", { token: other.token })).body.data;
    expect(told).toEqual({ ...created.body.data, updatedAt: told.updatedAt });

    const made = await create({ id: "farm-7", name: "Hill Farm", kind: "farm", city: "Yantai", country: "CN" });
    expect(made.status).toBe(201);
    const hill = (await api.call("GET", "/v1/farms/farm-7", { token: other.token })).body.data;
    expect(hill).toMatchObject({ name: "Hill Farm", location: "Yantai, CN", owner: "", certifications: [] });
    const body = { name: "Apples", quantity: 1, unit: "kg", farmId: "farm-7" };
    expect((await api.call("POST", "/v1/traces", { token: owner.token, body })).body.data.farmId).toBe("farm-7");
  });

  test("stays one, nothing else becomes one, and no other location is a farm", async () => {
    expect((await change("farm-123", { kind: "field" })).body.details[0].field).toBe("kind");
    expect((await change("packhouse-1", { kind: "farm" })).body.details[0].field).toBe("kind");
    expect((await change("packhouse-1", { kind: "plant" })).body.data.kind).toBe("plant");
    expect((await api.call("GET", "/v1/farms/packhouse-1", { token: owner.token })).status).toBe(404);
    const farms = (await api.call("GET", "/v1/farms?limit=100", { token: owner.token })).body.data;
    expect(farms.map(({ id }: { id: string }) => id)).toEqual(["farm-7", "farm-123"]);
    const body = { name: "Apples", quantity: 1, unit: "kg", farmId: "packhouse-1" };
    expect((await api.call("POST", "/v1/traces", { token: owner.token, body })).status).toBe(422);
    expect((await create({ id: "farm-123", name: "Again", kind: "store" })).status).toBe(409);
  });

  test("that is lent is lent as a location, and the other way round", async () => {
    const lend = (path: string) => api.call("POST", path, { token: owner.token, body: { to: other.username } });
    await lend("/v1/farms/farm-123/loans");
    await lend("/v1/locations/farm-7/loans");
    expect(await list("", other)).toEqual(["farm-7", "farm-123"]);
    expect((await read("farm-123", other)).status).toBe(200);
    const loans = await api.call("GET", "/v1/locations/farm-123/loans", { token: owner.token });
    expect(loans.body.data).toMatchObject([{ to: `user-${other.user.id}` }]);
    expect((await change("farm-123", { city: "Reno" }, other)).status).toBe(403);
    const end = (id: string) =>
      api.call("DELETE", `/v1/locations/${id}/loans/${other.username}`, { token: owner.token });
    expect([(await end("farm-123")).status, (await end("farm-7")).status]).toEqual([204, 204]);
    expect(await list("", other)).toEqual([]);
  });
});

describe("error", () => {
  const ring = SQUARE.coordinates[0] as number[][];
  test.each([
    ["no name", { name: undefined }, "name"],
    ["no kind", { kind: undefined }, "kind"],
    ["an unknown kind", { kind: "castle" }, "kind"],
    ["a GLN of 12 digits", { gln: "952114111111" }, "gln"],
    ["a GLN with a wrong check digit", { gln: "9521141111117" }, "gln"],
    ["a GLN that is a number", { gln: 9521141111116 }, "gln"],
    ["an extension without a GLN", { gln: null }, "gln"],
    ["an extension of 21 characters", { extension: "x".repeat(21) }, "extension"],
    ["an extension in Chinese", { extension: "二号" }, "extension"],
    ["a country by its name", { country: "China" }, "country"],
    ["a country that is none", { country: "EU" }, "country"],
    ["a country in small letters", { country: "us" }, "country"],
    ["a latitude beyond the pole", { latitude: 90.1 }, "latitude"],
    ["a longitude beyond 180", { longitude: -180.1 }, "longitude"],
    ["a latitude that is a text", { latitude: "36.9" }, "latitude"],
    ["a latitude alone", { longitude: null }, "longitude"],
    ["a polygon that is not closed", { polygon: { ...SQUARE, coordinates: [ring.slice(0, 4)] } }, "polygon"],
    ["a polygon of three positions", { polygon: { ...SQUARE, coordinates: [ring.slice(0, 3)] } }, "polygon"],
    [
      "a polygon without area",
      { polygon: { ...SQUARE, coordinates: [[ring[0], ring[1], ring[0], ring[0]]] } },
      "polygon",
    ],
    [
      "a polygon in metres",
      { polygon: { ...SQUARE, coordinates: [ring.map(([x = 0, y = 0]) => [x * 1e5, y])] } },
      "polygon",
    ],
    ["a polygon of heights", { polygon: { ...SQUARE, coordinates: [ring.map(([x, y]) => [x, y, 12])] } }, "polygon"],
    ["a polygon of nothing", { polygon: { ...SQUARE, coordinates: [] } }, "polygon"],
    ["a polygon of 1001 points", { polygon: { ...SQUARE, coordinates: [circleOf(1_001)] } }, "polygon"],
    ["another coordinate system", { polygon: { ...SQUARE, crs: { type: "name" } } }, "polygon"],
    ["a point for an area", { polygon: { type: "Point", coordinates: [0, 0] } }, "polygon"],
    ["a telephone number of letters", { phone: "call me" }, "phone"],
    ["a parent that is not there", { parentId: "nowhere" }, "parentId"],
    ["a name of control characters", { name: "\u202e\u200b" }, "name"],
  ])("%s is refused by the field's name, and nothing is made", async (_, wrong, field) => {
    const { status, body } = await create({ ...WHOLE, id: "wrong-1", ...wrong });
    expect([status, body.code, body.details[0].field]).toEqual([422, "VALIDATION_FAILED", field]);
    expect((await read("wrong-1")).status).toBe(404);
  });

  test("an area of a thousand points is taken", async () => {
    const polygon = { ...SQUARE, coordinates: [circleOf(1_000)] };
    expect((await create({ name: "Round", kind: "field", polygon })).body.data.polygon).toEqual(polygon);
  });

  test("a circle of parents is refused, and a chain of them is not", async () => {
    for (const [id, parent] of [["a"], ["b", "a"], ["c", "b"]] as const) {
      expect(
        (
          await create({
            id: `circle-${id}`,
            name: "x",
            kind: "field",
            ...(parent && { parentId: `circle-${parent}` }),
          })
        ).status,
      ).toBe(201);
    }
    for (const parentId of ["circle-a", "circle-b", "circle-c"]) {
      expect((await change("circle-a", { parentId })).body.details[0].field).toBe("parentId");
    }
    expect((await change("circle-c", { parentId: "circle-a" })).status).toBe(200);
    expect((await change("circle-b", { parentId: null })).body.data.parentId).toBeNull();
    expect((await change("circle-a", { parentId: "circle-b" })).status).toBe(200);
    expect((await change("circle-b", { parentId: "circle-c" })).status).toBe(422);
  });

  test("nothing to change, what then lacks its other half, and another's parent are refused", async () => {
    expect((await change("packhouse-1", {})).body.details).toEqual([
      { field: "body", message: "There is nothing to change" },
    ]);
    expect((await change("packhouse-1", { gln: null })).body.details[0].field).toBe("gln");
    expect((await change("packhouse-1", { latitude: 1 })).body.details[0].field).toBe("longitude");
    await create({ id: "elsewhere", name: "Elsewhere", kind: "plant" }, other);
    expect((await change("packhouse-1", { parentId: "elsewhere" })).body.details[0].field).toBe("parentId");
    expect((await change("nowhere", { city: "x" })).status).toBe(404);
  });
});

describe("conditions", () => {
  test("a change can be made on condition that nothing else has changed", async () => {
    const { id } = (await create({ name: "Cooler", kind: "cooler", city: "Salinas" })).body.data;
    const fetched = await read(id);
    const etag = fetched.headers.get("etag") ?? "";
    expect((await read(id, owner, { "if-none-match": etag })).status).toBe(304);
    const first = await change(id, { city: "Fresno" }, owner, { "if-match": etag });
    const next = first.headers.get("etag") ?? "";
    expect([first.status, next]).toEqual([200, (await read(id)).headers.get("etag")]);
    for (const headers of [{}, { "idempotency-key": "late" }]) {
      const late = await change(id, { city: "Davis" }, owner, { "if-match": etag, ...headers });
      expect([late.status, late.body.code]).toEqual([412, "PRECONDITION_FAILED"]);
    }
    const both = await Promise.all(
      ["Napa", "Lodi"].map((city) => change(id, { city }, owner, { "if-match": next, "idempotency-key": city })),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 412]);
    const city = both[0]?.status === 200 ? "Napa" : "Lodi";
    // A request made again is the one that was made.
    const again = await change(id, { city }, owner, { "if-match": next, "idempotency-key": city });
    expect([again.status, again.body.data.city]).toEqual([200, city]);
    expect((await change(id, { city: "Any" }, owner, { "if-match": "*" })).status).toBe(200);
  });
});

describe("security", () => {
  test("it is its owner's: nobody else reads, lists or changes it", async () => {
    expect(await list("?limit=100", other)).toEqual(["elsewhere"]);
    for (const answer of [await read("packhouse-1", other), await change("packhouse-1", { city: "x" }, other)]) {
      expect([answer.status, answer.body.code]).toEqual([403, "PERMISSION_DENIED"]);
      expect(answer.text).not.toContain("Salinas");
    }
    expect((await api.call("GET", "/v1/locations")).status).toBe(401);
    const { token } = await api.account("unauth");
    expect((await create({ name: "x", kind: "store" }, { token })).status).toBe(403);
    expect(await list("?search=%25", owner)).toEqual([]);
  });

  test("everybody searches farms by what is told of them, and finds out nothing else", async () => {
    const farm = { name: "Hidden Acres", kind: "farm", address: "Somewhere in the hills", street: "7 Secret Lane" };
    const made = await create({ ...farm, gln: "9521141222225", city: "Salem", region: "Oregon", postcode: "97301" });
    expect(made.status).toBe(201);
    const found = async (search: string, path = "/v1/farms", who = other) =>
      (await api.call("GET", `${path}?search=${encodeURIComponent(search)}`, { token: who.token })).body.data.length;
    expect([await found("hidden acres"), await found("in the hills")]).toEqual([1, 1]);
    await change(made.body.data.id, { street: "8 Secret Lane" });
    for (const secret of ["7 secret", "8 secret", "9521141222225", "97301", "salem", "oregon"]) {
      expect([secret, await found(secret)]).toEqual([secret, 0]);
      expect([secret, await found(secret, "/v1/locations")]).toEqual([secret, 0]);
    }
    expect(await found("8 secret", "/v1/locations", owner)).toBe(1);
  });
});
