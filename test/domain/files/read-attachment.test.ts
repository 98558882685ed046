/** Who reads a file by its digest, or by an address that was signed for it. */
import { expect, test } from "vitest";
import type { Account } from "../../../domain/accounts/account.ts";
import { readAttachment } from "../../../domain/files/read-attachment.ts";
import { signAttachmentUrl } from "../../../domain/files/sign-attachment-url.ts";
import { roleSet } from "../../../domain/shared/roles.ts";
import { accountOf, addressOf, contextOf, NOW, servicesOf } from "../../support/made.ts";

const SHA256 = `0x${"1".repeat(64)}` as const;
const UPLOADER = accountOf({ id: 1, address: addressOf("1") });
const RECORDER = accountOf({ id: 2, address: addressOf("2") });
const INSPECTOR = accountOf({ id: 3, address: addressOf("3") });
const AGENT = accountOf({ id: 5, address: addressOf("5") });
const STRANGER = accountOf({ id: 4, address: addressOf("4") });

const world = (visibility: string | undefined, isThere = true) =>
  servicesOf<Parameters<typeof readAttachment>[0]>({
    now: () => NOW,
    objects: {
      info: async () => visibility && { sha256: SHA256, visibility },
      open: async () => (isThere ? new ReadableStream() : undefined),
    },
    uploads: { has: async (id: number) => id === UPLOADER.id },
    mirror: {
      rolesOf: async (address: string) => (address === INSPECTOR.address ? roleSet("inspector") : 0),
      isAgent: async (custodian: string, account: string) => custodian === addressOf("9") && account === AGENT.address,
      recordNaming: async () => ({ recorder: RECORDER.address, custodian: addressOf("9") }),
    },
    fileAddresses: {
      readGet: (_: string, { signature, until }: Record<string, string>) =>
        signature === "right" ? new Date(until as string) : undefined,
      toGet: async (_: object, { from, until }: { from: Date; until: Date }) =>
        `${from.toISOString()}/${until.toISOString()}`,
    },
  });
const outcome = (account: Account | null, visibility: string | undefined, query = {}) =>
  readAttachment(world(visibility), contextOf(account), SHA256, query).then(
    () => "read",
    ({ code }: { code: string }) => code,
  );

test.each([
  ["public", null, "read"],
  ["restricted", UPLOADER, "read"],
  ["restricted", RECORDER, "read"],
  ["restricted", INSPECTOR, "read"],
  ["restricted", AGENT, "read"],
  ["restricted", STRANGER, "forbidden"],
  ["restricted", null, "forbidden"],
  ["erased", UPLOADER, "gone"],
  [undefined, UPLOADER, "not-found"],
] as const)("a file that is %s: for account %j", async (visibility, account, result) => {
  expect(await outcome(account, visibility)).toBe(result);
});

test.each([
  ["right", "2026-03-10T12:00:01Z", "restricted", "read"],
  ["right", NOW.toISOString(), "restricted", "forbidden"],
  ["wrong", "2026-03-10T12:00:01Z", "restricted", "forbidden"],
  // A wrong signature does not read what anybody could without one, and a right one not what is gone.
  ["wrong", "2026-03-10T12:00:01Z", "public", "forbidden"],
  ["right", "2026-03-10T12:00:01Z", "erased", "gone"],
])("an address signed %s, good until %s, of a file that is %s: %s", async (signature, until, visibility, result) => {
  expect(await outcome(null, visibility, { signature, until })).toBe(result);
});

test("a file that was taken away after it was looked up is gone", async () => {
  const { open } = await readAttachment(world("public", false), contextOf(null), SHA256);
  await expect(open()).rejects.toMatchObject({ code: "gone" });
});

test("an address is signed for five minutes from the whole second, for who may read the file", async () => {
  const signed = await signAttachmentUrl(world("restricted"), contextOf(RECORDER), SHA256);
  expect(signed).toEqual({
    url: "2026-03-10T12:00:00.000Z/2026-03-10T12:05:00.000Z",
    expiresAt: new Date("2026-03-10T12:05:00Z"),
  });
  await expect(signAttachmentUrl(world("restricted"), contextOf(STRANGER), SHA256)).rejects.toMatchObject({
    code: "forbidden",
  });
});
