/** UIDs: what is one, what is kept of it, and where they are switched off. */
import { expect, test } from "vitest";
import { authenticateUid } from "../../../domain/accounts/authenticate-uid.ts";
import { newUid, requireUidAccess, uidHash } from "../../../domain/accounts/uid.ts";
import { accountOf, servicesOf } from "../../support/made.ts";

const hashing = servicesOf<Parameters<typeof uidHash>[0]>({ hashOf: (value: unknown) => JSON.stringify(value) });
const UID = "3f2b8c1e-5a6d-4e7f-8a9b-0c1d2e3f4a5b";

test("of a UID its hash is kept, the same in digits of either case", () => {
  expect(uidHash(hashing, UID)).toBe(JSON.stringify({ uid: UID }));
  expect(uidHash(hashing, UID.toUpperCase())).toBe(uidHash(hashing, UID));
  expect(uidHash(hashing, newUid())).toBeDefined();
  expect(newUid()).not.toBe(newUid());
});

test.each([
  "",
  "green-valley",
  UID.replace("-4e7f-", "-1e7f-"), // Of version 1: made of a clock.
  UID.replace("-8a9b-", "-ca9b-"), // Of another variant.
  `${UID}0`,
  ` ${UID}`,
])("%j is no UID", (text) => {
  expect(uidHash(hashing, text)).toBeUndefined();
});

test("where they are switched off none is taken, and the answer says what to send instead", async () => {
  const off = { settings: { uidAccess: false } };
  expect(() => requireUidAccess(servicesOf(off))).toThrow(/switched off.*access token/);
  await expect(authenticateUid(servicesOf(off), UID)).rejects.toMatchObject({ code: "unauthenticated" });
});

test("one that nobody has is answered in the same words as one that is none", async () => {
  const services = servicesOf<Parameters<typeof authenticateUid>[0]>({
    ...hashing,
    settings: { uidAccess: true },
    uids: { accountOf: async (hash: string) => (hash.includes(UID) ? 7 : undefined) },
    accounts: { byId: async (id: number) => (id === 7 ? accountOf() : undefined) },
  });
  expect((await authenticateUid(services, UID)).id).toBe(7);
  const said = { code: "unauthenticated", message: "The user UID is unknown or was revoked" };
  await expect(authenticateUid(services, newUid())).rejects.toMatchObject(said);
  await expect(authenticateUid(services, "nonsense")).rejects.toMatchObject(said);
});
