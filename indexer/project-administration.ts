/** Roles, kinds, and who acts for whom, as lines of administration set them. */
import { ALL_ROLES } from "../domain/shared/roles.ts";
import type { EventArguments } from "../proof/codec.ts";
import { textOf } from "../proof/kind.ts";
import type { Statements } from "./statements.ts";

/** Apply one line of administration to the tables of these. Those that set none of them change nothing. */
export function applyAdministration(statements: Statements, event: string, args: EventArguments): void {
  switch (event) {
    case "KindSet":
      statements.putKindRole.run(textOf(String(args.kind)), Number(args.roles));
      return;
    case "RolesSet":
      setRoles(statements, args);
      return;
    case "AgentSet":
      if (args.added === true) statements.putAgent.run(args.custodian, args.account, 0);
      else statements.deleteAgent.run(args.custodian, args.account);
      return;
    case "AccountMoved":
      if (args.accepted === true) statements.putAgent.run(args.from, args.to, 1);
  }
}

function setRoles(statements: Statements, args: EventArguments): void {
  const address = String(args.account);
  const current = Number(args.roles) & ALL_ROLES;
  const ever = statements.accountRoles.get(address)?.ever ?? 0;
  statements.putAccountRoles.run(address, current, ever | current, Number(args.validUntil));
}

/** Rebuild these tables from all facts. */
export function rebuildAdministration(statements: Statements): void {
  for (const clear of statements.clearAdministration) clear.run();
  for (const fact of statements.administrationFacts.all()) {
    applyAdministration(statements, fact.event, JSON.parse(fact.args) as EventArguments);
  }
}
