import type { Operation, SetAgent } from "../operations/outbox.ts";
import type { Services } from "../services.ts";
import type { Hex } from "../shared/hex.ts";

/**
 * Hand agents that are due to the outbox: those of one account or, at start, of all. An account that bound a wallet makes it
 * the agent of its custodial address, so that batches which that one holds go on under the wallet, and dismisses the
 * wallets it had before. They fall due with the binding, in one transaction, and are due until the outbox has accepted
 * them: twice is as once.
 */
export async function appointDueAgents(
  services: Pick<Services, "accounts" | "keys" | "outbox">,
  accountId?: number,
): Promise<readonly Operation[]> {
  const operations: Operation[] = [];
  for (const due of await services.accounts.withAgentsDue(accountId)) {
    const { account, since } = due;
    const custodial = services.keys.addressOf(account.keyId);
    const set = async (agent: Hex, added: boolean) => {
      const act: SetAgent = { verb: "setAgent", account: agent, added };
      const key = `agent/${since.getTime()}/${agent}`;
      operations.push(await services.outbox.accept(account.id, act, { key, requestHash: agent }));
    };
    const before = await services.accounts.earlierAddresses(account.id);
    for (const wallet of before) if (wallet !== custodial) await set(wallet, false);
    if (account.address !== custodial) await set(account.address, true);
    await services.accounts.agentsAccepted(due);
  }
  return operations;
}
