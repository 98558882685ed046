/** A journey written by hand, sealed and folded with the real proof code: no chain, database or API is involved. */
import { CAPACITIES } from "../../../domain/records/capacity.ts";
import type { RecordDocument, StepDescription } from "../../../domain/records/record-document.ts";
import { type Role, roleSet } from "../../../domain/shared/roles.ts";
import { type EventArguments, encodeLog } from "../../../proof/codec.ts";
import { sealDocument } from "../../../proof/document.ts";
import { batchId, keccak256Text } from "../../../proof/hash.ts";
import { EMPTY_HEAD, leafOf, nextHead } from "../../../proof/head.ts";
import { kindToBytes32 } from "../../../proof/kind.ts";
import { PROOF_FORMAT, type Proof, type ProofLine } from "../../../proof/proof.ts";
import { cidOf } from "../../../web/shopper/story/cid.ts";

export const CHAIN_ID = 31337;
export const CONTRACT = `0x${"c0".repeat(20)}`;

/** A document without what the ledger adds: format, salt and code. */
export type Draft = RecordDocument extends infer Each
  ? Each extends RecordDocument
    ? Omit<Each, "format" | "salt" | "code">
    : never
  : never;

/** A step with everything but its title left empty. */
export function describeStep(type: string, title: string, more: Partial<StepDescription> = {}): StepDescription {
  return {
    type,
    title,
    description: "",
    location: "",
    operator: { id: "operator", name: "" },
    details: {},
    attachments: [],
    ...more,
  };
}

/** Writes lines one after the other, as the contract would. */
export class Ledger {
  readonly proof: Proof;
  private readonly time: number;

  constructor(code: string, start = Date.UTC(2023, 4, 15, 8) / 1000) {
    this.time = start;
    this.proof = {
      format: PROOF_FORMAT,
      chain: { chainId: CHAIN_ID, contract: CONTRACT, rpcUrl: "/rpc", explorerUrl: "https://explorer.example" },
      batch: { code, id: batchId(code), seq: 1, head: EMPTY_HEAD },
      lines: [],
      documents: {},
      attachments: {},
      actors: {},
    };
  }

  /** Names an actor, and gives its address. */
  actor(name: string, roles: string[]): string {
    const address = `0x${keccak256Text(name).slice(26)}`;
    this.proof.actors[address] = { name, roles };
    return address;
  }

  /** Adds the line for a document, and gives its number in the batch. */
  write(actor: string, draft: Draft): number {
    const { proof } = this;
    const seq = proof.lines.length + 1;
    const salt = seq.toString(16).padStart(32, "0");
    const document = { ...draft, format: "suyuan-record/1", salt, code: proof.batch.code } as RecordDocument;
    const { text, digest } = sealDocument(document);
    const timestamp = this.time + seq * 47_000;
    const roles = roleSet(...((proof.actors[actor]?.roles ?? []) as Role[]));
    const standing = { capacity: CAPACITIES.indexOf(document.record === "creation" ? "holder" : "role"), roles };
    const common = { id: proof.batch.id, actor, digest, line: seq * 3 + 100, seq, timestamp, ...standing };
    const [event, args] = eventOf(document, common);
    const head = nextHead(proof.batch.head, leafOf(encodeLog(event, args)));
    const transactionHash = keccak256Text(`${digest} transaction`);
    proof.lines.push({ event, args, head, transactionHash, blockNumber: 8_000_000 + seq * 211, status: "final" });
    proof.documents[digest] = { status: "public", text, cid: cidOf(digest) };
    proof.batch = { ...proof.batch, seq, head };
    return seq;
  }
}

function eventOf(
  document: RecordDocument,
  common: EventArguments,
): [ProofLine["event"], Record<string, string | number | boolean>] {
  switch (document.record) {
    case "creation": {
      const unit = kindToBytes32(document.batch.unit).slice(0, 8);
      return [
        "Created",
        {
          ...common,
          unit,
          quantity: document.batch.quantity,
          holder: common.actor as string,
          open: true,
          code: document.code,
        },
      ];
    }
    case "step":
      return ["Recorded", { ...common, kind: kindToBytes32(document.kind) }];
    case "inspection":
      return ["Inspected", { ...common, verdict: document.verdict === "pass" ? 1 : 2 }];
    case "amendment":
      return ["Amended", { ...common, amended: document.amends, index: 0 }];
  }
}
