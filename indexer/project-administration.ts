/** Roles, kinds, profiles, parties, and who acts for whom, as lines of administration set them. */
import type { EventArguments } from "../proof/codec.ts";
import { textOf } from "../proof/kind.ts";
import type { Statements } from "./statements.ts";

/** The id that stands for all batches of a custodian. */
const ALL_BATCHES = `0x${"00".repeat(32)}`;

/** Apply one line of administration to the tables of these. Those that set none of them change nothing. */
export function applyAdministration(statements: Statements, event: string, args: EventArguments): void {
  switch (event) {
    case "KindSet":
      statements.putKindRole.run(textOf(String(args.kind)), Number(args.roles));
      return;
    case "RolesSet":
      setRoles(statements, args);
      return;
    case "AccountDescribed":
      statements.putProfile.run(args);
      return;
    case "PartySet":
      setParty(statements, args);
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
  const current = Number(args.roles);
  const ever = statements.accountRoles.get(address)?.ever ?? 0;
  statements.putAccountRoles.run(address, current, ever | current, Number(args.validUntil));
}

function setParty(statements: Statements, args: EventArguments): void {
  const key = [args.custodian, args.id === ALL_BATCHES ? "" : args.id, args.account];
  if (args.admitted === true) statements.putParty.run(...key, args.line, args.timestamp);
  else statements.deleteParty.run(...key);
}

/** Rebuild these tables from all facts. */
export function rebuildAdministration(statements: Statements): void {
  for (const clear of statements.clearAdministration) clear.run();
  for (const fact of statements.administrationFacts.all()) {
    applyAdministration(statements, fact.event, JSON.parse(fact.args) as EventArguments);
  }
}
