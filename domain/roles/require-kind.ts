import { builtInRoles, type Kind } from "../records/kinds.ts";
import type { Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";

/** What to do on a chain whose contract was deployed before there was a kind. */
export const kindMissing = (kind: Kind): string =>
  `The contract of this installation lets nobody write the kind "${kind}": its default admin adds it with one call, setKindRole("${kind}", ${builtInRoles(kind)})`;

/** Throws a `conflict` where the deployed contract has no such kind, and says how it gets it. */
export async function requireKind({ contractKinds }: Pick<Services, "contractKinds">, kind: Kind): Promise<void> {
  if ((await contractKinds.rolesOf(kind)) === 0) throw new DomainError("conflict", kindMissing(kind));
}
