/** Officers send for themselves: with nonces, gas and troubles of their own. */
import { id, ZeroHash } from "ethers";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { traceInterface } from "../../chain/calls.ts";
import { refusalOfData } from "../../chain/contract-errors.ts";
import type { Officers } from "../../chain/officers.ts";
import { createRelayer, type Relayer } from "../../chain/outbox/relayer.ts";
import { createSender } from "../../chain/outbox/sender.ts";
import { RpcError } from "../../chain/rpc.ts";
import type { Act } from "../../domain/operations/outbox.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { type Bench, create, grant, newCode, refusal, startBench } from "./support/bench.ts";

let bench: Bench;
let officer: Relayer;
beforeAll(async () => {
  bench = await startBench();
  const { rpc, deployment } = bench.options;
  officer = createRelayer(rpc, bench.keys.registrar, deployment.chainId, deployment.contract);
});
afterAll(() => bench.close());
beforeEach(() => bench.reset());

const STRANGER = `0x${"ab".repeat(20)}` as Hex;
const officers = (): Officers => ({ all: [officer], for: async () => officer, expected: () => officer });
const sender = () => createSender({ ...bench.options, officers: officers() });
let count = 0;
/** An act that an officer is to do. */
async function acceptOf(actor: Hex | null, act: Act = grant(STRANGER)): Promise<string> {
  const subject = { batchId: null, others: [], digest: null, actor, typedData: null };
  return (await bench.log.add(`officer-${++count}`, null, act, subject, undefined)).operation.id;
}
const sent = () =>
  bench.node.sent.map(({ from, nonce, data }) => [
    from === bench.keys.relayer.address ? "relayer" : "officer",
    nonce,
    traceInterface.parseTransaction({ data })?.name,
  ]);

test("the relayer brings what was signed, and the officer does its own, each under nonces of its own", async () => {
  await bench.accept(create(newCode()));
  await acceptOf(officer.address);
  await acceptOf(officer.address, grant(bench.actor));
  await sender().round();
  expect(sent()).toEqual([
    ["relayer", 0, "bring"],
    ["officer", 0, "multicall"],
  ]);
});

test("what an officer was to do whose key is not here any more is the relayer's, and so is an act of nobody", async () => {
  await acceptOf(STRANGER);
  await acceptOf(null);
  await sender().round();
  expect(sent()).toEqual([["relayer", 0, "multicall"]]);
});

test("an officer that cannot send keeps nothing from the relayer, and its act is sent once it can", async () => {
  const id = await acceptOf(officer.address);
  const poor = new RpcError(-32000, "insufficient funds for gas * price + value");
  bench.node.rejects = ({ from }) => (from === bench.keys.registrar.address ? poor : undefined);
  const one = sender();
  expect(await one.round()).toBe(true);
  await bench.accept(create(newCode()));
  await one.round();
  expect(sent()).toEqual([["relayer", 0, "bring"]]);
  bench.node.rejects = () => undefined;
  await expect
    .poll(async () => {
      await one.round();
      return sent().filter(([from]) => from === "officer").length;
    })
    .toBeGreaterThan(0);
  // Sent again or not, it is one transaction of one nonce.
  expect(new Set(bench.node.sent.map(({ hash }) => hash)).size).toBe(2);
  expect(bench.stateOf(id)).toBe("sent");
});

test("a hundred acts of an officer that cannot be sent leave the relayer its turn", async () => {
  for (let i = 0; i < 100; i++) await acceptOf(officer.address);
  await bench.accept(create(newCode()));
  bench.node.refuses = (data) => (data.includes(STRANGER.slice(2)) ? new RpcError(-32000, "later") : undefined);
  await sender().round();
  expect(sent()).toEqual([["relayer", 0, "bring"]]);
});

describe("the contract's refusal", () => {
  test("ends an officer's act, with words that name the office", async () => {
    const id = await acceptOf(officer.address);
    bench.node.refuses = () => refusal("AccessControlUnauthorizedAccount");
    await sender().round();
    expect((await bench.operation(id)).error).toMatch(/^The account 0x\w+ does not hold the office/);
  });

  test.each([
    [ZeroHash, "the default admin", "默认管理员"],
    [id("REGISTRAR_ROLE"), "a registrar", "登记方"],
  ])("names the office of the role %s: %s", (role, english, chinese) => {
    const data = traceInterface.encodeErrorResult("AccessControlUnauthorizedAccount", [STRANGER, role]);
    const told = refusalOfData(data);
    expect(told?.message).toContain(`does not hold the office of ${english}, who alone`);
    expect(told?.messageZh).toContain(`不是${chinese}`);
  });

  test("of an act on an account holds up what follows on it, and nothing else", async () => {
    const first = await acceptOf(officer.address);
    const second = await acceptOf(officer.address, { verb: "revokeRole", role: "carrier", address: STRANGER });
    await acceptOf(officer.address, grant(bench.actor));
    const later = new RpcError(-32000, "later");
    const selector = traceInterface.getFunction("grantRole")?.selector.slice(2) ?? "";
    const stranger = STRANGER.slice(2);
    bench.node.refuses = (data) => (data.includes(selector) && data.includes(stranger) ? later : undefined);
    const one = sender();
    for (let rounds = 0; rounds < 3; rounds++) await one.round();
    expect([first, second].map(bench.stateOf)).toEqual(["waiting", "waiting"]);
    expect(bench.node.sent.map(({ data }) => data.includes(stranger))).toEqual([false]);
  });
});
