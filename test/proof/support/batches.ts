/** Batches on a real chain, their documents as their authors chose them, and proofs of them made from the chain's own logs. */
import { type Contract, encodeBytes32String, id } from "ethers";
import type { RpcLog } from "../../../chain/rpc.ts";
import { isLineEvent } from "../../../domain/records/kinds.ts";
import type { RecordDocument } from "../../../domain/records/record-document.ts";
import type { Hex } from "../../../domain/shared/hex.ts";
import { type Role, rolesIn } from "../../../domain/shared/roles.ts";
import { decodeLog } from "../../../proof/codec.ts";
import { httpRpc, type RpcCall } from "../../../proof/contract-reader.ts";
import { documentDigest, sealDocument } from "../../../proof/document.ts";
import { batchId } from "../../../proof/hash.ts";
import { EMPTY_HEAD, leafOf, nextHead } from "../../../proof/head.ts";
import { PROOF_FORMAT, type Proof } from "../../../proof/proof.ts";
import { verifyProof } from "../../../proof/verify.ts";
import { startTestChain } from "../../support/chain.ts";
import { descriptionOf, stepOf } from "../../support/made.ts";

/** Somebody with a wallet. */
export interface Actor {
  readonly address: Hex;
  readonly trace: Contract;
}

/** What a document says beyond its format, salt and code; a batch's code may be another's. */
type Said = { readonly code?: string; readonly codes?: readonly string[] } & (
  | { record: "creation"; batch: ReturnType<typeof descriptionOf> }
  | { record: "step"; kind: string; step: ReturnType<typeof stepOf> }
  | { record: "inspection"; verdict: "pass" | "fail"; step: ReturnType<typeof stepOf> }
  | { record: "amendment"; amends: number; batch?: ReturnType<typeof descriptionOf>; step?: ReturnType<typeof stepOf> }
);

/** What a creation's document says of 5,000 thousandths of a kilogram. */
export const creation = (change: Parameters<typeof descriptionOf>[0] = {}): Said => ({
  record: "creation",
  batch: descriptionOf(change),
});
/** What a step's document says. */
export const step = (kind: string, change: Parameters<typeof stepOf>[0] = {}): Said => ({
  record: "step",
  kind,
  step: stepOf({ type: kind, ...change }),
});

/** A running chain with batches on it. */
export type Batches = Awaited<ReturnType<typeof startBatches>>;

/** Start a chain of one's own. */
export async function startBatches() {
  const chain = await startTestChain();
  const documents = new Map<string, string>();
  const profiles = new Map<string, string>();
  let count = 0;

  const actor = async (index: number, ...roles: Role[]): Promise<Actor> => {
    const { wallet, trace } = await chain.actor(index, ...roles);
    return { address: wallet.address.toLowerCase() as Hex, trace };
  };
  const send = async ({ trace }: Pick<Actor, "trace">, verb: string, ...parameters: unknown[]) =>
    void (await (await trace.getFunction(verb)(...parameters)).wait());

  /** Keep a document as its author wrote it; gives the digest to put on chain. */
  function say(code: string, said: Said): Hex {
    const salt = (++count).toString(16).padStart(32, "0");
    const common = { format: "suyuan-record/1", salt, eventTime: "2026-03-02T08:00:00Z", code };
    const { text, digest } = sealDocument({ ...common, ...said } as RecordDocument);
    documents.set(digest, text);
    return digest;
  }

  /** Keep a profile, whatever it says; gives its digest. */
  function sayProfile(text: string): Hex {
    const digest = documentDigest(text);
    profiles.set(digest, text);
    return digest;
  }

  const logs = async () => {
    const all = await chain.rpc.call<RpcLog[]>("eth_getLogs", [{ address: chain.contract, fromBlock: "0x0" }]);
    return all.flatMap((log) => {
      const decoded = decodeLog(log);
      return decoded ? [{ ...decoded, log }] : [];
    });
  };

  return {
    chain,
    rpc: httpRpc(chain.url),
    actor,
    send,
    say,
    sayProfile,
    close: () => chain.close(),

    /** A new batch of 5,000 kg with these documents; on an open one, anybody with a role writes. */
    async create(holder: Actor, code: string, said: Said = creation(), open = true): Promise<void> {
      const digest = say(said.code ?? code, said);
      await send(holder, "create", code, "0x4b474d", 5_000n, open, holder.address, digest);
    },
    record: (by: Actor, code: string, kind: string, said: Said) =>
      send(by, "record", id(code), encodeBytes32String(kind), say(said.code ?? code, said)),
    inspect: (by: Actor, code: string, verdict: 1 | 2, said: Said) =>
      send(by, "inspect", id(code), verdict, say(said.code ?? code, said)),
    amend: (by: Actor, code: string, seq: number, said: Said) =>
      send(by, "amend", id(code), seq, 0, say(said.code ?? code, said)),

    /** A genuine proof, as an honest server would give it. */
    async proofOf(code: string): Promise<Proof> {
      const batch = batchId(code);
      const all = await logs();
      let head: string = EMPTY_HEAD;
      const lines: Proof["lines"] = [];
      const actors: Proof["actors"] = {};
      const placeOf = (log: RpcLog) => ({
        transactionHash: log.transactionHash,
        blockNumber: Number(log.blockNumber),
        status: "final" as const,
      });
      for (const { event, args, log } of all) {
        if (args.id !== batch || !isLineEvent(event)) continue;
        head = nextHead(head, leafOf(log));
        lines.push({ event, args: args as Proof["lines"][number]["args"], head, ...placeOf(log) });
        const by = String(args.actor);
        const roles = new Set([...(actors[by]?.roles ?? []), ...rolesIn(Number(args.roles))]);
        actors[by] = { name: "somebody", roles: [...roles] };
      }
      const described = all.filter(({ event }) => event === "AccountDescribed");
      const authors = described.filter(({ args }) => Object.hasOwn(actors, String(args.account)));
      const named = new Set([...Object.keys(actors), ...authors.map(({ args }) => String(args.actor))]);
      const profileLines = described
        .filter(({ args }) => named.has(String(args.account)))
        .map(({ args: { account, actor: author, line, digest, roles, timestamp }, log }) => {
          const described = { account, author, line, digest, roles, timestamp, ...placeOf(log) };
          return described as NonNullable<Proof["profiles"]>["lines"][number];
        });
      const shown = (texts: ReadonlyMap<string, string>, digests: readonly unknown[]) =>
        Object.fromEntries(
          digests.flatMap((digest) => {
            const text = texts.get(String(digest));
            return text === undefined ? [] : [[String(digest), { status: "public" as const, text, cid: "" }]];
          }),
        );
      const { chainId, contract } = chain;
      return {
        format: PROOF_FORMAT,
        chain: { chainId, contract, rpcUrl: chain.url, explorerUrl: null },
        batch: { code, id: batch, seq: Math.max(1, lines.length), head },
        lines,
        documents: shown(
          documents,
          lines.map(({ args }) => args.digest),
        ),
        attachments: {},
        actors,
        profiles: {
          lines: profileLines,
          documents: shown(
            profiles,
            profileLines.map(({ digest }) => digest),
          ),
        },
      };
    },

    /** What the verifier says of a proof, shown for a code. */
    verify: (
      proof: Proof,
      { code = proof.batch.code, rpc = httpRpc(chain.url) }: { code?: string; rpc?: RpcCall } = {},
    ) => verifyProof(JSON.parse(JSON.stringify(proof)), { code, rpc, fetchBytes: async () => new Uint8Array() }),
  };
}

/** What a verification refused, as `check/reason`. */
export const refusals = ({ checks }: Awaited<ReturnType<typeof verifyProof>>) =>
  checks.filter(({ outcome }) => outcome === "failed").map(({ name, reason }) => `${name}/${reason}`);

/** What it did not count, in the same words. */
export const asides = ({ checks }: Awaited<ReturnType<typeof verifyProof>>) =>
  checks.filter(({ outcome }) => outcome === "withheld").map(({ name, reason }) => `${name}/${reason}`);

/** A node that answers some calls of the contract otherwise. */
export function nodeThat(
  honest: RpcCall,
  answer: (method: string, parameters: readonly unknown[]) => unknown | undefined,
): RpcCall {
  return async (method, parameters) => (await answer(method, parameters)) ?? honest(method, parameters);
}
