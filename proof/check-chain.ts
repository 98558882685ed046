import { ROLES, type Role, roleSet } from "../domain/shared/roles.ts";
import type { Check } from "./check.ts";
import { seqOf } from "./check-lines.ts";
import type { ContractReader } from "./contract-reader.ts";
import { EMPTY_HEAD } from "./head.ts";
import type { Proof } from "./proof.ts";

/** What the chain says of the batch, and whether it is the chain that the proof names. */
export async function checkNetwork(
  proof: { readonly batch: Pick<Proof["batch"], "id">; readonly chain: Pick<Proof["chain"], "chainId"> },
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

/**
 * Checks that whoever is on each line is somebody the server can name, in roles that the chain gives it. In which
 * capacity a line was written, and by which roles, stands in the line itself: the contract let nobody write it otherwise.
 */
export async function checkActors(proof: Proof, reader: ContractReader): Promise<Check[]> {
  const shown = rolesOnLines(proof);
  const accounts = new Map<string, Promise<number>>();
  const rolesNow = (actor: string) => {
    const known = accounts.get(actor) ?? reader.accountOf(actor).then(({ roles }) => roles);
    accounts.set(actor, known);
    return known;
  };

  return Promise.all(
    proof.lines.map(async (line): Promise<Check> => {
      const actor = String(line.args.actor);
      const named = proof.actors[actor];
      const base = { name: "actor" as const, seq: seqOf(line), subject: actor };
      if (!named) return { ...base, outcome: "failed", reason: "unknown-actor" };
      const isClaimed: Check = { ...base, outcome: "failed", reason: "claimed-role" };
      if (!named.roles.every(isRole)) return isClaimed;
      const claimed = roleSet(...named.roles.filter(isRole));
      const proved = shown.get(actor) ?? 0;
      if ((claimed & ~proved) === 0) return { ...base, outcome: "passed" };
      try {
        const held = proved | (await rolesNow(actor));
        return (claimed & ~held) === 0 ? { ...base, outcome: "passed" } : isClaimed;
      } catch {
        return { ...base, outcome: "failed", reason: "no-answer" };
      }
    }),
  );
}

const isRole = (role: string): role is Role => (ROLES as readonly string[]).includes(role);

/** The roles by which each actor wrote the lines shown. */
function rolesOnLines(proof: Proof): ReadonlyMap<string, number> {
  const roles = new Map<string, number>();
  for (const { args } of proof.lines) {
    const actor = String(args.actor);
    roles.set(actor, (roles.get(actor) ?? 0) | Number(args.roles));
  }
  return roles;
}

/** Whether the head that was computed from what is shown is the one on chain. */
export function checkHead(computed: string | undefined, onChain: string | undefined): Check {
  if (onChain === undefined) return { name: "head", outcome: "failed", reason: "no-answer" };
  if (onChain === EMPTY_HEAD) return { name: "head", outcome: "failed", reason: "unknown-batch" };
  return computed === onChain
    ? { name: "head", outcome: "passed", subject: onChain }
    : {
        name: "head",
        outcome: "failed",
        expected: onChain,
        reason: "other-head",
        ...(computed !== undefined && { actual: computed }),
      };
}
