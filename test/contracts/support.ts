/** What the tests of the TypeScript client share: a chain, its actors, and a client for each. */
import { hexlify, id, randomBytes } from "ethers";
import { type TraceClient, traceClient } from "../../chain/client.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import type { Role } from "../../domain/shared/roles.ts";
import { startTestChain, type TestChain } from "../support/chain.ts";

type Wallet = Awaited<ReturnType<TestChain["actor"]>>["wallet"];

/** An actor: the wallet, its address in lower case, as lines give it, and the client that acts with it. */
export interface ClientActor {
  readonly wallet: Wallet;
  readonly address: Hex;
  readonly client: TraceClient;
}

/** A chain with actors of the roles that the verbs ask for. */
export async function startActors() {
  const chain = await startTestChain();
  let index = 0;
  const actor = async (...roles: Role[]): Promise<ClientActor> => {
    const { wallet } = await chain.actor(index++, ...roles);
    return { wallet, address: wallet.address.toLowerCase() as Hex, client: traceClient(chain, wallet) };
  };
  return {
    chain,
    grower: await actor("producer"),
    laboratory: await actor("inspector"),
    carrier: await actor("carrier"),
    regulator: await actor("regulator"),
    /** Has money and no role: brings what others signed. */
    bringer: await actor(),
    seqOf: async (code: string) => Number((await chain.trace.getFunction("batchOf")(id(code))).seq),
  };
}

/** Some document's. */
export const digest = () => hexlify(randomBytes(32)) as Hex;

/** A deadline that is not reached. */
export const tomorrow = () => Math.floor(Date.now() / 1000) + 86_400;
