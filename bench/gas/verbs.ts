/** Every verb of ours, directly and signed, each on a batch of its own, once what they share has been written before. */

import type { SignableAct } from "../../domain/operations/act.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { readingTree } from "../../proof/reading-tree.ts";
import { digestOf, SHARED, send, times } from "./evm.ts";
import type { Act, Measurement } from "./report.ts";
import {
  type Account,
  bring,
  codeOf,
  consentTo,
  creation,
  type DeployedTrace,
  granting,
  perform,
  QUANTITY,
} from "./trace.ts";

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
  first(act: SignableAct, actor?: Account): Promise<unknown>;
  readonly trace: DeployedTrace;
}

type Actor = "producer" | "inspector" | "receiver" | "regulator" | "party" | "agent" | "admin" | "mover" | "heir";

interface MeasuredVerb {
  readonly act: Act;
  /** Where the signed way is compared on its own. */
  readonly signedAct?: Act;
  readonly by: Actor;
  /** What sets it apart from the same verb done otherwise. */
  readonly how?: string;
  /** Whether anybody with a role may write on the batch; if not told, anybody may. */
  readonly open?: false;
  /** How many lines or readings share the gas. */
  readonly share?: number;
  make(stage: Stage): SignableAct | Promise<SignableAct>;
}

const addressOf = (stage: Stage, name: Actor) => stage.trace.evm.accounts[name].address as Hex;

const offer = (stage: Stage): SignableAct => ({
  verb: "offerCustody",
  code: stage.code,
  to: addressOf(stage, "receiver"),
  digest: stage.digest,
});

/** The batch goes to the receiver, so that the producer is only its maker. */
async function sendAway(stage: Stage): Promise<void> {
  const { receiver } = stage.trace.evm.accounts;
  await stage.first(offer(stage));
  const { code, digest } = stage;
  await stage.first({ verb: "acceptCustody", code, quantity: QUANTITY, digest }, receiver);
}

const shares = ({ index }: Stage, count: number) =>
  times(count, (each) => ({ quantity: QUANTITY / 5, digest: digestOf(`part ${index} ${each}`) as Hex }));

const harvest = ({ code, digest }: Stage): SignableAct => ({ verb: "record", code, kind: "harvest", digest });

const plain = (act: Act, by: Actor, verb: "recall" | "withdraw" | "orderRecall"): MeasuredVerb => ({
  act,
  by,
  make: ({ code, digest }) => ({ verb, code, digest }),
});

const afterOffer = (act: Act, by: Actor, make: (stage: Stage) => SignableAct): MeasuredVerb => ({
  act,
  by,
  async make(stage) {
    await stage.first(offer(stage));
    return make(stage);
  },
});

const VERBS: readonly MeasuredVerb[] = [
  { act: "creation", signedAct: "signedCreation", by: "producer", make: ({ index }) => creation(index * 10) },
  {
    act: "creation",
    signedAct: "signedCreation",
    by: "producer",
    how: " in a namespace",
    // As long as the others.
    make: ({ index }) => creation(index * 10, true, `BENCH:${codeOf(index * 10).slice(6)}`),
  },
  { act: "step", signedAct: "signedStep", by: "producer", make: harvest },
  {
    act: "step",
    signedAct: "signedStep",
    by: "producer",
    how: " by the holder, on a named batch",
    open: false,
    make: harvest,
  },
  { act: "step", signedAct: "signedStep", by: "party", how: " by a party", open: false, make: harvest },
  { act: "step", signedAct: "signedStep", by: "agent", how: " by an agent", open: false, make: harvest },
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
  plain("recall", "producer", "recall"),
  plain("recall", "regulator", "orderRecall"),
  {
    act: "recall",
    by: "producer",
    how: " by the maker",
    async make(stage) {
      await sendAway(stage);
      return { verb: "recall", code: stage.code, digest: stage.digest };
    },
  },
  {
    act: "recalls",
    by: "producer",
    make: ({ code, digest }) => ({ verb: "recallMany", codes: [code], order: false, digest }),
  },
  {
    act: "lift",
    by: "producer",
    async make({ code, digest, first }) {
      await first({ verb: "recall", code, digest });
      return { verb: "lift", code, digest };
    },
  },
  {
    act: "lift",
    by: "regulator",
    async make({ code, digest, first, trace }) {
      await first({ verb: "orderRecall", code, digest }, trace.evm.accounts.regulator);
      return { verb: "liftOrder", code, digest };
    },
  },
  plain("withdrawal", "producer", "withdraw"),
  {
    act: "consumption",
    by: "producer",
    make: ({ code, digest }) => ({ verb: "consume", code, quantity: QUANTITY / 5, reason: "sold", digest }),
  },
  { act: "opening", by: "producer", make: ({ code, digest }) => ({ verb: "setOpen", code, open: false, digest }) },
  { act: "offer", by: "producer", make: offer },
  afterOffer("acceptance", "receiver", ({ code, digest }) => ({
    verb: "acceptCustody",
    code,
    quantity: QUANTITY,
    digest,
  })),
  afterOffer("refusal", "receiver", ({ code, digest }) => ({ verb: "refuseCustody", code, digest })),
  afterOffer("cancellation", "producer", ({ code, digest }) => ({ verb: "cancelOffer", code, digest })),
  {
    act: "handOver",
    by: "receiver",
    async make(stage) {
      const { code, digest, trace } = stage;
      const terms = { batches: [{ code, quantity: QUANTITY }], digest };
      const to = addressOf(stage, "receiver");
      const consent = await consentTo(trace, { ...terms, to }, trace.evm.accounts.producer);
      return { verb: "takeMany", ...terms, consent };
    },
  },
  {
    act: "split",
    by: "producer",
    make: (stage) => ({
      verb: "split",
      code: stage.code,
      parts: shares(stage, PARTS).map((part, each) => ({ ...part, name: `P${each + 1}` })),
      digest: stage.digest,
    }),
  },
  {
    act: "transformation",
    by: "producer",
    async make(stage) {
      const inputs = [stage.code, await stage.another()].map((code) => ({ code, quantity: QUANTITY / 2 }));
      const outputs = shares(stage, 1).map((output) => ({ ...output, code: codeOf(stage.index * 10), unit: "KGM" }));
      return { verb: "transform", inputs, outputs, open: true, digest: stage.digest };
    },
  },
  {
    act: "profile",
    by: "producer",
    make: (stage) => ({ verb: "describeAccount", account: addressOf(stage, "producer"), digest: stage.digest }),
  },
  {
    act: "party",
    by: "producer",
    make: (stage) => ({
      verb: "setParty",
      code: stage.code,
      custodian: addressOf(stage, "producer"),
      account: addressOf(stage, "receiver"),
      admitted: true,
    }),
  },
  {
    act: "party",
    by: "producer",
    // Nobody's address yet, as one is an agent once.
    make: ({ digest }) => ({ verb: "setAgent", account: digest.slice(0, 42) as Hex, added: true }),
  },
  {
    act: "namespace",
    by: "admin",
    make: (stage) => ({ verb: "setNamespace", name: `N${stage.index}`, owner: addressOf(stage, "producer") }),
  },
  { act: "move", by: "mover", make: (stage) => ({ verb: "moveAccount", to: addressOf(stage, "heir") }) },
  {
    act: "move",
    by: "heir",
    async make(stage) {
      const { mover } = stage.trace.evm.accounts;
      await stage.first({ verb: "moveAccount", to: addressOf(stage, "heir") }, mover);
      return { verb: "acceptAccount", from: addressOf(stage, "mover") };
    },
  },
  {
    act: "nonce",
    by: "producer",
    make: ({ trace }) => ({ verb: "voidNonce", nonce: trace.nextNonce(trace.evm.accounts.producer) }),
  },
];

/** Who may write for the producer, and where its own codes stand. */
async function prepare(trace: DeployedTrace): Promise<void> {
  const { admin, producer, party, agent } = trace.evm.accounts;
  const custodian = producer.address as Hex;
  const admission = { verb: "setParty", custodian, account: party.address as Hex, admitted: true } as const;
  await perform(trace, admission, producer);
  await perform(trace, { verb: "setAgent", account: agent.address as Hex, added: true }, producer);
  await perform(trace, { verb: "setNamespace", name: "BENCH", owner: custodian }, admin);
}

/** Measure every verb, alone and signed, and the granting of a role. */
export async function measureVerbs(trace: DeployedTrace): Promise<Measurement[]> {
  const { accounts } = trace.evm;
  await prepare(trace);
  let index = 5_000;
  const another = async (open = true) => {
    await perform(trace, creation(++index, open), accounts.producer);
    return codeOf(index);
  };
  const make = async (verb: MeasuredVerb): Promise<SignableAct> => {
    const code = await another(verb.open);
    const first = (act: SignableAct, actor = accounts.producer) => perform(trace, act, actor);
    return verb.make({ code, index, digest: digestOf(code) as Hex, another, first, trace });
  };

  const measured: Measurement[] = [];
  const measure = async (verb: MeasuredVerb, signed: boolean) => {
    const act = await make(verb);
    const gas = await (signed ? bring : perform)(trace, act, accounts[verb.by]);
    measured.push({
      act: (signed && verb.signedAct) || verb.act,
      how: `Suyuan \`${act.verb}\`${verb.how ?? ""}${signed ? ", brought" : ""}`,
      gas: gas / (verb.share ?? 1),
    });
  };
  for (const verb of VERBS) {
    await measure(verb, false);
    await measure(verb, true);
  }
  // A second role of somebody: the first also gives the account its number.
  const { gasUsed } = await send(granting(trace, "processor", accounts.party), 2);
  measured.push({ act: "role", how: "Suyuan `grantRole`", gas: Number(gasUsed) });
  return measured;
}
