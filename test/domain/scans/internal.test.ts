/** How a batch sells is for who made it, who holds it, regulators and administrators. */
import { expect, test } from "vitest";
import { observedBatch } from "../../../domain/scans/internal.ts";
import { type Role, roleSet } from "../../../domain/shared/roles.ts";
import { accountOf, addressOf, batchOf, contextOf, lineOf, servicesOf, TRACE_ID } from "../../support/made.ts";

const see = (change: {
  address?: string;
  custody?: "custodial" | "wallet";
  earlier?: string;
  roles?: readonly Role[];
  administrator?: boolean;
  creator?: string;
  agentOf?: string;
}) => {
  const account = accountOf({ address: addressOf(change.address ?? "99"), custody: change.custody ?? "custodial" });
  const services = servicesOf<Parameters<typeof observedBatch>[0]>({
    administrators: { has: async () => change.administrator ?? false },
    accounts: { earlierAddresses: async () => [addressOf(change.earlier ?? "98")] },
    keys: { addressOf: (keyId: string) => addressOf(`c${keyId}`) },
    mirror: {
      rolesOf: async () => roleSet(...(change.roles ?? [])),
      isAgent: async (custodian: string) => custodian === addressOf(change.agentOf ?? "96"),
      batchByTraceId: async () => batchOf({ custodian: addressOf("b0") }),
      lineAt: async (_: string, seq: number) => lineOf(seq, { chain: { actor: addressOf(change.creator ?? "a7") } }),
    },
  });
  return observedBatch(services, contextOf(account), TRACE_ID, "statistics").then(
    () => "seen",
    ({ code, message }) => `${code}: ${message}`,
  );
};
const REFUSED = "forbidden: You do not have permission to see the statistics of this trace batch";

test.each([
  ["who holds it", { address: "b0" }, "seen"],
  ["who acts for who holds it", { agentOf: "b0" }, "seen"],
  ["who made it", { address: "a7" }, "seen"],
  ["who made it before binding a wallet", { custody: "wallet", earlier: "a7" }, "seen"],
  ["who made it by the key that is here", { creator: "c7" }, "seen"],
  ["a regulator", { roles: ["regulator"] }, "seen"],
  ["an administrator", { administrator: true }, "seen"],
  ["an inspector", { roles: ["inspector"] }, REFUSED],
  ["another producer", { roles: ["producer"] }, REFUSED],
  ["whose earlier address was another", { custody: "wallet", earlier: "97" }, REFUSED],
] as const)("%s", async (_who, change, outcome) => {
  expect(await see(change)).toBe(outcome);
});
