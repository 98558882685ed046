/** Journeys of many batches at once, written as a relayer lands them: many lines a transaction. */
import { type BaseContract, encodeBytes32String, id } from "ethers";
import type { RecordDocument, StepDescription } from "../../domain/records/record-document.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { sealDocument } from "../../proof/document.ts";
import { send, times } from "../gas/evm.ts";
import { codeOf, type DeployedTrace } from "../gas/trace.ts";

/** Batches that go side by side: so many lines share a transaction, which is a block of its own. */
const SIDE_BY_SIDE = 100;
/** Lines of each batch: a creation, steps with an inspection each fourth, and an amendment of the first step. */
export const LINES_A_BATCH = 20;

/** Write at least so many lines, and give each one's document by its digest. */
export async function writeJourneys(trace: DeployedTrace, lines: number): Promise<Map<Hex, string>> {
  const { producer, inspector } = trace.evm.accounts;
  const documents = new Map<Hex, string>();
  const batches = Math.ceil(lines / LINES_A_BATCH);
  for (let first = 1; first <= batches; first += SIDE_BY_SIDE) {
    const codes = times(Math.min(SIDE_BY_SIDE, batches + 1 - first), (index) => codeOf(first + index));
    for (let seq = 1; seq <= LINES_A_BATCH; seq++) {
      const calls = codes.map((code) => {
        const document = documentOf(code, seq);
        const { text, digest } = sealDocument(document);
        documents.set(digest, text);
        return callOf(trace.contract, document, digest, producer.address);
      });
      const from = isInspection(seq) ? inspector : producer;
      await send({ contract: trace.contract, from, verb: "multicall", parameters: [calls] }, calls.length);
    }
  }
  return documents;
}

const isAmendment = (seq: number) => seq % LINES_A_BATCH === 0;
/** Whether an inspector writes this line of a batch. */
export const isInspection = (seq: number) => seq % 4 === 0 && !isAmendment(seq);

function callOf(contract: BaseContract, document: RecordDocument, digest: Hex, holder: string): string {
  const encode = (verb: string, ...parameters: unknown[]) => contract.interface.encodeFunctionData(verb, parameters);
  const batch = id(document.code);
  switch (document.record) {
    case "creation":
      return encode("create", document.code, "0x4b474d", document.batch.quantity, true, holder, digest);
    case "step":
      return encode("record", batch, encodeBytes32String(document.kind), digest);
    case "inspection":
      return encode("inspect", batch, 1, digest);
    case "amendment":
      return encode("amend", batch, document.amends, 0, digest);
  }
}

/** The document of a batch's line: as long as what a form in the field gives. */
export function documentOf(code: string, seq: number): RecordDocument {
  const common = {
    format: "suyuan-record/1",
    salt: seq.toString(16).padStart(32, "0"),
    code,
    eventTime: new Date(Date.UTC(2025, 8, 1) + seq * 3_600_000).toISOString(),
  } as const;
  if (seq === 1) return { ...common, record: "creation", batch: describeBatch(code) };
  if (seq === LINES_A_BATCH)
    return { ...common, record: "amendment", amends: 2, step: describeStep("processing", seq) };
  if (isInspection(seq)) {
    return { ...common, record: "inspection", verdict: "pass", step: describeStep("inspection", seq) };
  }
  return { ...common, record: "step", kind: "processing", step: describeStep("processing", seq) };
}

function describeBatch(code: string): Extract<RecordDocument, { record: "creation" }>["batch"] {
  return {
    name: `Golden Delicious ${code}`,
    description: "Picked by hand in the morning, cooled to 4 degrees within two hours",
    state: "active",
    quantity: "1500000",
    unit: "KGM",
    harvestDate: "2025-09-01T00:00:00.000Z",
    certifications: ["GLOBALG.A.P."],
    attributes: {},
    product: {
      id: "apples",
      name: "Apples",
      description: "Golden Delicious",
      image: null,
      nutritionalInfo: {},
      storageGuide: "Cool and dark",
    },
    producer: { id: "north", name: "North Orchard", location: "Yantai", certifications: [] },
  };
}

/** A step with a title, a place and a few readings. */
export function describeStep(type: string, seq: number): StepDescription {
  return {
    type,
    title: `Line ${seq}`,
    description: "Sorted by size and colour; bruised fruit went to the press",
    location: "Hall 2, Yantai",
    operator: { id: "li-wei", name: "Li Wei" },
    details: { temperature: 4.2, humidity: 88, grade: "A" },
    attachments: [],
  };
}
