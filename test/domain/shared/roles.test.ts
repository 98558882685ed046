/** Roles as the contract packs them. */
import { id } from "ethers";
import { expect, test } from "vitest";
import { requireAccount } from "../../../domain/shared/require-account.ts";
import { ROLES, roleConstant, roleSet, rolesIn } from "../../../domain/shared/roles.ts";

test("each has its own bit, in the contract's order", () => {
  expect(ROLES.map((role) => roleSet(role))).toEqual([1, 2, 4, 8, 16, 32]);
  expect(roleSet("regulator", "producer", "producer")).toBe(33);
  expect([roleSet(), rolesIn(33), rolesIn(0), rolesIn(64)]).toEqual([0, ["producer", "regulator"], [], []]);
});

test("it is known on chain by the digest of its constant", () => {
  expect(roleConstant("producer")).toBe("PRODUCER_ROLE");
  expect(id(roleConstant("regulator"))).toBe(id("REGULATOR_ROLE"));
});

test("what is only for who is signed in is for nobody else", () => {
  expect(requireAccount({ account: 5 })).toBe(5);
  expect(() => requireAccount({ account: null })).toThrow(expect.objectContaining({ code: "unauthenticated" }));
});
