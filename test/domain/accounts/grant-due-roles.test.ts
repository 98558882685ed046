/** A decision on a role stays due until the outbox has accepted it. */
import { expect, test } from "vitest";
import { grantDueRoles } from "../../../domain/accounts/grant-due-roles.ts";
import type { DueDecision } from "../../../domain/roles/role-applications.ts";
import { accountOf, addressOf, servicesOf } from "../../support/made.ts";

const decision = (id: number, change: Partial<DueDecision> = {}): DueDecision => ({
  id,
  account: accountOf({ id: id * 10, address: addressOf(String(id)) }),
  role: "producer",
  change: "grant",
  term: null,
  ...change,
});

function started(due: readonly DueDecision[], refuses: (address: string) => boolean = () => false) {
  const said: unknown[] = [];
  const services = servicesOf<Parameters<typeof grantDueRoles>[0]>({
    applications: {
      due: async (account?: number) => due.filter((each) => account === undefined || each.account.id === account),
      accepted: async (id: number, operation: string) => void said.push(["no longer due", id, operation]),
    },
    outbox: {
      mayChange: async (role: string) => role !== "regulator",
      accept: async (accountId: null, act: { verb: string; address: string }) => {
        if (refuses(act.address)) throw new Error("the disk is full");
        said.push([accountId, act]);
        return { id: `${act.verb} ${act.address}` };
      },
    },
  });
  return { services, said };
}
const [one, three] = [addressOf("1"), addressOf("3")];

test("each is handed on first, and only then no longer due", async () => {
  const { services, said } = started([decision(1), decision(3, { role: "carrier", change: "revoke" })]);
  expect(await grantDueRoles(services)).toEqual([{ id: `grantRole ${one}` }, { id: `revokeRole ${three}` }]);
  expect(said).toEqual([
    [null, { verb: "grantRole", role: "producer", address: one }],
    ["no longer due", 1, `grantRole ${one}`],
    [null, { verb: "revokeRole", role: "carrier", address: three }],
    ["no longer due", 3, `revokeRole ${three}`],
  ]);
});

test.each([1_800_000_000, 0])("a term of %i is set after the grant, 0 being none", async (term) => {
  const { services, said } = started([decision(1, { term })]);
  await grantDueRoles(services);
  expect(said.slice(0, 2)).toEqual([
    [null, { verb: "grantRole", role: "producer", address: one }],
    [null, { verb: "setTerm", role: "producer", address: one, validUntil: term }],
  ]);
});

test("of one account when that is asked for", async () => {
  const { services } = started([decision(1), decision(3)]);
  expect(await grantDueRoles(services, 30)).toEqual([{ id: `grantRole ${three}` }]);
});

test("what no key here may do on chain stays due, and holds up nothing else", async () => {
  const { services, said } = started([decision(1, { role: "regulator" }), decision(3)]);
  expect(await grantDueRoles(services)).toEqual([{ id: `grantRole ${three}` }]);
  expect(said).toHaveLength(2);
});

test("one that was not accepted stays due", async () => {
  const { services, said } = started([decision(1), decision(3)], (address) => address === three);
  await expect(grantDueRoles(services)).rejects.toThrow("the disk is full");
  expect(said.map((each) => (each as unknown[])[0])).toEqual([null, "no longer due"]);
});
