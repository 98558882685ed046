/** Roles and kinds, as administration events set them. */
import { id as keccak256Text } from "ethers";
import { ROLES, type Role, roleConstant, roleSet } from "../domain/shared/roles.ts";
import type { EventArguments } from "../proof/codec.ts";
import { textOf } from "../proof/kind.ts";
import type { Statements } from "./statements.ts";

const BIT_OF_ROLE = new Map(ROLES.map((role: Role) => [keccak256Text(roleConstant(role)), roleSet(role)]));

/** Apply one administration event to the tables of roles and kinds. Events that set neither change nothing. */
export function applyAdministration(statements: Statements, event: string, args: EventArguments): void {
  if (event === "KindRoleSet") {
    statements.putKindRole.run(textOf(String(args.kind)), Number(args.roles));
    return;
  }
  if (event !== "RoleGranted" && event !== "RoleRevoked") return;
  const bit = BIT_OF_ROLE.get(String(args.role));
  if (bit === undefined) return;
  const address = String(args.account);
  const { current, ever } = statements.accountRoles.get(address) ?? { current: 0, ever: 0 };
  if (event === "RoleGranted") statements.putAccountRoles.run(address, current | bit, ever | bit);
  else statements.putAccountRoles.run(address, current & ~bit, ever);
}

/** Rebuild the tables of roles and kinds from all facts. */
export function rebuildAdministration(statements: Statements): void {
  for (const clear of statements.clearAdministration) clear.run();
  for (const fact of statements.administrationFacts.all()) {
    applyAdministration(statements, fact.event, JSON.parse(fact.args) as EventArguments);
  }
}
