/** Who may write on a batch, as which address, and what is said to whom its holder could admit. */
import { expect, test } from "vitest";
import { builtInRoles } from "../../../domain/records/kinds.ts";
import { requireStanding } from "../../../domain/roles/require-standing.ts";
import { type Role, roleSet } from "../../../domain/shared/roles.ts";
import { accountOf, addressOf, batchOf, contextOf, servicesOf, TRACE_ID } from "../../support/made.ts";

const HOLDER = addressOf("99");
const account = accountOf();

interface World {
  readonly held?: readonly Role[];
  readonly parties?: readonly string[];
  readonly agents?: readonly string[];
  readonly names?: ReadonlyMap<string, unknown>;
}

const writing = (
  kind: string,
  { held = [], parties = [], agents = [], names = new Map() }: World,
  batch = batchOf({ custodian: HOLDER }),
  actor = account,
) =>
  requireStanding(
    servicesOf<Parameters<typeof requireStanding>[0]>({
      accounts: { byAddresses: async () => names, earlierAddresses: async () => [] },
      keys: { addressOf: () => addressOf("c7") },
      mirror: {
        rolesOf: async (address: string) => (address === actor.address ? roleSet(...held) : 0),
        kindRole: async (of: string) => builtInRoles(of),
        isAgent: async (_: string, address: string) => agents.includes(address),
        isParty: async (_: unknown, address: string) => parties.includes(address),
      },
    }),
    contextOf(actor),
    actor,
    batch,
    kind,
    "write it",
  );

test("the holder, its agent, a party with the role, and an authority write on a named batch", async () => {
  expect(await writing("transport", {}, batchOf())).toBe(account);
  expect(await writing("transport", { agents: [account.address] })).toBe(account);
  expect(await writing("transport", { held: ["carrier"], parties: [account.address] })).toBe(account);
  expect(await writing("inspection", { held: ["inspector"] })).toBe(account);
});

test("whoever has a role writes on an open one", async () => {
  const open = batchOf({ custodian: HOLDER, open: true });
  expect(await writing("transport", { held: ["carrier"] }, open)).toBe(account);
});

test("a stranger with the role is told who admits, by name or by address", async () => {
  const about = { action: "write it", traceId: TRACE_ID };
  await expect(writing("transport", { held: ["carrier"] })).rejects.toMatchObject({
    code: "forbidden",
    reason: "not-admitted",
    about: { ...about, holder: HOLDER },
  });
  const names = new Map([[HOLDER, { name: "Green Valley Farm" }]]);
  await expect(writing("transport", { held: ["carrier"], names })).rejects.toMatchObject({
    message: expect.stringContaining("Green Valley Farm"),
    about: { ...about, holder: "Green Valley Farm" },
  });
});

test("who lacks the role is told that, admitted or not", async () => {
  for (const parties of [[], [account.address]]) {
    await expect(writing("transport", { held: ["producer"], parties })).rejects.toMatchObject({
      code: "forbidden",
      reason: undefined,
      message: "You do not have permission to write it",
    });
  }
  await expect(writing("inspection", { held: ["producer"] }, batchOf())).rejects.toMatchObject({ reason: undefined });
});

test("who bound a wallet writes as its custodial address where only that holds the batch, and by no role of that", async () => {
  const owner = accountOf({ address: addressOf("f1"), custody: "wallet" });
  const earlier = batchOf({ custodian: addressOf("c7") });
  expect(await writing("transport", {}, earlier, owner)).toEqual({
    ...owner,
    address: addressOf("c7"),
    custody: "custodial",
  });
  await expect(writing("inspection", {}, earlier, owner)).rejects.toMatchObject({ code: "forbidden" });
  // Its wallet's own standing comes first.
  expect(await writing("transport", { agents: [owner.address] }, earlier, owner)).toBe(owner);
  await expect(writing("transport", { parties: [addressOf("c7")] }, undefined, owner)).rejects.toMatchObject({
    code: "forbidden",
  });
});
