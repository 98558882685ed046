/** Users who call the contract directly, each with a wallet that holds money and roles. */
import { HDNodeWallet, hexlify, randomBytes } from "ethers";
import { callOf } from "../../../chain/calls.ts";
import type { SignableAct } from "../../../domain/operations/act.ts";
import type { Hex } from "../../../domain/shared/hex.ts";
import type { Anvil } from "./anvil.ts";
import { count, type Ledger } from "./ledger.ts";
import type { Random } from "./random.ts";

/** A wallet user. */
export interface WalletUser {
  readonly name: string;
  readonly wallet: HDNodeWallet;
}

/** Those of anvil's accounts that hold money. */
export function walletUsers(): WalletUser[] {
  const phrase = "test test test test test test test test test test test junk";
  return [0, 1].map((index) => ({
    name: `wallet-${index}`,
    wallet: HDNodeWallet.fromPhrase(phrase, undefined, `m/44'/60'/0'/0/${index}`),
  }));
}

/** One random act: a new batch, or a step on one that is there. It may be refused in its block, as any may. */
export async function actDirectly(
  { name, wallet }: WalletUser,
  chain: Anvil,
  contract: Hex,
  ledger: Ledger,
  random: Random,
): Promise<void> {
  const digest = hexlify(randomBytes(32)) as Hex;
  const known = ledger.batches.filter((batch) => !batch.withdrawn).slice(-8);
  let chosen: SignableAct;
  if (known.length === 0 || random.chance(0.4)) {
    const code = `W${ledger.batches.length}-${random.below(2 ** 32)}`;
    ledger.batches.push({ code, owner: name, withdrawn: false });
    chosen = { verb: "create", code, unit: "KGM", quantity: random.between(1, 1_000_000), open: true, digest };
  } else {
    chosen = { verb: "record", code: random.pick(known).code, kind: "processing", digest };
  }
  const { rpc } = chain;
  await chain.mine(0);
  const nonce = Number(await rpc.call<Hex>("eth_getTransactionCount", [wallet.address, "pending"]));
  const raw = await wallet.signTransaction({
    type: 2,
    chainId: Number(await rpc.call<Hex>("eth_chainId", [])),
    nonce,
    to: contract,
    data: callOf(chosen, wallet.address),
    gasLimit: 400_000n,
    maxFeePerGas: 20_000_000_000n,
    maxPriorityFeePerGas: 1_000_000n,
  });
  // A chain that is away, or went back just now, is the wallet's own affair.
  const isSent = await chain.send(raw).then(
    () => true,
    () => false,
  );
  count(ledger, isSent ? "written by a wallet" : "a wallet's transaction not taken");
}
