import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Account } from "../../domain/accounts/account.ts";
import { createBatchInput } from "../../domain/batches/create-batch.ts";
import { EVENT_TYPES, kindOfType, stageOf } from "../../domain/events/event-types.ts";
import { digestOfUrl } from "../../domain/files/attachments.ts";
import { cidOf } from "../../domain/files/cid.ts";
import { checkMediaType } from "../../domain/files/media-types.ts";
import { KINDS } from "../../domain/records/kinds.ts";
import { mayRead } from "../../domain/roles/access-policy.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { parseInput } from "../../domain/shared/input.ts";
import { unitCode } from "../../domain/shared/quantity.ts";
import { roleSet } from "../../domain/shared/roles.ts";
import { endDateSchema, isoDateSchema, isoTime, pastDateSchema } from "../../domain/shared/time.ts";
import { digestCid } from "../../integrations/objects/cid.ts";

test("a CID is what the multiformats library makes of the digest", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
      const digest: Hex = `0x${Buffer.from(bytes).toString("hex")}`;
      expect(cidOf(digest)).toBe(digestCid(digest));
    }),
  );
});

describe("types of events", () => {
  test.each([
    ["harvest", "harvest"],
    ["processing", "processing"],
    ["cleaning", "processing"],
    ["washing", "processing"],
    ["packaging", "packaging"],
    ["storage", "storage"],
    ["logistics", "transport"],
    ["transport", "transport"],
    ["distribution", "transport"],
    ["inspection", "inspection"],
    ["quality-test", "inspection"],
    ["test", "inspection"],
    ["evaluation", "evaluation"],
    ["certification", "certificate"],
    ["certificate", "certificate"],
    ["retail", "sale"],
    ["sale", "sale"],
    ["telemetry", "telemetry"],
  ])("%s is %s on chain", (type, kind) => expect(kindOfType(type)).toBe(kind));

  test("cover every kind but creation, and nothing that objects are born with", () => {
    expect(new Set(EVENT_TYPES.map(kindOfType))).toEqual(new Set(KINDS.filter((kind) => kind !== "creation")));
    for (const name of ["__proto__", "constructor", "toString"]) expect(kindOfType(name)).toBeUndefined();
  });

  test("a type that only wallets use stands in a journey under its kind, or its own name", () => {
    expect(stageOf("my-own", "packaging")).toBe("Packaging");
    expect(stageOf("fumigation", "fumigation")).toBe("Fumigation");
  });
});

describe("times", () => {
  test("are written in UTC, without a fraction where there is none", () => {
    expect(isoTime(new Date("2023-05-15T16:00:00+08:00"))).toBe("2023-05-15T08:00:00Z");
    expect(isoTime(new Date("2023-05-15T08:00:00.250Z"))).toBe("2023-05-15T08:00:00.250Z");
  });

  test("a day ends with its last moment where it ends a range", () => {
    expect(isoDateSchema("D").parse("2023-05-15").toISOString()).toBe("2023-05-15T00:00:00.000Z");
    expect(endDateSchema("D").parse("2023-05-15").toISOString()).toBe("2023-05-15T23:59:59.999Z");
    expect(endDateSchema("D").parse("2023-05-15T01:00:00Z").toISOString()).toBe("2023-05-15T01:00:00.000Z");
  });

  test("a clock that is a minute ahead is no future", () => {
    const schema = pastDateSchema("Harvest date", () => new Date("2023-05-15T08:00:00Z"));
    expect(schema.safeParse("2023-05-15T08:00:59Z").success).toBe(true);
    expect(schema.safeParse("2023-05-15T08:01:01Z").error?.issues[0]?.message).toBe(
      "Harvest date cannot be in the future",
    );
  });

  test.each(["15.05.2023", "2023-13-01", "2023-05-15T08:00:00", "", "0", "2023"])("%j is no time", (text) => {
    expect(isoDateSchema("D").safeParse(text).success).toBe(false);
  });
});

test("only an address of ours, to the letter, names a file of ours", () => {
  const base = "https://trace.example";
  const digits = "ab".repeat(32);
  expect(digestOfUrl(base, `${base}/v1/attachments/${digits}`)).toBe(`0x${digits}`);
  for (const broken of [digits.slice(1), `${digits}0`, digits.toUpperCase(), `${digits}?x`, `../${digits}`, ""]) {
    expect(digestOfUrl(base, `${base}/v1/attachments/${broken}`)).toBeUndefined();
  }
  for (const elsewhere of [`${base}.evil.example/v1/attachments/${digits}`, "https://example.com/x.png"]) {
    expect(digestOfUrl(base, elsewhere)).toBeNull();
  }
});

test("a restricted record opens to recorder, custodian, inspectors and regulators", () => {
  const reader = (address: string, roles = 0) => ({ account: { address } as Account, roles });
  const parties = { recorder: "0xa", custodian: "0xb" } as const;
  expect(mayRead(reader("0xa"), parties)).toBe(true);
  expect(mayRead(reader("0xb"), parties)).toBe(true);
  expect(mayRead(reader("0xc"), parties)).toBe(false);
  expect(mayRead(reader("0xc", roleSet("inspector")), parties)).toBe(true);
  expect(mayRead(reader("0xc", roleSet("regulator")), undefined)).toBe(true);
  expect(mayRead(reader("0xc", roleSet("producer", "processor", "carrier", "retailer")), parties)).toBe(false);
  expect(mayRead({ account: null, roles: 0 }, undefined)).toBe(false);
  expect(mayRead(reader("0xc"), undefined)).toBe(false);
});

test("declared and actual media types have to agree", () => {
  for (const [declared, detected] of [
    ["image/png", "image/png"],
    ["IMAGE/PNG", "image/png"],
    ["text/csv; charset=utf-8", "text/plain"],
    ["text/plain", "application/json"],
    ["application/json", "application/json"],
  ] as const) {
    expect(() => checkMediaType(declared, detected)).not.toThrow();
  }
  for (const [declared, detected] of [
    ["image/png", "image/jpeg"],
    ["text/plain", "image/png"],
    ["application/json", "text/plain"],
    ["text/html", "text/plain"],
    ["application/xml", "application/xml"],
    ["", "image/png"],
  ] as const) {
    expect(() => checkMediaType(declared, detected)).toThrow();
  }
});

describe("input", () => {
  test("units are everyday names or codes, and no names that objects are born with", () => {
    expect([unitCode("kg"), unitCode(" KG "), unitCode("公斤"), unitCode("KGM")]).toEqual(["KGM", "KGM", "KGM", "KGM"]);
    for (const unit of ["constructor", "__proto__", "toString", "smidgen", ""]) expect(unitCode(unit)).toBeUndefined();
  });

  test("quantities are exact thousandths", () => {
    const schema = createBatchInput(() => new Date());
    const quantityOf = (quantity: number) => parseInput(schema, { name: "x", unit: "kg", quantity }).quantity;
    expect(quantityOf(12.345)).toBe(12_345n);
    expect(quantityOf(0.001)).toBe(1n);
    expect(quantityOf(1e15)).toBe(10n ** 18n);
    for (const quantity of [0, -1, Number.NaN, Number.POSITIVE_INFINITY, 0.0001, 1e17]) {
      expect(() => quantityOf(quantity)).toThrow("Validation failed");
    }
  });

  test("anything that JSON can say is refused or understood, and never breaks the schema", () => {
    const schema = createBatchInput(() => new Date());
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        try {
          parseInput(schema, value);
        } catch (error) {
          expect(error).toMatchObject({ code: "validation" });
        }
      }),
    );
  });
});
