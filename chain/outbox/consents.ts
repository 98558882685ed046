/** The consents of those who hand batches over: typed data under nonces of theirs, as for acts. */
import type { TypedDataEncoder } from "ethers";
import type { Consents } from "../../domain/custody/ports.ts";
import type { Act } from "../../domain/operations/act.ts";
import type { OperationLog } from "../../domain/operations/operation-log.ts";
import type { TypedData } from "../../domain/operations/outbox.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { contractReader } from "../../proof/contract-reader.ts";
import { contractAsOf } from "../contract-as-of.ts";
import type { FinalBlock } from "../finality.ts";
import { quantity } from "../rpc.ts";
import { type BuildContext, chainTime } from "./build.ts";
import { givingNonces, isUsed } from "./nonces.ts";
import { cannotAsk, checkedSignature, proposal } from "./proposals.ts";
import { isLongPast } from "./refusals.ts";

type Fields = ConstructorParameters<typeof TypedDataEncoder>[0];

/** What consents take. */
export type ConsentContext = BuildContext & {
  readonly log: Pick<OperationLog, "takenNonces">;
  readonly finalBlock: FinalBlock;
};

/** Consents, asked for and signed here. */
export function consentsOf(context: ConsentContext): Consents {
  const { rpc, deployment, keys, keyIdOf, finalBlock } = context;
  return {
    ask: (giver, terms, { instead, ...lifetime }, keep) =>
      givingNonces(giver, async () => {
        const act = { verb: "handOver", ...terms } as const;
        const before = instead && scopeIn(instead);
        return keep(await proposal(act, giver, context, before, lifetime).catch(cannotAsk));
      }),

    async sign(accountId, { domain, types, message }) {
      const { EIP712Domain: _, ...structs } = types;
      const signer = keys.account(await keyIdOf(accountId));
      return (await signer.signTypedData(domain, structs as unknown as Fields, message)) as Hex;
    },

    check: (giver, typedData, signature) => checkedSignature(giver, typedData, signature, { rpc }).catch(cannotAsk),

    async standing(giver, typedData) {
      const { nonce, deadline } = scopeIn(typedData);
      const isUsedNow = async () => isUsed(await contractReader(rpc.call, deployment.contract).accountOf(giver), nonce);
      const isUsedForGood = async () =>
        isUsed(await contractAsOf(rpc, deployment.contract, quantity(await finalBlock())).accountOf(giver), nonce);
      if (isLongPast(deadline)) return "over";
      if (!(await isPast(deadline, context).catch(cannotAsk)) && !(await isUsedNow().catch(cannotAsk))) return "good";
      return (await isUsedForGood().catch(cannotAsk)) ? "over" : "passing";
    },
  };
}

/** Whether an act brings a consent that the next block takes no more. */
export async function isConsentPast({ act }: { readonly act: Act }, context: Pick<BuildContext, "rpc">) {
  return act.verb === "takeMany" && isPast(act.consent.deadline, context);
}

/** By the chain's clock, or ours where no block came for a while. */
async function isPast(deadline: number, { rpc }: Pick<BuildContext, "rpc">): Promise<boolean> {
  return deadline <= Math.max(await chainTime(rpc), Math.floor(Date.now() / 1000));
}

const scopeIn = ({ message }: TypedData) => ({ nonce: Number(message.nonce), deadline: Number(message.deadline) });
