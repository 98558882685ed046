/** That the contract and the mirror hold what the model holds, field by field. */
import { hexlify, id, ZeroAddress } from "ethers";
import { expect } from "vitest";
import type { TestChain } from "../../support/chain.ts";
import type { TestMirror } from "../../support/mirror.ts";
import type { TestLedger } from "./ledger.ts";
import { isHolder, leftOf, type Model, type ModelBatch } from "./state.ts";

const VERDICTS = [null, "pass", "fail"] as const;

/** A batch is on chain what it is in the model. */
export async function isOnChain(chain: TestChain, batch: ModelBatch): Promise<void> {
  const state = await chain.trace.getFunction("batchOf")(id(batch.code));
  const offer: string = await chain.trace.getFunction("offerOf")(id(batch.code));
  const flags =
    (batch.withdrawn ? 1 : 0) |
    (batch.recalls.has("holder") ? 2 : 0) |
    (batch.recalls.has("maker") ? 4 : 0) |
    (batch.recalls.has("order") ? 8 : 0) |
    (batch.offered ? 16 : 0) |
    (batch.open ? 32 : 0);
  expect(
    {
      quantity: state.quantity,
      custodian: state.custodian.toLowerCase(),
      maker: Number(state.maker),
      seq: Number(state.seq),
      flags: Number(state.flags),
      verdict: VERDICTS[Number(state.verdict)],
      rank: Number(state.rank),
      offered: offer === ZeroAddress ? null : offer.toLowerCase(),
    },
    batch.code,
  ).toEqual({
    quantity: leftOf(batch),
    custodian: batch.custodian,
    maker: batch.maker,
    seq: batch.seq,
    flags,
    verdict: batch.verdict,
    rank: batch.rank,
    offered: batch.offered,
  });
}

/** So are accounts, who may write for whom, kinds, namespaces and the pause. */
export async function accountsAreOnChain(chain: TestChain, ledger: TestLedger, model: Model): Promise<void> {
  const view = (name: string, ...parameters: unknown[]) => chain.trace.getFunction(name)(...parameters);
  for (const batch of model.batches.values()) await isOnChain(chain, batch);
  await ledger.check(model.batches.keys());
  for (const [address, account] of model.accounts) {
    const { roles, validUntil, index, nextNonce, window } = await view("accountOf", address);
    expect([roles, validUntil, index, nextNonce].map(Number), address).toEqual([
      account.roles,
      account.validUntil,
      account.index,
      account.nextNonce,
    ]);
    const used = Array.from({ length: Math.min(120, account.nextNonce) }, (_, age) => age).filter((age) =>
      account.usedNonces.has(account.nextNonce - 1 - age),
    );
    expect(window, address).toBe(used.reduce((set, age) => set | (1n << BigInt(age)), 0n));
    for (const custodian of model.accounts.keys()) {
      if (custodian === address) continue;
      const { isParty, isAgent } = await view("standingOf", `0x${"00".repeat(32)}`, custodian, address);
      expect([isParty, isAgent], `${address} for ${custodian}`).toEqual([
        model.parties.has(`${custodian} ${address}`),
        isHolder(model, custodian, address),
      ]);
    }
  }
  for (const [kind, roles] of model.kinds) {
    const bytes = hexlify(Buffer.from(kind.padEnd(32, "\0")));
    expect(Number(await view("kindRole", bytes)), kind).toBe(roles);
  }
  for (const [name, owner] of model.namespaces) {
    expect((await view("namespaceOwner", name)).toLowerCase()).toBe(owner);
  }
  const { paused, lineCount } = await view("state");
  expect([paused, Number(lineCount)]).toEqual([model.paused, model.lines]);
}

/** The mirror's rows are the model's batches, but for verdicts, of which readers have a rule of their own; so are its roles. */
export function compareMirror(ledger: TestLedger, model: Model, { database }: TestMirror): void {
  const rows = database.raw.prepare("select * from batches").all() as Record<string, unknown>[];
  expect(rows).toHaveLength(model.batches.size);
  for (const row of rows) {
    const batch = model.batches.get(String(row.code));
    if (!batch) throw new Error(`the mirror has ${row.code}, the model has not`);
    const { code, unit, custodian, seq, withdrawn, recalls, open, offered } = batch;
    expect(row, code).toMatchObject({
      code,
      unit,
      quantity: String(leftOf(batch)),
      custodian,
      offered_to: offered,
      seq,
      status:
        recalls.has("order") || (!withdrawn && recalls.size > 0) ? "recalled" : withdrawn ? "withdrawn" : "active",
      open: open ? 1 : 0,
      withdrawn: withdrawn ? 1 : 0,
      recalls: (recalls.has("holder") ? 1 : 0) | (recalls.has("maker") ? 2 : 0) | (recalls.has("order") ? 4 : 0),
      head: ledger.heads.get(id(code)),
    });
  }
  const roles = database.raw.prepare("select address, current, valid_until from account_roles").all();
  const held = [...model.accounts]
    .filter(([, { roles, validUntil }]) => roles !== 0 || validUntil !== 0)
    .map(([address, { roles, validUntil }]) => ({ address, current: roles, valid_until: validUntil }));
  expect(roles).toEqual(expect.arrayContaining(held));
}
