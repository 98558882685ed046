import type { ContractKinds } from "../domain/commitments/ports.ts";
import { DomainError } from "../domain/shared/errors.ts";
import type { RoleSet } from "../domain/shared/roles.ts";
import { contractReader } from "../proof/contract-reader.ts";
import type { Rpc } from "./rpc.ts";

/** Who may write a kind, by the contract's own word; 0 for nobody: it may have been deployed before there was such a kind. */
export function kindRoleOf(rpc: Pick<Rpc, "call">, contract: string, kind: string): Promise<RoleSet> {
  const reader = contractReader((method, parameters) => rpc.call(method, parameters), contract);
  return reader.kindRole(`0x${Buffer.from(kind, "ascii").toString("hex").padEnd(64, "0")}`);
}

/** Asks the contract itself about kinds. */
export function contractKinds(rpc: Pick<Rpc, "call">, contract: string): ContractKinds {
  return {
    async rolesOf(kind) {
      try {
        return await kindRoleOf(rpc, contract, kind);
      } catch (error) {
        throw new DomainError("unavailable", "The chain cannot be asked now: try again in a moment", [], {
          cause: error,
        });
      }
    },
  };
}
