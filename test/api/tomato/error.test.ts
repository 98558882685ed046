import { afterAll, beforeAll, expect, test } from "vitest";
import { createApp } from "../../../api/app.ts";
import { DomainError } from "../../../domain/shared/errors.ts";
import { evaluatorGuard, httpEvaluator } from "../../../integrations/evaluator/http.ts";
import { createGuard } from "../../../integrations/outgoing/guard.ts";
import type { World } from "../../support/world.ts";
import { type Answer, type Api, clientOf, startApi } from "../support/api.ts";
import { BEHAVIOURS, type EvaluatorServer, startEvaluatorServer } from "./support/evaluator-server.ts";
import { addTomato, type Holder, post, ROLE_TYPES, registerAll } from "./support/roles.ts";

let api: Api;
let service: EvaluatorServer;
let holders: Record<(typeof ROLE_TYPES)[number], Holder>;
let tomato_id: string;
const guard = () => createGuard("evaluator", evaluatorGuard(2_000));

beforeAll(async () => {
  service = await startEvaluatorServer();
  api = await startApi({ evaluator: httpEvaluator({ url: service.url, guard: guard() }) });
  holders = await registerAll(api);
  tomato_id = await addTomato(api, holders.Grower);
});
afterAll(async () => {
  await api.close();
  await service.close();
});

/** The application with other services. */
function otherwise(services: Partial<World["services"]>) {
  return createApp({
    services: { ...api.services, ...services },
    health: {} as never,
    rpc: async () => ({}),
    web: new Map(),
    logger: { info() {}, warn() {}, error() {} } as never,
  });
}

function expectError({ status, body, text }: Answer, expected: number, error: unknown = expect.any(String)) {
  // What was ignored stands beside it; for want of a role there is a hint beside the document's own sentence.
  const { warnings: _, ...said } = body;
  expect([status, said], text).toEqual([expected, expected === 403 ? { error, hint: expect.any(String) } : { error }]);
}

const VALID = {
  "/add-tomato": { production_area: "寿光", harvest_date: "2024-01-15" },
  "/tomato/harvest": { production_area: "寿光", harvest_date: "2024-01-15" },
  "/tomato/transport": { transport_info: "冷链" },
  "/tomato/processing": { processing_date: "2024-01-15" },
  "/tomato/expert-evaluate": { role: "sampling" },
} as const;
const PATHS = Object.keys(VALID) as (keyof typeof VALID)[];
const bodyOf = (path: keyof typeof VALID) => (path === "/add-tomato" ? VALID[path] : { tomato_id, ...VALID[path] });
const ALLOWED: Record<keyof typeof VALID, (typeof ROLE_TYPES)[number][]> = {
  "/add-tomato": ["Grower", "Factory"],
  "/tomato/harvest": ["Grower"],
  "/tomato/transport": ["Logistic"],
  "/tomato/processing": ["Factory"],
  "/tomato/expert-evaluate": ["QualityExpert"],
};
const FORBIDDEN: Record<keyof typeof VALID, string> = {
  "/add-tomato": "Only Grower or Factory role can add tomato information",
  "/tomato/harvest": "只有种植者角色可以更新收获信息",
  "/tomato/transport": "只有物流角色可以更新运输信息",
  "/tomato/processing": "只有工厂角色可以更新加工信息",
  "/tomato/expert-evaluate": "只有质量专家角色可以进行评估",
};

test("the matrix of roles is the document's, and so are the refusals", async () => {
  service.behaviour = BEHAVIOURS.success();
  for (const path of PATHS) {
    for (const role of ROLE_TYPES) {
      const answer = await post(api, path, holders[role], bodyOf(path));
      if (ALLOWED[path].includes(role)) expect([answer.status, path, role]).toEqual([200, path, role]);
      else expectError(answer, 403, FORBIDDEN[path]);
    }
  }
  for (const uid of [undefined, ...ROLE_TYPES.map((role) => holders[role].uid)]) {
    const headers: Record<string, string> = uid ? { "x-user-uid": uid } : {};
    expect((await api.call("GET", `/tomato/${tomato_id}`, { headers })).status).toBe(200);
  }
});

test("a write without a UID is refused as printed, before anything else is looked at", async () => {
  for (const path of PATHS) {
    for (const body of [bodyOf(path), {}, { uid: "" }, { uid: null, harvest_date: 1 }]) {
      expectError(await api.call("POST", path, { body }), 401, "User UID required");
    }
    const unknown = { uid: "2ebee08b-8303-432b-a136-145501c2dd82", ...bodyOf(path) };
    expectError(await api.call("POST", path, { body: unknown }), 401, "The user UID is unknown or was revoked");
  }
  expectError(await api.call("POST", "/role/revoke", { body: {} }), 401, "User UID required");
});

test("two UIDs that differ, or one that is no text, are refused", async () => {
  const headers = { "x-user-uid": holders.Factory.uid };
  const body = { ...VALID["/add-tomato"], uid: holders.Grower.uid };
  const differing = await api.call("POST", "/add-tomato", { body, headers });
  expectError(differing, 400, "The user UIDs in header and body differ");
  for (const uid of [1, true, [holders.Grower.uid], { $ne: null }]) {
    expectError(await api.call("POST", "/add-tomato", { body: { ...body, uid } }), 400, "User UID must be a text");
  }
  const { token } = await api.account("supplier");
  const mixed = await api.call("POST", "/add-tomato", { token, body });
  expectError(mixed, 400, "The user UID and the access token are of different accounts");
  expectError(await api.call("POST", "/add-tomato", { token: "forged", body: VALID["/add-tomato"] }), 401);
});

test("dates are days of the calendar that have come", async () => {
  const bad = "must be a date of the calendar as YYYY-MM-DD";
  const cases: [unknown, string][] = [
    ["2024-02-30", bad],
    ["2023-02-29", bad],
    ["2024-13-01", bad],
    ["2024-00-10", bad],
    ["2024-1-5", bad],
    ["2024/01/15", bad],
    ["15-01-2024", bad],
    ["2024-01-15T00:00:00Z", bad],
    ["2024-01-15 ", bad],
    ["２０２４-01-15", bad],
    ["", bad],
    [20240115, bad],
    [null, bad],
    [["2024-01-15"], bad],
    [undefined, "is required"],
    ["2999-01-01", "cannot be in the future"],
  ];
  for (const [date, sentence] of cases) {
    const area = { production_area: "寿光" };
    const added = await post(api, "/add-tomato", holders.Grower, { ...area, harvest_date: date });
    expectError(added, 400, `Harvest date ${sentence}`);
    const harvested = await post(api, "/tomato/harvest", holders.Grower, { tomato_id, ...area, harvest_date: date });
    expectError(harvested, 400, `Harvest date ${sentence}`);
    const processed = await post(api, "/tomato/processing", holders.Factory, { tomato_id, processing_date: date });
    expectError(processed, 400, `Processing date ${sentence}`);
  }
});

test("a day that has begun anywhere on earth is no longer in the future", async () => {
  const app = (now: string) => clientOf(otherwise({ now: () => new Date(now) }));
  const body = { uid: holders.Grower.uid, production_area: "寿光", harvest_date: "2024-06-02" };
  const early = await app("2024-06-01T09:59:59Z").call("POST", "/add-tomato", { body });
  expectError(early, 400, "Harvest date cannot be in the future");
  const begun = await app("2024-06-01T10:00:00Z").call("POST", "/add-tomato", { body });
  expect(begun.status).toBe(200);
  const update = { ...body, tomato_id: begun.body.tomato_id };
  expect((await app("2024-06-01T10:00:00Z").call("POST", "/tomato/harvest", { body: update })).status).toBe(200);
  const { base } = (await api.call("GET", `/tomato/${begun.body.tomato_id}`)).body;
  expect(base.HarvestDate).toBe(Date.parse("2024-06-02T00:00:00Z") / 1000);
});

test("what is missing or of the wrong type is told", async () => {
  for (const area of [undefined, "", " \t", 1, {}, "长".repeat(191)]) {
    const answer = await post(api, "/add-tomato", holders.Grower, {
      production_area: area,
      harvest_date: "2024-01-15",
    });
    expectError(answer, 400, expect.stringMatching(/^Production area /));
  }
  const both = await post(api, "/add-tomato", holders.Grower, {});
  expectError(both, 400, "Production area is required; Harvest date is required");
  for (const info of [undefined, "", null, 5, "x".repeat(5001)]) {
    const answer = await post(api, "/tomato/transport", holders.Logistic, { tomato_id, transport_info: info });
    expectError(answer, 400, expect.stringMatching(/^Transport info /));
  }
  const roles = [undefined, "", "SAMPLING", "processing", 1, null, ["sampling"], "__proto__"];
  for (const role of roles) {
    const answer = await post(api, "/tomato/expert-evaluate", holders.QualityExpert, { tomato_id: "TOMATO_1", role });
    expectError(answer, 400, "Invalid role parameter. Use 'sampling' or 'harvest'.");
  }
  for (const role_type of [undefined, null, "", "grower", "Admin", "constructor", "__proto__", 1, ["Grower"]]) {
    expectError(await api.call("POST", "/role/register", { body: { role_type } }), 400, "Invalid role type");
  }
});

test("an unknown tomato is not found, and what is no name is told so", async () => {
  const unknown = `TOMATO_${"e8fb3e1a".repeat(8)}`;
  const ids: [unknown, number][] = [
    [unknown, 404],
    [undefined, 400],
    ["", 400],
    [7, 400],
    [tomato_id.toUpperCase(), 400],
    [`${tomato_id} `, 400],
    [`${tomato_id.slice(0, -1)}'`, 400],
    [tomato_id.slice(0, -1), 400],
    // The first half of a name is not enough to be taken for it.
    [`${tomato_id.slice(0, 39)}${"0".repeat(32)}`, 404],
  ];
  for (const [id, status] of ids) {
    for (const path of PATHS.filter((each) => each !== "/add-tomato")) {
      const holder = holders[ALLOWED[path][0] as "Grower"];
      expectError(await post(api, path, holder, { ...VALID[path], tomato_id: id }), status);
    }
  }
  for (const id of [unknown, "1", "TOMATO_", "constructor", "%00", "%E0%A4%A", "..%2f..%2fetc", "x".repeat(5000)]) {
    expectError(await api.call("GET", `/tomato/${id}`), 404);
    expectError(await api.call("GET", `/query-tomato?tomato_id=${id}`), 404);
  }
  for (const query of ["", "?tomato_id=", "?tomato_id", `?tomato_id=${tomato_id}&tomato_id=${tomato_id}`, "?id=1"]) {
    expectError(await api.call("GET", `/query-tomato${query}`), 400);
  }
});

test("whatever is wrong with a request is said in the document's envelope", async () => {
  for (const path of [...PATHS, "/role/register", "/role/revoke"]) {
    const headers = { "content-type": "application/json" };
    for (const body of ["{", "", "[]", "null", '"text"', "1e999", '{"uid":"\\ud800"}', '{"__proto__":{}}']) {
      expectError(await api.call("POST", path, { body, headers }), 400);
    }
    for (const type of ["text/plain;charset=UTF-8", "application/x-www-form-urlencoded", "text/json", "*/*"]) {
      expectError(await api.call("POST", path, { body: "{}", headers: { "content-type": type } }), 400);
    }
    expectError(await api.call("POST", path, { body: "uid=1" }), 400);
    const huge = { body: JSON.stringify({ uid: "x".repeat(300_000) }), headers };
    expectError(await api.call("POST", path, huge), 413);
    const method = await api.call("DELETE", path);
    expectError(method, 405);
    expect(method.headers.get("allow")).toContain("POST");
  }
  expectError(await api.call("POST", `/tomato/${tomato_id}`, { body: {} }), 405);
  for (const path of ["/tomato", "/role", "/tomato/a/b", "/add-tomato/x", "/role/unknown"]) {
    expectError(await api.call("GET", path), 404);
  }
  expect((await api.call("GET", "/tomatoes")).headers.get("content-type")).toBe("application/problem+json");
});

test("an evaluation that cannot be had is told as printed, without where it was sought", async () => {
  const call = "Failed to call Spring Boot service: ";
  const form = `${call}its answer is not of the form {code, data, message}`;
  const deep = `{"code":"0","data":${"[".repeat(20_000)}${"]".repeat(20_000)}}`;
  const cases: [EvaluatorServer["behaviour"], string][] = [
    [BEHAVIOURS.text("<html>"), `${call}its answer is not valid JSON`],
    [BEHAVIOURS.text(""), `${call}its answer is not valid JSON`],
    [BEHAVIOURS.text("[]"), form],
    [BEHAVIOURS.text('{"data":"x"}'), form],
    [BEHAVIOURS.text('{"code":{},"data":"x"}'), form],
    [BEHAVIOURS.text('{"code":"0","data":"\\u0000"}'), form],
    [BEHAVIOURS.text('{"code":"0","data":"\\ud800"}'), form],
    [BEHAVIOURS.text('{"code":"0","data":{"__proto__":1}}'), form],
    [BEHAVIOURS.text(deep), form],
    [BEHAVIOURS.text('{"code":"0","message":"success"}'), `${call}its answer says success but holds no result`],
    [BEHAVIOURS.slow, `${call}it did not answer in time`],
    [BEHAVIOURS.status(503), `${call}it answered with status 503`],
  ];
  const evaluate = () => post(api, "/tomato/expert-evaluate", holders.QualityExpert, { tomato_id, role: "harvest" });
  const before = await api.services.mirror.linesOf(`0x${tomato_id.slice(7)}`);
  for (const [behaviour, error] of cases) {
    service.behaviour = behaviour;
    expectError(await evaluate(), 500, error);
  }
  const body = { uid: holders.QualityExpert.uid, tomato_id, role: "sampling" };
  const refused = clientOf(otherwise({ evaluator: httpEvaluator({ url: "http://127.0.0.1:1/", guard: guard() }) }));
  const away = await refused.call("POST", "/tomato/expert-evaluate", { body });
  expectError(away, 500, `${call}it cannot be reached`);
  const none = clientOf(otherwise({ evaluator: null }));
  const unset = await none.call("POST", "/tomato/expert-evaluate", { body });
  expectError(unset, 500, `${call}no evaluation service is set on this server`);
  expect(await api.services.mirror.linesOf(`0x${tomato_id.slice(7)}`)).toHaveLength(before.length);
});

test("a chain that refuses or cannot be reached is told as printed", async () => {
  for (const code of ["unavailable", "chain-rejected"] as const) {
    const accept = () => Promise.reject(new DomainError(code, "the chain is away"));
    const { call } = clientOf(otherwise({ outbox: { ...api.services.outbox, accept } }));
    const send = (path: keyof typeof VALID, role: keyof typeof holders) =>
      call("POST", path, { body: { uid: holders[role].uid, ...bodyOf(path) } });
    service.behaviour = BEHAVIOURS.success();
    expectError(await send("/add-tomato", "Grower"), 500, "Failed to add tomato info: the chain is away");
    expectError(await send("/tomato/harvest", "Grower"), 500, "Failed to update harvest info: the chain is away");
    const evaluated = await send("/tomato/expert-evaluate", "QualityExpert");
    expectError(evaluated, 500, "Failed to record the evaluation: the chain is away");
  }
  const failing = { ...api.services.accounts, create: () => Promise.reject(new Error("SQLITE_FULL /var/data")) };
  const answer = await clientOf(otherwise({ accounts: failing })).call("POST", "/role/register", {
    body: { role_type: "Grower" },
  });
  expect(answer.status).toBe(500);
  expect(answer.text).not.toMatch(/SQLITE|var/);
});

test("a withdrawn tomato is gone, and takes no more", async () => {
  const id = await addTomato(api, holders.Grower);
  const account = (await api.services.accounts.byAddresses([holders.Grower.address.toLowerCase() as "0x"]))
    .values()
    .next().value;
  const { code } = (await api.services.mirror.batchByTraceId(`trace-${id.slice(7, 39)}`)) ?? { code: "" };
  const act = { verb: "withdraw", code, digest: `0x${"22".repeat(32)}` } as const;
  const operation = await api.services.outbox.accept(account?.id ?? 0, act);
  await api.services.outbox.settle(operation.id, 20_000);
  expectError(await api.call("GET", `/tomato/${id}`), 404, "The tomato was withdrawn");
  const asked = service.requests.length;
  for (const path of PATHS.filter((each) => each !== "/add-tomato")) {
    const holder = holders[ALLOWED[path][0] as "Grower"];
    const answer = await post(api, path, holder, { ...VALID[path], tomato_id: id });
    expectError(answer, 404, "The tomato was withdrawn");
  }
  expect(service.requests).toHaveLength(asked);
});
