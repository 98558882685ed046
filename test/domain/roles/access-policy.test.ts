/** Who is shown what is restricted, line by line. */
import { expect, test } from "vitest";
import type { Account } from "../../../domain/accounts/account.ts";
import type { Batch } from "../../../domain/batches/batch.ts";
import { batchFor, linesFor } from "../../../domain/batches/redaction.ts";
import type { Line } from "../../../domain/records/line.ts";
import { mayRead, PUBLIC, type Reader, readerFor, readsAll } from "../../../domain/roles/access-policy.ts";
import { ROLES, type Role, roleSet } from "../../../domain/shared/roles.ts";
import { servicesOf } from "../../support/made.ts";

const reader = (address: string, ...roles: Role[]): Reader => ({
  account: { address } as Account,
  roles: roleSet(...roles),
});

const CARRIER = reader("0xcarrier", "carrier");

const GROWER = reader("0xgrower", "producer");

const OTHER = reader("0xother", "carrier", "producer", "processor", "retailer");

const batch = {
  custodian: "0xholder",
  visibility: "restricted",
  description: { name: "Apples" },
  chain: { actor: "0xgrower" },
} as unknown as Batch;

const line = (actor: string, change: object = {}): Line =>
  ({ chain: { actor }, visibility: "restricted", original: true, document: { record: "step" }, ...change }) as never;

const shown = (who: Reader, one: Line) => linesFor(who, batch, [one])[0]?.document !== null;

test("whoever recorded a restricted step is shown it, and so is who holds the batch", () => {
  const step = line("0xcarrier");
  expect(shown(CARRIER, step)).toBe(true);
  expect(shown(reader("0xholder"), step)).toBe(true);
  for (const who of [GROWER, OTHER, PUBLIC]) expect(shown(who, step)).toBe(false);
});

test("inspectors and regulators are shown every step, and no other role opens one", () => {
  for (const role of ROLES) {
    const opens = role === "inspector" || role === "regulator";
    expect([role, readsAll(reader("0xother", role))]).toEqual([role, opens]);
    expect([role, shown(reader("0xother", role), line("0xcarrier"))]).toEqual([role, opens]);
  }
});

test("what an address recorded before its account bound a wallet stays its own", () => {
  const moved: Reader = { ...reader("0xwallet"), earlierAddresses: ["0xcarrier"] };
  expect(shown(moved, line("0xcarrier"))).toBe(true);
  expect(shown({ ...moved, earlierAddresses: ["0xothers"] }, line("0xcarrier"))).toBe(false);
  expect(shown(moved, line("0xwallet"))).toBe(true);
});

test("repeating another's digest does not make a record one's own: then only the holder's word counts", () => {
  const repeated = line("0xcarrier", { original: false });
  expect(shown(CARRIER, repeated)).toBe(false);
  expect(shown(reader("0xholder"), repeated)).toBe(true);
});

test("what is public is shown to all, and every line stays in its place", () => {
  const lines = [line("0xcarrier"), line("0xcarrier", { visibility: "public" }), line("0xgrower")];
  expect(linesFor(PUBLIC, batch, lines).map(({ document }) => document !== null)).toEqual([false, true, false]);
  expect(linesFor(GROWER, batch, lines).map(({ document }) => document !== null)).toEqual([false, true, true]);
  expect(linesFor(PUBLIC, batch, lines).map(({ chain }) => chain)).toEqual(lines.map(({ chain }) => chain));
});

test("a restricted description is for who made the batch, who holds it, inspectors and regulators", () => {
  const described = (who: Reader, change: object = {}) => batchFor(who, { ...batch, ...change }).description !== null;
  for (const who of [GROWER, reader("0xholder"), reader("0xother", "inspector"), reader("0xother", "regulator")]) {
    expect(described(who)).toBe(true);
  }
  for (const who of [CARRIER, OTHER, PUBLIC]) {
    expect(described(who)).toBe(false);
    expect(described(who, { visibility: "public" })).toBe(true);
  }
});

test("who acts for the holder is shown what that one is, by the chain's word alone", async () => {
  const asked: string[] = [];
  const services = servicesOf<Parameters<typeof readerFor>[0]>({
    mirror: {
      isAgent: async (custodian: string, account: string) => {
        asked.push(custodian);
        return custodian === "0xholder" && account === "0xother";
      },
    },
  });
  const agent = await readerFor(services, OTHER, "0xholder");
  expect(shown(agent, line("0xcarrier"))).toBe(true);
  // For that custodian, and no other; nor for what it recorded elsewhere.
  expect(mayRead(agent, { recorder: "0xholder", custodian: "0xb" })).toBe(false);
  expect(shown(await readerFor(services, CARRIER, "0xholder"), line("0xgrower"))).toBe(false);
  expect(await readerFor(services, PUBLIC, "0xholder")).toBe(PUBLIC);
  expect(await readerFor(services, OTHER, undefined)).toBe(OTHER);
  expect(asked).toEqual(["0xholder", "0xholder"]);
});

test("nobody is a party to what has none", () => {
  expect(mayRead(CARRIER, undefined)).toBe(false);
  expect(mayRead(PUBLIC, undefined)).toBe(false);
  expect(mayRead(PUBLIC, { recorder: "0xa", custodian: "0xb" })).toBe(false);
  expect(mayRead(reader("0xother", "regulator"), undefined)).toBe(true);
});

test("a restricted record opens to recorder, custodian, inspectors and regulators", () => {
  const reader = (address: string, roles = 0) => ({ account: { address } as Account, roles });
  const parties = { recorder: "0xa", custodian: "0xb" } as const;
  expect(mayRead(reader("0xa"), parties)).toBe(true);
  expect(mayRead(reader("0xb"), parties)).toBe(true);
  expect(mayRead(reader("0xc"), parties)).toBe(false);
  expect(mayRead(reader("0xc", roleSet("inspector")), parties)).toBe(true);
  expect(mayRead(reader("0xc", roleSet("regulator")), undefined)).toBe(true);
  expect(mayRead(reader("0xc", roleSet("producer", "processor", "carrier", "retailer")), parties)).toBe(false);
  expect(mayRead({ account: null, roles: 0 }, undefined)).toBe(false);
  expect(mayRead(reader("0xc"), undefined)).toBe(false);
});
