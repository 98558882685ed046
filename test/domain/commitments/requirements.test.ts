import { expect, test } from "vitest";
import { requireGoodOrigins, requirePromisable, termsOf } from "../../../domain/commitments/requirements.ts";
import { inChinese } from "../../../domain/names/in-chinese.ts";
import { DomainError } from "../../../domain/shared/errors.ts";
import { batchOf, descriptionOf, lineOf } from "../../support/made.ts";

const SAID = { basis: ["质量安全控制"], contact: "0536-6660001", place: "" };
const CREATED = [lineOf(1)];

function refused(work: () => unknown): DomainError {
  try {
    work();
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error("it was not refused");
}
const fieldsOf = (work: () => unknown) => refused(work).details.map(({ field }) => field);

test("what is not said is taken from the batch", () => {
  expect(termsOf(SAID, batchOf({ quantity: 12_500n }), CREATED, "Green Valley")).toEqual({
    product: "Fuji apples",
    quantity: "12.5",
    unit: "kg",
    place: "Yantai",
    subject: "Green Valley",
    contact: "0536-6660001",
    basis: ["质量安全控制"],
  });
  const named = batchOf({ description: descriptionOf({ product: { ...descriptionOf().product, name: "" } }) });
  expect(termsOf({ ...SAID, place: "Qixia" }, named, CREATED, "x")).toMatchObject({
    product: "Apples",
    place: "Qixia",
  });
});

test("all that is missing is named at once, in both languages", () => {
  const bare = batchOf({ quantity: 0n, description: null });
  const { code, details } = refused(() => termsOf({ basis: [], contact: "", place: "" }, bare, CREATED, null));
  expect(code).toBe("validation");
  expect(details.map(({ field }) => field)).toEqual(["product", "quantity", "place", "subject", "contact", "basis"]);
  const words = ["产品名称", "数量", "产地", "承诺主体", "联系方式", "承诺依据"];
  for (const [index, { message }] of details.entries()) {
    expect([message, inChinese(message)]).toEqual([
      expect.stringContaining(`(${words[index]})`),
      expect.stringMatching(`^缺少${words[index]}`),
    ]);
  }
});

test.each(["自行检测", "commissioned testing"])("%s takes a test on chain", (basis) => {
  const terms = (lines: Parameters<typeof termsOf>[2]) => () =>
    termsOf({ ...SAID, basis: [basis] }, batchOf(), lines, "x");
  expect(fieldsOf(terms(CREATED))).toEqual(["basis"]);
  expect(fieldsOf(terms([...CREATED, lineOf(2, { kind: "certificate" })]))).toEqual(["basis"]);
  // What only claims to revise one is none.
  expect(fieldsOf(terms([lineOf(2, { event: "Amended", kind: "evaluation" })]))).toEqual(["basis"]);
  expect(terms([lineOf(2, { event: "Inspected", kind: "inspection" })])().basis).toHaveLength(1);
  expect(terms([lineOf(2, { kind: "evaluation" })])().basis).toHaveLength(1);
  expect(terms([lineOf(2, { event: "SeriesRecorded", kind: "evaluation" })])().basis).toHaveLength(1);
});

test("a word that is no basis is refused beside one that is, and the same one counts once", () => {
  expect(fieldsOf(() => termsOf({ ...SAID, basis: ["质量安全控制", "hearsay"] }, batchOf(), CREATED, "x"))).toEqual([
    "basis",
  ]);
  const twice = termsOf({ ...SAID, basis: ["质量安全控制", "quality and safety control"] }, batchOf(), CREATED, "x");
  expect(twice.basis).toEqual(["质量安全控制"]);
});

test("nothing is promised of what is recalled or failed, nor collected", () => {
  requirePromisable(batchOf({ verdict: "pass" }));
  expect(refused(() => requirePromisable(batchOf({ status: "recalled" }))).message).toMatch(/is recalled$/);
  const failed = refused(() => requirePromisable(batchOf({ verdict: "fail" }), "CMT-20260301-1"));
  expect([failed.code, failed.message]).toEqual([
    "conflict",
    expect.stringMatching(/CMT-20260301-1 cannot be collected: .*the fail stands$/),
  ]);
});

test("nothing is promised of what came of goods that are recalled or failed", () => {
  requireGoodOrigins(undefined);
  for (const [ill, why] of [
    ["failed", /made of failed an inspection/],
    ["recalled", /made of is recalled$/],
  ] as const) {
    const { code, message } = refused(() => requireGoodOrigins(ill));
    expect([code, message, inChinese(message)]).toEqual([
      "conflict",
      expect.stringMatching(why),
      expect.stringMatching("来源批次"),
    ]);
  }
});
