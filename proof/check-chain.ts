import { rolesIn } from "../domain/shared/roles.ts";
import type { Check } from "./check.ts";
import { kindOf, seqOf } from "./check-lines.ts";
import type { ContractReader } from "./contract-reader.ts";
import { kindToBytes32 } from "./kind.ts";
import type { Proof } from "./proof.ts";

/** What the chain says of the batch, and whether it is the chain that the proof names. */
export async function checkNetwork(
  proof: Proof,
  reader: ContractReader,
): Promise<{ checks: Check[]; head?: string; seq?: number }> {
  try {
    const chainId = await reader.chainId();
    if (chainId !== proof.chain.chainId) {
      const expected = String(proof.chain.chainId);
      return {
        checks: [{ name: "network", outcome: "failed", expected, actual: String(chainId), reason: "other-chain" }],
      };
    }
    const [head, seq] = await Promise.all([reader.headOf(proof.batch.id), reader.seqOf(proof.batch.id)]);
    return { checks: [{ name: "network", outcome: "passed", subject: String(chainId) }], head, seq };
  } catch (error) {
    return { checks: [{ name: "network", outcome: "failed", reason: "no-answer", actual: (error as Error).message }] };
  }
}

/** Checks that whoever is on each line is somebody, and held a role that may write it. */
export async function checkActors(proof: Proof, reader: ContractReader): Promise<Check[]> {
  const kinds = new Map<string, Promise<number>>();
  const accounts = new Map<string, Promise<number>>();
  const once = <T>(map: Map<string, Promise<T>>, key: string, load: () => Promise<T>) => {
    const known = map.get(key) ?? load();
    map.set(key, known);
    return known;
  };

  return Promise.all(
    proof.lines.map(async (line): Promise<Check> => {
      const seq = seqOf(line);
      const actor = String(line.args.actor);
      const named = proof.actors[actor];
      const base = { name: "actor" as const, seq, subject: actor };
      if (!named) return { ...base, outcome: "failed", reason: "unknown-actor" };
      const kind = kindOf(line);
      try {
        const ever = await once(accounts, actor, async () => (await reader.rolesOf(actor)).ever);
        // Other lines go by custody, which the head proves and which needs no role.
        const allowed = kind ? await once(kinds, kind, () => reader.kindRole(kindToBytes32(kind))) : undefined;
        if (allowed !== undefined && (ever & allowed) === 0)
          return { ...base, outcome: "failed", reason: "actor-without-role" };
        const held: readonly string[] = rolesIn(ever);
        return named.roles.every((role) => held.includes(role))
          ? { ...base, outcome: "passed" }
          : { ...base, outcome: "failed", reason: "claimed-role" };
      } catch {
        return { ...base, outcome: "failed", reason: "no-answer" };
      }
    }),
  );
}
