/** A role stays due until the outbox has accepted it. */
import { expect, test } from "vitest";
import { grantDueRoles } from "../../../domain/accounts/grant-due-roles.ts";
import { accountOf, addressOf, servicesOf } from "../../support/made.ts";

function started(refuses: (address: string) => boolean = () => false) {
  const due = [
    accountOf({ id: 1, role: "producer", address: addressOf("1") }),
    accountOf({ id: 2, role: null }),
    accountOf({ id: 3, role: "carrier", address: addressOf("3") }),
  ];
  const said: unknown[] = [];
  const services = servicesOf<Parameters<typeof grantDueRoles>[0]>({
    accounts: {
      withGrantDue: async (id?: number) => due.filter((account) => id === undefined || account.id === id),
      grantAccepted: async (id: number) => void said.push(["no longer due", id]),
    },
    outbox: {
      accept: async (accountId: null, act: { address: string }) => {
        if (refuses(act.address)) throw new Error("the disk is full");
        said.push([accountId, act]);
        return { id: act.address };
      },
    },
  });
  return { services, said };
}

test("each is handed on first, and only then no longer due; who has no role is granted none", async () => {
  const { services, said } = started();
  expect(await grantDueRoles(services)).toEqual([{ id: addressOf("1") }, { id: addressOf("3") }]);
  expect(said).toEqual([
    [null, { verb: "grantRole", role: "producer", address: addressOf("1") }],
    ["no longer due", 1],
    [null, { verb: "grantRole", role: "carrier", address: addressOf("3") }],
    ["no longer due", 3],
  ]);
});

test("of one account when that is asked for", async () => {
  const { services } = started();
  expect(await grantDueRoles(services, 3)).toEqual([{ id: addressOf("3") }]);
});

test("one that was not accepted stays due", async () => {
  const { services, said } = started((address) => address === addressOf("3"));
  await expect(grantDueRoles(services)).rejects.toThrow("the disk is full");
  expect(said).not.toContainEqual(["no longer due", 3]);
});
