/** Roles and kinds, as lines of administration set them. */
import type { EventArguments } from "../proof/codec.ts";
import { textOf } from "../proof/kind.ts";
import type { Statements } from "./statements.ts";

/** Apply one line of administration to the tables of roles and kinds. Those that set neither change nothing. */
export function applyAdministration(statements: Statements, event: string, args: EventArguments): void {
  if (event === "KindSet") {
    statements.putKindRole.run(textOf(String(args.kind)), Number(args.roles));
    return;
  }
  if (event !== "RolesSet") return;
  const address = String(args.account);
  const current = Number(args.roles);
  const ever = statements.accountRoles.get(address)?.ever ?? 0;
  statements.putAccountRoles.run(address, current, ever | current, Number(args.validUntil));
}

/** Rebuild the tables of roles and kinds from all facts. */
export function rebuildAdministration(statements: Statements): void {
  for (const clear of statements.clearAdministration) clear.run();
  for (const fact of statements.administrationFacts.all()) {
    applyAdministration(statements, fact.event, JSON.parse(fact.args) as EventArguments);
  }
}
