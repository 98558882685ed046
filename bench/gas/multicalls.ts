/** Our verbs many at a time: steps of 100 batches first, for that is what stands against 100 attestations. */
import { callOf } from "../../chain/calls.ts";
import type { SignableAct } from "../../domain/operations/act.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { digestOf, gasOf, SHARED, times } from "./evm.ts";
import type { Act, Measurement } from "./report.ts";
import {
  type Account,
  bringAll,
  codeOf,
  consentTo,
  creation,
  type DeployedTrace,
  perform,
  QUANTITY,
  signed,
} from "./trace.ts";

const FIRST = 1_000;

/** Measure creations, steps, hand-overs and recalls, direct and signed, that share a transaction. */
export async function measureMulticalls(trace: DeployedTrace): Promise<Measurement[]> {
  const { contract, evm } = trace;
  const { producer, receiver, regulator } = evm.accounts;
  const measured: Measurement[] = [];
  const add = (act: Act, how: string, gas: number) => measured.push({ act, how: `Suyuan ${how}`, gas });
  const measure = async (act: Act, how: string, acts: readonly SignableAct[]) => {
    const calls = acts.map((each) => callOf(each, producer.address));
    add(act, how, await gasOf({ contract, from: producer, verb: "multicall", parameters: [calls] }, SHARED));
  };
  const step = (code: string, text: string): SignableAct => ({
    verb: "record",
    code,
    kind: "harvest",
    digest: digestOf(`multicall ${text}`) as Hex,
  });

  const one = codeOf(FIRST);
  const all = times(SHARED, (index) => codeOf(FIRST + index));
  const creations = times(SHARED, (index) => creation(FIRST + index));
  await measure("creations", "`create` in a multicall", creations);
  await measure(
    "steps",
    "`record` in a multicall, of 100 batches",
    all.map((code) => step(code, code)),
  );
  await measure(
    "steps",
    "`record` in a multicall, of one batch",
    times(SHARED, (index) => step(one, `${index}`)),
  );

  const bring = async (codes: readonly string[], how: string) => {
    const acts = [];
    for (const [index, code] of codes.entries()) {
      acts.push(await signed(trace, step(code, `signed ${how} ${index}`), producer));
    }
    add("signedSteps", `\`record\` brought together, of ${how}`, (await bringAll(trace, acts, SHARED)) / SHARED);
  };
  await bring(all, "100 batches");
  await bring(
    times(SHARED, () => one),
    "one batch",
  );

  const many = async (act: Act, how: string, call: SignableAct, actor: Account) =>
    add(act, how, (await perform(trace, call, actor)) / SHARED);
  const recallMany = (text: string, order = false): SignableAct => ({
    verb: "recallMany",
    codes: all,
    order,
    digest: digestOf(text) as Hex,
  });
  const terms = {
    batches: all.map((code) => ({ code, quantity: QUANTITY })),
    digest: digestOf("hand over") as Hex,
  };
  const consent = await consentTo(trace, { ...terms, to: receiver.address as Hex }, producer);
  await many("handOvers", "`takeMany` of 100", { verb: "takeMany", ...terms, consent }, receiver);
  await many("recalls", "`recallMany` of 100", recallMany("holder"), receiver);
  await many("recalls", "`recallMany` of 100 by the maker", recallMany("maker"), producer);
  await many("recalls", "`recallMany` of 100 by order", recallMany("order", true), regulator);
  return measured;
}
