import { encodeBytes32String, id } from "ethers";
import { expect } from "vitest";
import { ROLES, roleConstant } from "../../../domain/shared/roles.ts";
import type { TestLedger } from "./ledger.ts";
import { ACT_KINDS, oneOf, type Source } from "./random.ts";
import { accountOf, type ExpectedLine, HOLDER, type ModelAccount, ROLE } from "./state.ts";

/** Who administers. */
export interface Officers {
  readonly admin: string;
  readonly registrar: string;
}

const SENSIBLE_TERMS = [0, 0, 1, 2 ** 39] as const;

/** Roles come and go, terms end, kinds change hands, and writing stops for a while: each a line. */
export async function administer(ledger: TestLedger, source: Source, officers: Officers): Promise<void> {
  const { random, model, actors } = source;
  const business = actors.filter((each) => each !== officers.admin && each !== officers.registrar);
  const who = oneOf(random, business);
  const account = accountOf(model, who);
  const bit = random(ROLES.length);
  const role = id(roleConstant(ROLES[bit] as (typeof ROLES)[number]));
  const isHigh = (account.roles & ROLE.regulator) !== 0;
  const granter = 1 << bit === ROLE.regulator ? officers.admin : officers.registrar;
  const expected: ExpectedLine[] = [];
  const write = (event: string, actor: string, own: ExpectedLine["args"]) =>
    expected.push({ event, args: { actor, line: ++model.lines, ...own } });
  const writeRoles = (actor: string) => {
    const { roles, validUntil } = account;
    write("RolesSet", actor, { account: who, roles, validUntil });
  };
  const send = async (from: string, name: string, ...parameters: unknown[]) => {
    const lines = await ledger.administer(from, name, parameters);
    const timestamp = lines[0]?.args.timestamp ?? 0;
    expect(lines).toEqual(expected.map(({ event, args }) => ({ event, args: { ...args, timestamp } })));
  };

  // A pause ends soon: next to nothing happens in it.
  const which = model.paused ? 9 : random(10);
  if (which < 5) {
    // What somebody has is granted again only after its term, without effect.
    if (!holds(account, 1 << bit)) {
      account.roles |= 1 << bit;
      if (account.index === 0) account.index = model.lines + 1;
      writeRoles(granter);
    }
    await send(granter, "grantRole", role, who);
  } else if (which === 5) {
    if (account.roles & (1 << bit)) {
      account.roles &= ~(1 << bit);
      writeRoles(granter);
    }
    await send(granter, "revokeRole", role, who);
  } else if (which === 6) {
    account.validUntil = oneOf(random, SENSIBLE_TERMS);
    const officer = isHigh ? officers.admin : officers.registrar;
    writeRoles(officer);
    await send(officer, "setTerm", who, account.validUntil);
  } else if (which < 9) {
    const kind = random(8) === 0 ? "creation" : oneOf(random, ACT_KINDS);
    const roles = random(64) | (3 << random(5)) | (random(4) === 0 ? HOLDER : 0);
    model.kinds.set(kind, roles);
    write("KindSet", officers.admin, { kind: encodeBytes32String(kind), roles });
    await send(officers.admin, "setKindRole", encodeBytes32String(kind), roles);
  } else {
    model.paused = !model.paused;
    write("PauseSet", officers.admin, { paused: model.paused });
    await send(officers.admin, "setPaused", model.paused);
  }
}

function holds({ roles, validUntil }: ModelAccount, bit: number): boolean {
  return (roles & bit) !== 0 && validUntil !== 1;
}
