/** What the mirror proves of operations: that they are done, or not any more. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Act, LineAct, WritingAct } from "../../domain/operations/outbox.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { batchId } from "../../proof/hash.ts";
import { operationProof } from "../../store/operations/operation-proof.ts";
import { type Bench, create, digest, grant, newCode, record, startBench } from "./support/bench.ts";

const STRANGER: Hex = `0x${"ab".repeat(20)}`;
let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench.close());
beforeEach(() => bench.reset());

async function settled(id: string): Promise<string> {
  await bench.log.settle();
  return bench.stateOf(id);
}
const transactionState = (hash: Hex) =>
  bench.database.raw.prepare("select state from transactions where hash = ?").pluck().get(hash);

/** An operation in a transaction of nonce 0, with its line in a block. */
async function landed(block: number, act: LineAct = create(newCode())) {
  const id = await bench.accept(act);
  const hash = await bench.sign(0, [id]);
  bench.line(act, { block, transaction: hash });
  return { id, hash };
}

describe("an operation", () => {
  test("is done with its own line in the mirror, and for good with that in a final block", async () => {
    const act = create(newCode());
    const id = await bench.accept(act);
    await bench.sign(0, [id]);
    expect(await settled(id)).toBe("sent");
    bench.line(act, { block: 6 });
    expect(await settled(id)).toBe("mined");
    bench.setMirror({ finalBlock: 6 });
    expect(await settled(id)).toBe("final");
  });

  test("is not done by another's line, a line of another batch, or one of another document", async () => {
    const code = newCode();
    const act = record(code);
    const id = await bench.accept(act);
    bench.line(act, { block: 6, actor: STRANGER });
    bench.line({ ...act, code: newCode() }, { block: 6 });
    bench.line(record(code), { block: 6 });
    expect(await settled(id)).toBe("waiting");
    bench.line(act, { block: 6 });
    expect(await settled(id)).toBe("mined");
  });

  test("that writes on several batches is done with its line on any of them: others may have been left out", async () => {
    const [first, second] = [newCode(), newCode()];
    const act: WritingAct = { verb: "recallMany", codes: [first, second], order: false, digest: digest() };
    const id = await bench.accept(act);
    bench.line({ verb: "recall", code: newCode(), digest: act.digest }, { block: 6 });
    bench.line({ verb: "recall", code: second, digest: act.digest }, { block: 6, actor: STRANGER });
    expect(await settled(id)).toBe("waiting");
    bench.line({ verb: "recall", code: second, digest: act.digest }, { block: 6 });
    expect(await settled(id)).toBe("mined");
    expect((await bench.operation(id)).chain?.batchId).toBe(batchId(second));
    expect(await bench.operation(id)).toMatchObject({ act });
  });

  test("is not done any more when a reorganisation took its line, and is when it is back elsewhere", async () => {
    const act = create(newCode());
    const { id } = await landed(7, act);
    expect(await settled(id)).toBe("mined");
    bench.takeBack(6);
    // At once, before that is noted.
    expect([(await bench.operation(id)).state, bench.stateOf(id)]).toEqual(["sent", "mined"]);
    expect(await settled(id)).toBe("sent");
    bench.line(act, { block: 8, transaction: digest() });
    expect(await settled(id)).toBe("mined");
    expect(await bench.operation(id)).toMatchObject({ chain: { blockNumber: 8 } });
    expect(bench.database.raw.prepare("select line_block from operations").pluck().get()).toBe(8);
  });

  test("stays done while the mirror is made anew", async () => {
    const { id } = await landed(7);
    expect(await settled(id)).toBe("mined");
    bench.takeBack(0);
    bench.setMirror({ isComplete: false });
    expect(await settled(id)).toBe("mined");
    bench.setMirror({ isComplete: true });
    expect(await settled(id)).toBe("sent");
  });

  test("that was thought to have failed is done if its line appears, while it is in what may still land", async () => {
    const acts = [create(newCode()), create(newCode())] as const;
    const ids = [await bench.accept(acts[0]), await bench.accept(acts[1])] as const;
    await bench.sign(0, [ids[0]]);
    for (const id of ids) await bench.log.fail(id, "conflict", "thought to be refused");
    for (const act of acts) bench.line(act, { block: 6 });
    await bench.log.settle();
    expect(ids.map(bench.stateOf)).toEqual(["mined", "failed"]);
    const row = bench.database.raw.prepare("select error, error_code from operations where id = ?").get(ids[0]);
    expect(row).toEqual({ error: null, error_code: null });
  });

  test("whose final block is final no longer is looked after again, with its transaction", async () => {
    const { id, hash } = await landed(5);
    expect(await settled(id)).toBe("final");
    await bench.log.close(bench.options.relayer.address, 1, 5);
    expect(transactionState(hash)).toBe("closed");
    bench.setMirror({ finalBlock: 5 });
    expect([await settled(id), transactionState(hash)]).toEqual(["final", "closed"]);
    // In a mirror that is being made anew nothing is final yet.
    bench.setMirror({ finalBlock: 4, isComplete: false });
    expect([await settled(id), transactionState(hash)]).toEqual(["final", "closed"]);
    bench.setMirror({ finalBlock: 4 });
    expect([await settled(id), transactionState(hash)]).toEqual(["mined", "open"]);
  });

  test("that did not land by a nonce is looked at again if the block that closed it is final no longer", async () => {
    const id = await bench.accept(create(newCode()));
    const hash = await bench.sign(0, [id]);
    await bench.log.close(bench.options.relayer.address, 1, 5);
    bench.setMirror({ finalBlock: 4 });
    expect([await settled(id), transactionState(hash)]).toEqual(["sent", "open"]);
  });
});

describe("an operation that was refused after it had been sent", () => {
  let act: LineAct;
  let id: string;
  beforeEach(async () => {
    act = create(newCode());
    id = await bench.accept(act);
    await bench.sign(0, [id], { nonce: 4, deadline: 1_800_000_000 });
    await bench.log.release([id]);
    await bench.log.refuse(id, "conflict", "refused");
  });

  test("fails once its nonce is void in a final block, and not before", async () => {
    expect(await settled(id)).toBe("waiting");
    bench.voidEvent(4, 6);
    expect(await settled(id)).toBe("waiting");
    bench.setMirror({ finalBlock: 6 });
    expect(await settled(id)).toBe("failed");
    expect(await bench.operation(id)).toMatchObject({ state: "failed", error: "refused", errorCode: "conflict" });
  });

  test("does not fail by another nonce, or another's", async () => {
    bench.voidEvent(5, 5);
    bench.voidEvent(4, 5, STRANGER);
    expect(await settled(id)).toBe("waiting");
  });

  test("is done where its line landed first, and is not refused any more", async () => {
    bench.line(act, { block: 6 });
    expect(await settled(id)).toBe("mined");
    expect(await bench.operation(id)).toMatchObject({ state: "mined", error: null, errorCode: null });
  });

  test("fails alone: what was not refused, though its nonce is void, is signed under another", async () => {
    const other = await bench.accept(create(newCode()));
    await bench.sign(1, [other], { nonce: 5, deadline: 1_800_000_000 });
    for (const nonce of [4, 5]) bench.voidEvent(nonce, 5);
    await bench.log.settle();
    expect([id, other].map(bench.stateOf)).toEqual(["failed", "sent"]);
  });
});

describe("a grant", () => {
  let id: string;
  let hash: Hex;
  beforeEach(async () => {
    id = await bench.accept(grant(STRANGER));
    hash = await bench.sign(0, [id]);
  });

  test("is done with its event, in its own transaction", async () => {
    expect(await settled(id)).toBe("sent");
    bench.rolesEvent(STRANGER, ["producer", "carrier"], { block: 6, transaction: hash });
    expect(await settled(id)).toBe("mined");
    bench.setMirror({ finalBlock: 6 });
    expect(await settled(id)).toBe("final");
  });

  test("is not done by the event of another transaction, role or address", async () => {
    const other = await bench.sign(1, [await bench.accept(grant(bench.actor))]);
    for (const transaction of [digest(), other]) bench.rolesEvent(STRANGER, ["carrier"], { block: 6, transaction });
    bench.rolesEvent(STRANGER, ["producer"], { block: 6, transaction: hash });
    bench.rolesEvent(bench.actor, ["carrier"], { block: 6, transaction: hash });
    expect(await settled(id)).toBe("sent");
  });

  test("is done where the role is held already, as of the block at which that was seen", async () => {
    bench.setRoles(STRANGER, ["producer"]);
    expect(await settled(id)).toBe("sent");
    bench.setRoles(STRANGER, ["producer", "carrier"]);
    bench.setMirror({ block: 11 });
    expect(await settled(id)).toBe("mined");
    bench.setMirror({ block: 20, finalBlock: 10 });
    expect(await settled(id)).toBe("mined");
    bench.setMirror({ block: 20, finalBlock: 11 });
    expect(await settled(id)).toBe("final");
  });

  test("is not done any more when a reorganisation took the role", async () => {
    bench.setRoles(STRANGER, ["carrier"]);
    expect(await settled(id)).toBe("mined");
    bench.setRoles(STRANGER, [], []);
    bench.setMirror({});
    expect(await settled(id)).toBe("sent");
  });
});

describe("what officers do besides", () => {
  const revoke: Act = { verb: "revokeRole", role: "carrier", address: STRANGER };
  const term: Act = { verb: "setTerm", role: "carrier", address: STRANGER, validUntil: 1_900_000_000 };

  test("a revocation is done with its event, or where the role is not held", async () => {
    bench.setRoles(STRANGER, ["carrier"]);
    const id = await bench.accept(revoke);
    const hash = await bench.sign(0, [id]);
    bench.rolesEvent(STRANGER, ["carrier", "producer"], { block: 6, transaction: hash });
    expect(await settled(id)).toBe("sent");
    bench.rolesEvent(STRANGER, ["producer"], { block: 6, transaction: hash });
    expect(await settled(id)).toBe("mined");

    const again = await bench.accept(revoke);
    expect(await settled(again)).toBe("waiting");
    bench.setRoles(STRANGER, ["producer"]);
    expect(await settled(again)).toBe("mined");
  });

  test("a term is set with its own event", async () => {
    const id = await bench.accept(term);
    const hash = await bench.sign(0, [id]);
    bench.rolesEvent(STRANGER, ["carrier"], { block: 6, transaction: hash });
    expect(await settled(id)).toBe("sent");
    bench.rolesEvent(STRANGER, ["carrier"], { block: 6, transaction: hash }, 1_900_000_000);
    expect(await settled(id)).toBe("mined");
  });

  test("nothing is so already while an earlier act on the account is to come", async () => {
    const granted = await bench.accept(grant(STRANGER));
    const revoked = await bench.accept(revoke);
    expect([await settled(granted), await settled(revoked)]).toEqual(["waiting", "waiting"]);
  });

  test("the audit leaves a revocation alone whose role was granted again, and finds one without its event", async () => {
    bench.setRoles(STRANGER, ["carrier"]);
    const id = await bench.accept(revoke);
    const hash = await bench.sign(0, [id]);
    bench.rolesEvent(STRANGER, [], { block: 5, transaction: hash });
    expect(await settled(id)).toBe("final");
    bench.setRoles(STRANGER, ["carrier"]);
    expect(await bench.log.audit(10)).toEqual([]);
    bench.takeBack(4);
    bench.setMirror({});
    expect(await bench.log.audit(10)).toEqual([id]);
  });
});

describe("the audit", () => {
  test("has operations looked after again that count as final and have no line, with their transactions", async () => {
    const [kept, lost] = [await landed(4), await landed(5)];
    await bench.log.settle();
    await bench.log.close(bench.options.relayer.address, 1, 5);
    expect(await bench.log.audit(10)).toEqual([]);
    bench.takeBack(4);
    expect(await bench.log.audit(10)).toEqual([lost.id]);
    expect([kept.id, lost.id].map(bench.stateOf)).toEqual(["final", "mined"]);
    expect([kept.hash, lost.hash].map(transactionState)).toEqual(["closed", "open"]);
    expect(await settled(lost.id)).toBe("sent");
  });

  test("finds a lost line although a stranger's has the same document on the same batch", async () => {
    const act = record(newCode());
    const { id } = await landed(5, act);
    expect(await settled(id)).toBe("final");
    bench.takeBack(4);
    bench.line(act, { block: 5, actor: STRANGER });
    expect(await bench.log.audit(10)).toEqual([id]);
    expect(await settled(id)).toBe("sent");
  });

  test("says nothing by a mirror that is being made anew", async () => {
    const { id } = await landed(4);
    await bench.log.settle();
    bench.takeBack(0);
    bench.setMirror({ isComplete: false });
    expect(await bench.log.audit(10)).toEqual([]);
    expect(bench.stateOf(id)).toBe("final");
  });

  test("says nothing by a mirror that changed while it was read", async () => {
    const { id } = await landed(4);
    await bench.log.settle();
    bench.takeBack(0);
    let looks = 0;
    const read = new Proxy(bench.database.read, {
      get(target, name) {
        if (name !== "selectFrom") return Reflect.get(target, name);
        return (table: "cursor") => {
          if (table === "cursor" && ++looks === 2) bench.setMirror({});
          return target.selectFrom(table);
        };
      },
    });
    const { audit } = operationProof({ read, write: bench.database.write });
    expect(await audit(10)).toEqual([]);
    expect(bench.stateOf(id)).toBe("final");
    expect(await audit(10)).toEqual([id]);
  });

  test("goes through all of them, the newest first, a few at a time, and begins anew", async () => {
    // The oldest stands in the latest block.
    const lost = await landed(5);
    for (let i = 0; i < 2; i++) await landed(4);
    await bench.log.settle();
    const { audit, lookAgain } = operationProof(bench.database);
    const found = async (times: number) => {
      const all = [];
      for (let i = 0; i < times; i++) all.push(await audit(1));
      return all;
    };
    expect(await found(3)).toEqual([[], [], []]);
    // The end, and the newest again.
    expect(await found(2)).toEqual([[], []]);
    bench.takeBack(4);
    expect(await found(2)).toEqual([[], [lost.id]]);
    await lookAgain([lost.id]);
  });

  test("takes a grant for done if the role was ever held, though it was revoked since", async () => {
    const granted = await bench.accept(grant(STRANGER));
    bench.setRoles(STRANGER, ["carrier"]);
    bench.setMirror({ block: 5 });
    expect(await settled(granted)).toBe("final");
    bench.setRoles(STRANGER, [], ["carrier"]);
    bench.setMirror({});
    expect([await settled(granted), await bench.log.audit(10)]).toEqual(["final", []]);
    bench.setRoles(STRANGER, [], []);
    expect(await bench.log.audit(10)).toEqual([granted]);
    expect(await settled(granted)).toBe("sent");
  });
});
