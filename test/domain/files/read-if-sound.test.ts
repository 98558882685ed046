/** What is damaged or too long is as good as missing; a store that cannot be asked is no reason to say so. */
import { expect, test } from "vitest";
import { ObjectTooLong } from "../../../domain/files/objects.ts";
import { readIfSound } from "../../../domain/files/read-if-sound.ts";
import { DomainError } from "../../../domain/shared/errors.ts";
import { servicesOf } from "../../support/made.ts";

const read = (get: () => Promise<Uint8Array | undefined>) =>
  readIfSound(servicesOf<Parameters<typeof readIfSound>[0]>({ objects: { get } }), `0x${"aa".repeat(32)}`, 9);

test("bytes, or that there are none", async () => {
  const bytes = new Uint8Array([1]);
  expect(await read(async () => bytes)).toBe(bytes);
  expect(await read(async () => undefined)).toBeUndefined();
  expect(await read(() => Promise.reject(new DomainError("internal", "damaged")))).toBeUndefined();
  expect(await read(() => Promise.reject(Object.create(ObjectTooLong.prototype)))).toBeUndefined();
  const away = new Error("away");
  await expect(read(() => Promise.reject(away))).rejects.toBe(away);
});
