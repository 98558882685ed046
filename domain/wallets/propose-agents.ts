import type { Account } from "../accounts/account.ts";
import type { Operation, SetAgent } from "../operations/outbox.ts";
import type { Services } from "../services.ts";
import type { Hex } from "../shared/hex.ts";

/** In how many operations a wallet is asked for the same thing again, which it undid in between. */
const MOST_TIMES = 1_000;

/**
 * What the account's wallets have yet to sign about its custodial address: the one that is bound makes it its agent, so
 * that batches which the wallet holds go on under that one, too; those that were bound before dismiss it. Nothing waits
 * for these signatures. Throws `unavailable` where the chain has to be asked and cannot be.
 */
export async function proposeAgents(
  services: Pick<Services, "accounts" | "hashOf" | "keys" | "mirror" | "outbox">,
  account: Account,
): Promise<readonly Operation[]> {
  if (account.custody !== "wallet") return [];
  const custodial = services.keys.addressOf(account.keyId);
  const before = (await services.accounts.earlierAddresses(account.id)).filter((address) => address !== custodial);
  const wanted = [[account.address, true] as const, ...before.map((wallet) => [wallet, false] as const)];
  const proposed: Operation[] = [];
  for (const [wallet, added] of wanted) {
    if ((await services.mirror.isAgent(wallet, custodial)) === added) continue;
    const operation = await proposeAgent(services, account, wallet, { verb: "setAgent", account: custodial, added });
    if (operation?.state === "unsigned") proposed.push(operation);
  }
  return proposed;
}

/** The operation that is to be signed, or is on its way: one that is over is followed by another. */
async function proposeAgent(
  services: Pick<Services, "hashOf" | "outbox">,
  { id }: Account,
  wallet: Hex,
  act: SetAgent,
): Promise<Operation | undefined> {
  const requestHash = services.hashOf(act);
  for (let time = 0; time < MOST_TIMES; time++) {
    const key = `agent of ${wallet}: ${act.added} ${time}`;
    const operation = await services.outbox.propose(id, wallet, act, { key, requestHash });
    if (operation.state !== "final" && operation.state !== "failed") return operation;
  }
  return undefined;
}
