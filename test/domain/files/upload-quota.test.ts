/** How much may be stored: exactly as much as is left, and not a byte more. */
import { expect, test } from "vitest";
import {
  admit,
  admitSent,
  isUnapproved,
  MAXIMUM_AT_ONCE,
  roomFor,
  type StorageUse,
} from "../../../domain/files/upload-quota.ts";
import { accountOf, servicesOf } from "../../support/made.ts";

const MEBIBYTE = 1024 * 1024;
const LIMITS = { bytes: 1000, files: 10, dailyBytes: 2000, unapprovedBytes: 100, unapprovedTotal: 5000, lifetime: 0 };
const UNUSED: StorageUse = {
  bytes: 0,
  files: 0,
  dailyBytes: 0,
  atOnce: 0,
  inMemory: 0,
  unapprovedInMemory: 0,
  underWay: 0,
  unapprovedTotal: 0,
};
const outcome = (rule: (use: StorageUse) => void, use: Partial<StorageUse>) => {
  try {
    rule({ ...UNUSED, ...use });
    return "admitted";
  } catch (error) {
    return (error as { code: string }).code;
  }
};
const request = (bytes: number, unapproved = false) => ({ accountId: 7, bytes, unapproved });

test.each([
  [1000, false, {}, "admitted"],
  [1001, false, {}, "quota-exceeded"],
  [600, false, { bytes: 400 }, "admitted"],
  [601, false, { bytes: 400 }, "quota-exceeded"],
  [500, false, { dailyBytes: 1500 }, "admitted"],
  [501, false, { dailyBytes: 1500 }, "quota-exceeded"],
  [1, false, { files: 9 }, "admitted"],
  [1, false, { files: 10 }, "quota-exceeded"],
  [100, true, {}, "admitted"],
  [101, true, {}, "quota-exceeded"],
  [50, true, { unapprovedTotal: 4950 }, "admitted"],
  [51, true, { unapprovedTotal: 4950 }, "quota-exceeded"],
  // What those without a role keep together is nothing to those with one.
  [51, false, { unapprovedTotal: 4950 }, "admitted"],
  // More than all of it in use, as when limits are lowered: nothing is left, not less.
  [1, false, { bytes: 5000 }, "quota-exceeded"],
])("%i bytes (unapproved: %s) beside %j: %s", (bytes, unapproved, use, result) => {
  expect(outcome(admit(LIMITS, request(bytes, unapproved), "size"), use)).toBe(result);
});

test("an account without a role gets no more where the limit for all is lower still", () => {
  const rule = admit({ ...LIMITS, bytes: 50 }, request(51, true), "size");
  expect(() => rule({ ...UNUSED, bytes: 60 })).toThrow(/^0 of the 50 bytes .*; the file has up to 51$/);
});

test.each([
  [1, false, { atOnce: MAXIMUM_AT_ONCE - 1 }, "admitted"],
  [1, false, { atOnce: MAXIMUM_AT_ONCE }, "quota-exceeded"],
  [1, false, { inMemory: 512 * MEBIBYTE - 1 }, "admitted"],
  [1, false, { inMemory: 512 * MEBIBYTE }, "unavailable"],
  [1, true, { unapprovedInMemory: 128 * MEBIBYTE }, "unavailable"],
  [1, false, { unapprovedInMemory: 128 * MEBIBYTE }, "admitted"],
  // Who may not store it at all is told that, and not to try again in a moment.
  [1001, false, { inMemory: 512 * MEBIBYTE }, "quota-exceeded"],
])("%i bytes sent here (unapproved: %s) beside %j: %s", (bytes, unapproved, use, result) => {
  expect(outcome(admitSent(LIMITS, request(bytes, unapproved)), use)).toBe(result);
});

const world = (roles: number, granted: boolean, administrator: boolean, development = false) =>
  servicesOf<Parameters<typeof roomFor>[0]>({
    mirror: { rolesOf: async () => roles },
    applications: { isApproved: async () => granted },
    administrators: { has: async () => administrator },
    settings: { development },
  });

test.each([
  [0, false, false, true],
  [1, false, false, false],
  [0, true, false, false],
  [0, false, true, false],
])("with roles %i, a grant under way: %s, an administrator: %s, it is unapproved: %s", async (...given) => {
  const [roles, granted, administrator, unapproved] = given;
  expect(await isUnapproved(world(roles, granted, administrator), accountOf())).toBe(unapproved);
});

test("who is unapproved may show nothing to everybody, but in development", async () => {
  const file = { bytes: 5, restricted: false };
  await expect(roomFor(world(0, false, false), accountOf(), file)).rejects.toMatchObject({ code: "forbidden" });
  expect(await roomFor(world(0, false, false), accountOf(), { ...file, restricted: true })).toEqual(request(5, true));
  expect(await roomFor(world(0, false, false, true), accountOf(), file)).toEqual(request(5, true));
  expect(await roomFor(world(1, false, false), accountOf(), file)).toEqual(request(5));
});
