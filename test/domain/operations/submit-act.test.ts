/** The way of an act: stored before it is accepted, once for each key, and waited for unless nobody wants to. */
import { expect, test } from "vitest";
import { idempotencyOf, newSalt, submitAct } from "../../../domain/operations/submit-act.ts";
import { accountOf, addressOf, contextOf, NOW, servicesOf, stepDocument } from "../../support/made.ts";

const DIGEST = `0x${"5".repeat(64)}`;
const FILE = `0x${"f".repeat(64)}`;
const document = stepDocument("harvest", { description: `see ${FILE}` });

function started(change: { unsigned?: number; taken?: boolean; text?: string } = {}) {
  const said: string[] = [];
  const services = servicesOf<Parameters<typeof submitAct>[0] & Parameters<typeof idempotencyOf>[0]>({
    now: () => NOW,
    settings: { writeTimeout: 5 },
    hashOf: (value: unknown) => JSON.stringify(value),
    seal: (value: unknown) => ({
      bytes: new TextEncoder().encode(change.text ?? JSON.stringify(value)),
      digest: DIGEST,
    }),
    housekeeping: { unsigned: async () => change.unsigned ?? 0 },
    files: {
      async writing({ digests }: { digests: string[] }) {
        said.push(`names ${digests.length}`);
        return change.taken !== true;
      },
    },
    objects: {
      put: async (_: Uint8Array, { restricted }: { restricted: boolean }) => void said.push(`stored ${restricted}`),
    },
    requests: { find: async () => void said.push("asked for requests") },
    outbox: {
      find: async () => ({ id: "earlier", state: "mined" }),
      async accept(id: number, act: { digest: string }) {
        said.push(`accepted of ${id} ${act.digest === DIGEST}`);
        return { id: "o", state: "waiting" };
      },
      async propose(_id: number, address: string) {
        said.push(`proposed to ${address.slice(-2)}`);
        return { id: "o", state: "unsigned" };
      },
      async settle(id: string) {
        said.push("settled");
        return { id, state: "mined" };
      },
    },
  });
  return { services, said };
}
const prepare = async () => ({
  document,
  restricted: true,
  act: (digest: `0x${string}`) => ({ verb: "record", code: "AP-1", kind: "harvest", digest }) as const,
});
const custodial = accountOf();
const wallet = accountOf({ custody: "wallet", address: addressOf("f1") });

test("its document is stored before it is accepted, and what it names before that", async () => {
  const { services, said } = started();
  const done = await submitAct(services, contextOf(custodial), custodial, undefined, prepare);
  expect(said).toEqual(["names 1", "stored true", "accepted of 7 true", "settled"]);
  expect(done.state).toBe("mined");
});

test("who wants no waiting gets none, and an act of a wallet's waits for its signature", async () => {
  const asynchronous = started();
  await submitAct(asynchronous.services, contextOf(custodial, { respondAsync: true }), custodial, undefined, prepare);
  expect(asynchronous.said).not.toContain("settled");
  const unsigned = started({ unsigned: 119 });
  await submitAct(unsigned.services, contextOf(wallet), wallet, undefined, prepare);
  expect(unsigned.said.slice(2)).toEqual(["proposed to f1"]);
});

test("with a key that was used nothing is prepared; what waits for a signature is proposed anew", async () => {
  const never = () => Promise.reject(new Error("prepared twice"));
  const { services, said } = started();
  const idempotency = await idempotencyOf(services, contextOf(custodial, { idempotencyKey: "k" }), custodial, {
    verb: "record",
  });
  expect(idempotency).toEqual({
    key: "k",
    requestHash: '{"verb":"record"}',
    earlier: { id: "earlier", state: "mined" },
  });
  await submitAct(services, contextOf(custodial), custodial, idempotency, never);
  expect(said).toEqual(["asked for requests", "settled"]);
  const waiting = { key: "k", requestHash: "0x", earlier: { id: "e", state: "unsigned", act: {} } } as never;
  const again = started();
  await submitAct(again.services, contextOf(wallet), wallet, waiting, never);
  expect(again.said).toEqual(["proposed to f1"]);
  expect(await idempotencyOf(services, contextOf(custodial), custodial, { verb: "record" })).toBeUndefined();
});

test.each([
  ["nobody could read back", { text: "{}" }, custodial, "payload-too-large", []],
  ["names a file that is being taken away", { taken: true }, custodial, "unavailable", ["names 1"]],
  ["is one too many for a wallet to sign", { unsigned: 120 }, wallet, "quota-exceeded", []],
])("what %s is neither stored nor accepted", async (_what, change, account, code, seen) => {
  const { services, said } = started(change);
  await expect(submitAct(services, contextOf(account), account, undefined, prepare)).rejects.toMatchObject({ code });
  expect(said).toEqual(seen);
});

test("how many wait for a wallet is nothing to an account whose key is here", async () => {
  const { services } = started({ unsigned: 10_000 });
  expect((await submitAct(services, contextOf(custodial), custodial, undefined, prepare)).state).toBe("mined");
});

test("a salt is 16 bytes, and another each time", () => {
  expect(newSalt()).toMatch(/^[0-9a-f]{32}$/);
  expect(newSalt()).not.toBe(newSalt());
});
