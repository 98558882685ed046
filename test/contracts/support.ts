/** What the tests of the TypeScript client share: a chain, its actors, and a client for each. */
import { type HDNodeWallet, hexlify, id, randomBytes } from "ethers";
import { type BroughtActs, type TraceClient, traceClient } from "../../chain/client.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import type { Role } from "../../domain/shared/roles.ts";
import { startTestChain } from "../support/chain.ts";

/** An actor: the wallet, its address in lower case, as lines give it, and the client that acts with it. */
export interface ClientActor {
  readonly wallet: HDNodeWallet;
  readonly address: Hex;
  readonly client: TraceClient;
}

/** A chain with actors of the roles that the verbs ask for. */
export async function startActors() {
  const chain = await startTestChain();
  let index = 0;
  const actorOf = (wallet: HDNodeWallet): ClientActor => ({
    wallet,
    address: wallet.address.toLowerCase() as Hex,
    client: traceClient(chain, wallet),
  });
  const actor = async (...roles: Role[]) => actorOf((await chain.actor(index++, ...roles)).wallet);
  return {
    chain,
    grower: await actor("producer"),
    laboratory: await actor("inspector"),
    carrier: await actor("carrier"),
    regulator: await actor("regulator"),
    registrar: actorOf(chain.trace.runner as HDNodeWallet),
    /** Has money and no role: brings what others signed. */
    bringer: await actor(),
    seqOf: async (code: string) => Number((await chain.trace.getFunction("batchOf")(id(code))).seq),
    nextNonceOf: async ({ address }: ClientActor) =>
      Number((await chain.trace.getFunction("accountOf")(address)).nextNonce),
    lineCount: async () => Number((await chain.trace.getFunction("state")()).lineCount),
  };
}

/** Some document's. */
export const digest = () => hexlify(randomBytes(32)) as Hex;

/** A deadline that is not reached. */
export const tomorrow = () => Math.floor(Date.now() / 1000) + 86_400;

/** What became of acts that were brought: by name, why each was skipped, or `landed`. */
export const outcomesOf = ({ landed, skipped }: BroughtActs) => ({
  landed: landed.length,
  skipped: skipped.map(({ refusal }) => refusal.name),
});
