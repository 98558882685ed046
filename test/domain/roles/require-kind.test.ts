/** What an older contract lacks is said, with the call that adds it. */
import { expect, test } from "vitest";
import { inChinese } from "../../../domain/names/in-chinese.ts";
import { kindMissing, requireKind } from "../../../domain/roles/require-kind.ts";

const contractOf = (roles: number) => ({ contractKinds: { rolesOf: async () => roles } });

test("a contract without the kind is told how to add it, in both languages", async () => {
  await requireKind(contractOf(19), "commitment");
  await expect(requireKind(contractOf(0), "commitment")).rejects.toMatchObject({ code: "conflict" });
  expect(kindMissing("commitment")).toContain('setKindRole("commitment", 19)');
  expect(kindMissing("hold")).toContain('setKindRole("hold", 256)');
  expect(inChinese(kindMissing("official-hold"))).toMatch(/合约.*setKindRole\("official-hold", 40\)/);
});
