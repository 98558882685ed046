/** A chain that holds one batch, answering the JSON-RPC methods that verification calls. */
import { type Role, roleSet } from "../../../domain/shared/roles.ts";
import type { RpcCall } from "../../../proof/contract-reader.ts";
import { keccak256Text } from "../../../proof/hash.ts";
import { EMPTY_HEAD } from "../../../proof/head.ts";
import type { Proof } from "../../../proof/proof.ts";

const selector = (signature: string) => keccak256Text(signature).slice(0, 10);
const word = (value: number) => value.toString(16).padStart(64, "0");

/** A chain that holds what these genuine proofs say, whatever is later done to copies of them. */
export function chainOf(...proofs: readonly Proof[]): RpcCall {
  const batches = new Map(proofs.map(({ batch }) => [batch.id, batch]));
  const actors = Object.assign({}, ...proofs.map((proof) => structuredClone(proof.actors))) as Proof["actors"];
  const views: Record<string, (argument: string) => string> = {
    [selector("headOf(bytes32)")]: (id) => (batches.get(id)?.head ?? EMPTY_HEAD).slice(2),
    [selector("batchOf(bytes32)")]: (id) => {
      const batch = batches.get(id);
      const head = (batch?.head ?? EMPTY_HEAD).slice(2);
      return [word(0), word(0), word(batch?.seq ?? 0), word(32), word(0), word(0), word(1), head].join("");
    },
    [selector("accountOf(address)")]: (account) => {
      const roles = roleSet(...((actors[`0x${account.slice(26)}`]?.roles ?? []) as Role[]));
      return word(roles) + word(0) + word(1) + word(0) + word(0);
    },
  };
  return async (method, parameters) => {
    // It describes nobody.
    if (method === "eth_getLogs") return [];
    if (method === "eth_chainId") return `0x${proofs[0]?.chain.chainId.toString(16)}`;
    const { to, data } = parameters[0] as { to: string; data: string };
    if (to !== proofs[0]?.chain.contract) return "0x";
    const view = views[data.slice(0, 10)];
    if (method !== "eth_call" || !view) throw new Error(`this chain does not know ${method}`);
    return `0x${view(`0x${data.slice(10)}`)}`;
  };
}
