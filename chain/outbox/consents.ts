/** The consents of those who hand batches over: typed data under nonces of theirs, as for acts. */
import type { TypedDataEncoder } from "ethers";
import type { Consents } from "../../domain/custody/ports.ts";
import type { OperationLog } from "../../domain/operations/operation-log.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { contractReader } from "../../proof/contract-reader.ts";
import { type BuildContext, chainTime } from "./build.ts";
import { givingNonces, isUsed } from "./nonces.ts";
import { cannotAsk, checkedSignature, proposal } from "./proposals.ts";

type Fields = ConstructorParameters<typeof TypedDataEncoder>[0];

/** Consents, asked for and signed here. */
export function consentsOf(context: BuildContext & { readonly log: Pick<OperationLog, "takenNonces"> }): Consents {
  const { rpc, deployment, keys, keyIdOf } = context;
  return {
    ask: (giver, terms, lifetime, keep) =>
      givingNonces(giver, async () => {
        const act = { verb: "handOver", ...terms } as const;
        return keep(await proposal(act, giver, context, null, lifetime).catch(cannotAsk));
      }),

    async sign(accountId, { domain, types, message }) {
      const { EIP712Domain: _, ...structs } = types;
      const signer = keys.account(await keyIdOf(accountId));
      return (await signer.signTypedData(domain, structs as unknown as Fields, message)) as Hex;
    },

    check: (giver, typedData, signature) => checkedSignature(giver, typedData, signature, { rpc }).catch(cannotAsk),

    async isGood(giver, { message }) {
      const account = await contractReader(rpc.call, deployment.contract).accountOf(giver).catch(cannotAsk);
      const isLate = Number(message.deadline) <= (await chainTime(rpc).catch(cannotAsk));
      return !isLate && !isUsed(account, Number(message.nonce));
    },
  };
}
