/** A profile is read only where it is public, whole, and the account's own. */
import { expect, test } from "vitest";
import { ObjectTooLong } from "../../../domain/files/objects.ts";
import { readProfile } from "../../../domain/profiles/read-profile.ts";
import { DomainError } from "../../../domain/shared/errors.ts";
import { addressOf, servicesOf } from "../../support/made.ts";

const ACCOUNT = addressOf("f1");
const profile = { format: "suyuan-profile/1", salt: "00".repeat(16), account: ACCOUNT, names: { en: "Valley" } };
const read = (get: () => Promise<Uint8Array | undefined>, visibility = "public", account = ACCOUNT) =>
  readProfile(
    servicesOf<Parameters<typeof readProfile>[0]>({ objects: { get, visibility: async () => visibility } }),
    account,
    `0x${"ab".repeat(32)}`,
  );
const bytes = (text: string) => async () => new TextEncoder().encode(text);

test("it is read as it was written", async () => {
  expect(await read(bytes(JSON.stringify(profile)))).toEqual(profile);
});

test.each(["restricted", "erased", "missing"])("one that is %s names nobody", async (visibility) => {
  expect(await read(bytes(JSON.stringify(profile)), visibility)).toBeUndefined();
});

test("one of another account, of no text, damaged, too long or gone names nobody", async () => {
  expect(await read(bytes(JSON.stringify(profile)), "public", addressOf("f2"))).toBeUndefined();
  expect(await read(async () => new Uint8Array([0xff, 0xfe]))).toBeUndefined();
  expect(await read(() => Promise.reject(new DomainError("internal", "no longer has its digest")))).toBeUndefined();
  expect(await read(() => Promise.reject(new ObjectTooLong("long")))).toBeUndefined();
  expect(await read(async () => undefined)).toBeUndefined();
});

test.each([
  Object.assign(new Error("EIO: i/o error, read"), { code: "EIO" }),
  new DomainError("unavailable", "The storage does not answer"),
  new DomainError("storage-unavailable", "What is stored cannot be reached now"),
  new Error("unknown"),
])("a store that fails is not taken for a profile that is not there: %s", async (error) => {
  await expect(read(() => Promise.reject(error))).rejects.toBe(error);
});
