/** Every verb of ours, directly and signed, each on a batch of its own, once what they share has been written before. */
import type { ContractAct } from "../../chain/acts.ts";
import { readingTree } from "../../chain/readings.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { digestOf, SHARED, times } from "./evm.ts";
import type { Act, Measurement } from "./report.ts";
import { type Account, bring, codeOf, creation, type DeployedTrace, handOver, perform, QUANTITY } from "./trace.ts";

/** How many readings an anchor stands for. */
export const READINGS = 1_000;
const PARTS = 3;

/** What making an act may need: a new batch, and the means to get it where the act can be done. */
interface Stage {
  readonly code: string;
  readonly index: number;
  readonly digest: Hex;
  /** Another new batch's code. */
  another(): Promise<string>;
  /** Do what comes before. */
  first(act: ContractAct): Promise<unknown>;
  readonly trace: DeployedTrace;
}

interface MeasuredVerb {
  readonly act: Act;
  /** Where the signed way is compared on its own. */
  readonly signedAct?: Act;
  readonly by: "producer" | "inspector" | "receiver";
  /** How many lines or readings share the gas. */
  readonly share?: number;
  make(stage: Stage): ContractAct | Promise<ContractAct>;
}

const offer = ({ code, digest, trace }: Stage): ContractAct => ({
  verb: "offerCustody",
  code,
  to: trace.evm.accounts.receiver.address as Hex,
  digest,
});

/** New batches out of the stage's: `count` equal parts of what it holds. */
const shares = ({ index }: Stage, count: number) =>
  times(count, (each) => ({
    code: codeOf(index * 10 + each + 1),
    quantity: QUANTITY / 5,
    digest: digestOf(`part ${index} ${each}`) as Hex,
  }));

const VERBS: readonly MeasuredVerb[] = [
  { act: "creation", signedAct: "signedCreation", by: "producer", make: ({ index }) => creation(index * 10) },
  {
    act: "step",
    signedAct: "signedStep",
    by: "producer",
    make: ({ code, digest }) => ({ verb: "record", code, kind: "harvest", digest }),
  },
  {
    act: "inspection",
    signedAct: "signedInspection",
    by: "inspector",
    make: ({ code, digest }) => ({ verb: "inspect", code, verdict: "pass", digest }),
  },
  {
    act: "correction",
    signedAct: "signedCorrection",
    by: "producer",
    make: ({ code, digest }) => ({ verb: "amend", code, amended: 1, digest }),
  },
  {
    act: "steps",
    signedAct: "signedSteps",
    by: "producer",
    share: SHARED,
    make: ({ code, index }) => ({
      verb: "recordSeries",
      code,
      kind: "telemetry",
      digests: times(SHARED, (each) => digestOf(`series ${index} ${each}`) as Hex),
    }),
  },
  {
    act: "readings",
    by: "producer",
    share: READINGS,
    make({ code, index, digest }) {
      const reading = (each: number) => ({
        time: 1_756_684_800_000 + each * 60_000,
        sensor: "1",
        values: [index, each],
      });
      const { root, count } = readingTree(times(READINGS, reading));
      return { verb: "anchor", code, root, count, digest };
    },
  },
  { act: "recall", by: "producer", make: ({ code, digest }) => ({ verb: "recall", code, digest }) },
  {
    act: "lift",
    by: "producer",
    async make({ code, digest, first }) {
      await first({ verb: "recall", code, digest });
      return { verb: "lift", code, digest };
    },
  },
  { act: "withdrawal", by: "producer", make: ({ code, digest }) => ({ verb: "withdraw", code, digest }) },
  { act: "offer", by: "producer", make: offer },
  {
    act: "acceptance",
    by: "receiver",
    async make(stage) {
      await stage.first(offer(stage));
      return { verb: "acceptCustody", code: stage.code, digest: stage.digest };
    },
  },
  {
    act: "refusal",
    by: "receiver",
    async make(stage) {
      await stage.first(offer(stage));
      return { verb: "refuseCustody", code: stage.code, digest: stage.digest };
    },
  },
  {
    act: "cancellation",
    by: "producer",
    async make(stage) {
      await stage.first(offer(stage));
      return { verb: "cancelOffer", code: stage.code, digest: stage.digest };
    },
  },
  {
    act: "handOver",
    by: "receiver",
    async make({ code, trace }) {
      const { producer, receiver } = trace.evm.accounts;
      return { verb: "takeCustody", ...(await handOver(trace, code, producer, receiver)) };
    },
  },
  {
    act: "split",
    by: "producer",
    make: (stage) => ({ verb: "split", code: stage.code, parts: shares(stage, PARTS), digest: stage.digest }),
  },
  {
    act: "transformation",
    by: "producer",
    async make(stage) {
      const inputs = [stage.code, await stage.another()].map((code) => ({ code, quantity: QUANTITY / 2 }));
      const outputs = shares(stage, 1).map((output) => ({ ...output, unit: "KGM" }));
      return { verb: "transform", inputs, outputs, digest: stage.digest };
    },
  },
];

/** Measure every verb, alone and signed. */
export async function measureVerbs(trace: DeployedTrace): Promise<Measurement[]> {
  const { accounts } = trace.evm;
  let index = 5_000;
  const another = async () => {
    await perform(trace, creation(++index), accounts.producer);
    return codeOf(index);
  };
  const make = async (verb: MeasuredVerb): Promise<ContractAct> => {
    const code = await another();
    const first = (act: ContractAct) => perform(trace, act, accounts.producer);
    return verb.make({ code, index, digest: digestOf(code) as Hex, another, first, trace });
  };

  const measured: Measurement[] = [];
  const measure = async (verb: MeasuredVerb, signed: boolean) => {
    const act = await make(verb);
    const actor: Account = accounts[verb.by];
    const gas = await (signed ? bring : perform)(trace, act, actor);
    measured.push({
      act: (signed && verb.signedAct) || verb.act,
      how: `Suyuan \`${act.verb}${signed ? "BySig" : ""}\``,
      gas: gas / (verb.share ?? 1),
    });
  };
  for (const verb of VERBS) {
    await measure(verb, false);
    await measure(verb, true);
  }
  return measured;
}
