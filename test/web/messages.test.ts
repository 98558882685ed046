import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { CHECKS } from "../../proof/check.ts";
import { checkTitle, describeCheck, REASONS } from "../../proof/messages.ts";
import { proofAttachmentSchema, proofDocumentSchema } from "../../proof/proof.ts";

const LANGUAGES = ["en", "zh"] as const;
const folder = new URL("../../proof/", import.meta.url);

/** Reasons are the only words with hyphens in the checks' code, apart from the names of checks. */
function reasonsInCode(): string[] {
  const files = readdirSync(folder).filter((name) => /^(?:check-.*|verify)\.ts$/.test(name));
  const words = files.flatMap((name) => [
    ...readFileSync(new URL(name, folder), "utf8").matchAll(/"([a-z]+(?:-[a-z]+)+)"/g),
  ]);
  return [...new Set(words.map((match) => match[1] as string))].filter((word) => !CHECKS.includes(word as never));
}

test("every reason in the code of the checks has its sentences", () => {
  const found = reasonsInCode();
  expect(found.length).toBeGreaterThan(20);
  expect(found.filter((reason) => !REASONS.includes(reason as never))).toEqual([]);
});

test("every way of withholding content is a reason", () => {
  for (const schema of [proofDocumentSchema, proofAttachmentSchema]) {
    const [, withheld] = schema._zod.def.options;
    const statuses = withheld.shape.status.options.filter((status) => status !== "missing");
    for (const status of statuses) expect(REASONS).toContain(status);
  }
});

test("the list has no reason that the code does not give", () => {
  const given = [...reasonsInCode(), "restricted", "erased", "unreadable"];
  expect(REASONS.filter((reason) => !given.includes(reason))).toEqual([]);
});

test.each(LANGUAGES)("no two reasons read the same in %s", (language) => {
  const sentences = REASONS.map((reason) => describeCheck({ name: "document", outcome: "failed", reason }, language));
  expect(new Set(sentences).size).toBe(REASONS.length);
});

test.each(LANGUAGES)("every check has a title and says what it has shown in %s", (language) => {
  for (const name of CHECKS) {
    expect(checkTitle(name, language)).not.toBe("");
    expect(describeCheck({ name, outcome: "passed" }, language)).not.toBe("");
  }
});

test("a sentence names the line, and the file by its title", () => {
  const check = {
    name: "attachment",
    outcome: "failed",
    seq: 3,
    subject: "Report",
    reason: "changed-attachment",
  } as const;
  expect(describeCheck(check, "en")).toMatch(/^Line 3: the file has been tampered with.*“Report”/);
  expect(describeCheck(check, "zh")).toMatch(/^第 3 条记录：文件已被篡改.*“Report”/);
});

test("a reason of a newer version still gives a sentence", () => {
  expect(describeCheck({ name: "head", outcome: "failed", reason: "of-tomorrow" }, "en")).toContain("does not know");
});
