/** Roles, kinds and standing, as lines of administration set them. */
import { ALL_ROLES } from "../domain/shared/roles.ts";
import type { EventArguments } from "../proof/codec.ts";
import { textOf } from "../proof/kind.ts";
import type { Statements } from "./statements.ts";

/** The id that stands for all batches of a custodian. */
const ALL_BATCHES = `0x${"00".repeat(32)}`;

/** Apply one line of administration to the tables that it sets. Others change nothing. */
export function applyAdministration(statements: Statements, event: string, args: EventArguments): void {
  const { custodian, account, id } = args;
  if (event === "KindSet") {
    statements.putKindRole.run(textOf(String(args.kind)), Number(args.roles));
  } else if (event === "RolesSet") {
    setRoles(statements, args);
  } else if (event === "PartySet") {
    setStanding(statements, [custodian, "party", id === ALL_BATCHES ? "" : id, account], args.admitted === true, args);
  } else if (event === "AgentSet") {
    setStanding(statements, [custodian, "agent", "", account], args.added === true, args);
  } else if (event === "AccountMoved" && args.accepted === true) {
    // What was only proposed, or taken back before it was accepted, changes nothing.
    setStanding(statements, [args.from, "heir", "", args.to], true, args);
  }
}

function setRoles(statements: Statements, args: EventArguments): void {
  const address = String(args.account);
  const current = Number(args.roles) & ALL_ROLES;
  const ever = statements.accountRoles.get(address)?.ever ?? 0;
  statements.putAccountRoles.run(address, current, ever | current, Number(args.validUntil));
}

/** @param key Custodian, relation, batch (empty for all of the custodian's) and account. */
function setStanding(statements: Statements, key: readonly unknown[], value: boolean, args: EventArguments): void {
  if (value) statements.putStanding.run(...key, args.line, args.timestamp);
  else statements.deleteStanding.run(...key);
}

/** Rebuild the tables of roles, kinds and standing from all facts. */
export function rebuildAdministration(statements: Statements): void {
  for (const clear of statements.clearAdministration) clear.run();
  for (const fact of statements.administrationFacts.all()) {
    applyAdministration(statements, fact.event, JSON.parse(fact.args) as EventArguments);
  }
}
