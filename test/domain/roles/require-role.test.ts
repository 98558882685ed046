/** Who may write a kind of line, by what the chain has now of roles and of kinds. */
import { expect, test } from "vitest";
import { requireRole } from "../../../domain/roles/require-role.ts";
import type { Hex } from "../../../domain/shared/hex.ts";
import { ROLES, type Role, roleSet } from "../../../domain/shared/roles.ts";
import { accountOf, addressOf, contextOf, servicesOf } from "../../support/made.ts";

const account = accountOf();
const custodial = { ...account, address: addressOf("c7") };

const KINDS: Readonly<Record<string, number>> = {
  harvest: roleSet("producer", "processor"),
  inspection: roleSet("inspector", "regulator"),
};

/** Whether the account is let through, which holds these roles at its own address; and how often roles were read. */
async function outcome(
  held: readonly Role[],
  kind: string,
  actor = account,
  custodian?: Hex,
): Promise<[outcome: string, reads: number]> {
  let reads = 0;
  const services = servicesOf<Parameters<typeof requireRole>[0]>({
    mirror: {
      async rolesOf(address: string) {
        reads += 1;
        return address === account.address ? roleSet(...held) : 0;
      },
      kindRole: async (of: string) => KINDS[of] ?? 0,
      isAgent: async (custodian: string, of: string) => custodian === addressOf("f1") && of === account.address,
    },
  });
  const context = contextOf(account);
  await requireRole(services, context, account, kind, "write it").catch(() => undefined);
  return requireRole(services, context, actor, kind, "write it", custodian).then(
    () => ["passes", reads],
    ({ code, message }) => [`${code}: ${message}`, reads],
  );
}
const REFUSED = "forbidden: You do not have permission to write it";

test.each([
  [["processor"], "harvest", "passes"],
  [["carrier"], "harvest", REFUSED],
  [[], "harvest", REFUSED],
  // A kind that nobody may write on chain.
  [[...ROLES], "secret", REFUSED],
] as const)("with %j a line of kind %s, and roles are read once a request", async (held, kind, result) => {
  expect(await outcome(held, kind)).toEqual([result, 1]);
});

test("who acts by another address than their own is asked for that one's roles", async () => {
  expect(await outcome(["producer"], "harvest", custodial)).toEqual([REFUSED, 2]);
});

test.each([
  ["its own", account.address, "harvest", "passes"],
  ["that of whom it acts for", addressOf("f1"), "harvest", "passes"],
  ["another's", addressOf("f2"), "harvest", REFUSED],
  ["its own", account.address, "inspection", REFUSED],
  ["its own", account.address, "secret", REFUSED],
] as const)("without a role, on a batch that is %s (%s), a line of kind %s: %s", async (_, custodian, kind, result) => {
  expect((await outcome(["carrier"], kind, account, custodian))[0]).toBe(result);
});
