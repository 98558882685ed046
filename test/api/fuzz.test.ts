/**
 * Whatever is sent to any documented route: an answer in time, never a fault on our side, and nothing of what is inside.
 * Requests are made from the OpenAPI document, so that a route that is added is tried as well.
 */
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { TEST_DEPTH, TEST_SEED } from "../../config/test-depth.ts";
import { type Answer, type Api, makeAdministrator, startApi } from "./support/api.ts";

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly properties?: Record<string, Schema>;
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
}

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema: Schema }> };
}

interface Document {
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly schemas: Record<string, Schema> };
}

const HOSTILE = [
  "' OR 1=1 --",
  '"; DROP TABLE batches; --',
  "../../../../etc/passwd",
  "..\\..\\windows",
  "<script>alert(1)</script>",
  "\u0000",
  "\r\nSet-Cookie: admin=1",
  "%00%0d%0a",
  "{{7*7}}#{7*7}",
  "__proto__",
  "constructor",
  "NaN",
  "-1",
  "1e309",
  "9".repeat(400),
  "溯源🍎𝕏\u202e\u200b",
  "é".repeat(3_000),
  "0x",
  `0x${"f".repeat(64)}`,
  "null",
  "[object Object]",
  "http://169.254.169.254/latest/meta-data",
  "file:///etc/passwd",
  "javascript:alert(1)",
];

/** What no answer may hold: words of the parts inside. */
const INSIDE =
  /SQLITE|better-sqlite|kysely|node_modules|ethers|\bat \w+ \(|\.ts:\d+|UNIQUE constraint|TypeError|RangeError|ZodError|stack|ECONNREFUSED|\/(?:tmp|home|work|usr)\//i;

/** What documents themselves print as faults of the server: an outside service that none is set for. */
const PRINTED =
  /^\{"error":"Failed to call Spring Boot service|"message":"服务错误：微信服务未配置"|"message":"服务器错误：ERP服务未配置"/;

const text = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: "binary", maxLength: 40 }), fc.string());
const anything: fc.Arbitrary<unknown> = fc.oneof(
  text,
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.constant([]),
  fc.constant({}),
  fc.array(text, { maxLength: 3 }),
  fc.dictionary(text, text, { maxKeys: 3 }),
  fc.jsonValue({ maxDepth: 3 }),
);

let api: Api;
let document: Document;
let tokens: readonly (string | undefined)[];
beforeAll(async () => {
  api = await startApi();
  document = (await api.call("GET", "/openapi.json")).body;
  const administrator = await api.account("unauth");
  await makeAdministrator(api, administrator.user.id);
  tokens = [
    administrator.token,
    (await api.account("supplier")).token,
    (await api.account("inspector")).token,
    "not.a.token",
    undefined,
  ];
});
afterAll(() => api.close());

function resolve(schema: Schema): Schema {
  const name = schema.$ref?.split("/").at(-1);
  return name === undefined ? schema : (document.components.schemas[name] as Schema);
}

/** Fields that no document has. */
const UNKNOWN: readonly [string, Schema][] = [
  ["colour", {}],
  ["\u202e<b>__proto", {}],
];

/** Mostly the names that the document has, with values of any kind, some of them right. */
function bodyOf(schema: Schema): fc.Arbitrary<unknown> {
  const { properties = {} } = resolve(schema);
  const fields = Object.fromEntries(
    [...Object.entries(properties), ...UNKNOWN].map(([name, inner]) => [
      name,
      fc.oneof(anything, fc.constantFrom(null, ""), plausible(resolve(inner))),
    ]),
  );
  return fc.oneof(
    { weight: 6, arbitrary: fc.record(fields, { requiredKeys: [] }) },
    { weight: 1, arbitrary: anything },
  );
}

function plausible(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.type === "number" || schema.type === "integer") return fc.integer({ min: 1, max: 1000 });
  if (schema.type === "boolean") return fc.boolean();
  if (schema.type === "array") return fc.array(schema.items ? bodyOf(schema.items) : anything, { maxLength: 3 });
  if (schema.type === "object" || schema.properties) return bodyOf(schema);
  return fc.oneof(fc.constant("Secret123"), fc.constant("2024-01-15"), fc.constant("harvest"), fc.string());
}

/** Characters that no HTTP client could send in a header. */
const headerText = text.map((value) =>
  Array.from(value.replace(/[^\x20-\x7e]/g, ""))
    .slice(0, 500)
    .join("")
    .trim(),
);

async function send(method: string, path: string, operation: Operation, random: fc.GeneratorValue): Promise<Answer> {
  const filled = path.replace(/\{(\w+)\}/g, () => encodeURIComponent(wellFormed(random(() => text))) || "x");
  const query = (operation.parameters ?? [])
    .filter((parameter) => parameter.in === "query")
    .filter(() => random(fc.boolean))
    .map(({ name }) => `${name}=${random(fc.boolean) ? encodeURIComponent(wellFormed(random(() => text))) : ""}`);
  if (random(fc.boolean)) query.push(`${encodeURIComponent(wellFormed(random(() => text))) || "x"}=1`);
  const schema = operation.requestBody?.content["application/json"]?.schema;
  const token = random(() => fc.constantFrom(...tokens));
  const headers: Record<string, string> = { prefer: "respond-async" };
  for (const name of [
    "idempotency-key",
    "x-user-uid",
    "x-forwarded-for",
    "if-none-match",
    "if-match",
    "range",
    "accept",
  ]) {
    if (random(() => fc.integer({ min: 0, max: 7 })) === 0) headers[name] = random(() => headerText);
  }
  return api.call(method.toUpperCase(), query.length > 0 ? `${filled}?${query.join("&")}` : filled, {
    ...(token === undefined ? {} : { token }),
    ...(schema ? { body: random(() => bodyOf(schema)) ?? null } : {}),
    headers,
  });
}

const wellFormed = (value: string) => value.toWellFormed();

test("every route names a parameter that it ignores: in a JSON object, or in a header", async () => {
  for (const [path, item] of Object.entries(document.paths)) {
    for (const [method, { requestBody }] of Object.entries(item)) {
      const filled = path.replace(/\{\w+\}/g, "x");
      const body = requestBody?.content["application/json"] ? {} : undefined;
      const answer = await api.call(method.toUpperCase(), `${filled}?no-such-parameter=1`, body ? { body } : {});
      const header = JSON.parse(answer.headers.get("suyuan-warnings") ?? "[]");
      const warnings = answer.body?.warnings ?? header;
      const fields = warnings.map(({ field }: { field: string }) => field);
      expect(fields, `${method} ${path}: ${answer.status} ${answer.text.slice(0, 200)}`).toContain("no-such-parameter");
    }
  }
});

test("no route answers with a fault of ours, or tells what is inside", { timeout: 240_000 * TEST_DEPTH }, async () => {
  const routes = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ method, path, operation })),
  );
  expect(routes.length).toBeGreaterThan(20);
  for (const { method, path, operation } of routes) {
    await fc.assert(
      fc.asyncProperty(fc.gen(), async (random) => {
        const answer = await send(method, path, operation, random);
        const told = `${method} ${path}: ${answer.status} ${answer.text.slice(0, 300)}`;
        if (PRINTED.test(answer.text)) return;
        expect([500, 501, 502, 504], told).not.toContain(answer.status);
        if (answer.status >= 400) expect(answer.text, told).not.toMatch(INSIDE);
        expect(answer.headers.get("set-cookie"), told).toBeNull();
        if (answer.text !== "" && answer.headers.get("content-type")?.includes("json"))
          expect(answer.body, told).toBeDefined();
      }),
      { numRuns: 25 * TEST_DEPTH, endOnFailure: true, seed: TEST_SEED ? Number(BigInt(TEST_SEED) % 2n ** 31n) : 1 },
    );
  }
  const failures = api.logged.filter((line) => line.includes('"a request failed"'));
  expect(failures).toEqual([]);
});
