import { attachmentUrl } from "../files/attachments.ts";
import { cidOf } from "../files/cid.ts";
import { ObjectTooLong } from "../files/objects.ts";
import { namesAt } from "../profiles/names-at.ts";
import { PROFILE_SIZE } from "../profiles/profile-document.ts";
import { NOW, type PlacedProfileLine, type ProfileMoment } from "../profiles/profile-lines.ts";
import { NOTHING } from "../profiles/profiles-of.ts";
import type { Line } from "../records/line.ts";
import { attachmentsOf, DOCUMENT_SIZE, documentText, parseDocument } from "../records/record-document.ts";
import { digestsOf } from "../records/series.ts";
import { PUBLIC } from "../roles/access-policy.ts";
import type { Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import type { Hex } from "../shared/hex.ts";
import { type Role, type RoleSet, rolesIn } from "../shared/roles.ts";
import type { Batch } from "./batch.ts";
import { findBatchByCodeOrThrow } from "./find-batch-or-throw.ts";
import type { StoryServices } from "./get-batch.ts";
import { isProducerLookalike } from "./producer-lookalike.ts";
import { batchFor } from "./redaction.ts";

type Withheld = "restricted" | "erased" | "missing";
/** Why a document is not shown. `unreadable`: a digest may be of anything, and this one is not of a readable text. */
type NotShown = Withheld | "unreadable";

/** A document in a proof: its exact text, or why it is not shown. */
export type ProvedDocument = { status: "public"; text: string; cid: string } | { status: NotShown; cid: string };

/** A file in a proof: where its bytes are, or why they are not shown. */
export type ProvedFile = { status: "public"; url: string } | { status: Withheld };

/** The content of a proof (its format is in proof/proof.ts). */
export interface BatchProof {
  readonly batch: { readonly code: string; readonly id: Hex; readonly seq: number; readonly head: Hex };
  readonly lines: readonly Line[];
  readonly documents: Readonly<Record<string, ProvedDocument>>;
  readonly attachments: Readonly<Record<string, ProvedFile>>;
  readonly actors: Readonly<Record<string, { name: string; roles: readonly Role[] }>>;
  /** Whose unconfirmed names look like somebody else's. */
  readonly lookalikes: { readonly accounts: readonly Hex[]; readonly producer: boolean };
  /** Who described the actors, and those who confirmed them, as of their lines and as of now; and the profiles. */
  readonly profiles: {
    readonly lines: readonly PlacedProfileLine[];
    readonly documents: Readonly<Record<string, ProvedDocument>>;
  };
}

/**
 * What an auditor needs to recompute the batch's head and every digest in it. It has only public content, whoever asks:
 * proofs get passed on. Throws `not-found`.
 */
export async function getProof(
  services: StoryServices & Pick<Services, "batchId" | "outbox" | "settings">,
  code: string,
): Promise<BatchProof> {
  const batch = await findBatchByCodeOrThrow(services, code);
  const lines = await services.mirror.linesOf(batch.id);
  const last = lines.at(-1);
  if (!last) throw new DomainError("unavailable", "The batch cannot be read now");

  const documents: Record<string, ProvedDocument> = {};
  const attachments: Record<string, ProvedFile> = {};
  for (const digest of lines.flatMap(({ event, args }) => digestsOf(event, args))) {
    if (Object.hasOwn(documents, digest)) continue;
    const document = await provedDocument(services, digest);
    documents[digest] = document;
    if (document.status !== "public") continue;
    for (const sha256 of filesIn(document.text)) attachments[sha256] ??= await provedFile(services, sha256);
  }
  return {
    // From the lines and not from the batch's row: the indexer may have written between the two.
    batch: { code: batch.code, id: batch.id, seq: last.chain.seq, head: last.head },
    lines,
    documents,
    attachments,
    actors: await actorsOf(services, batch, lines),
    lookalikes: await lookalikesOf(services, batchFor(PUBLIC, batch), lines),
    profiles: await profilesOf(services, lines),
  };
}

async function provedDocument(
  services: Pick<Services, "objects">,
  digest: Hex,
  limit = DOCUMENT_SIZE,
): Promise<ProvedDocument> {
  const cid = cidOf(digest);
  const visibility = await services.objects.visibility(digest);
  if (visibility !== "public") return { status: visibility, cid };
  try {
    const bytes = await services.objects.get(digest, limit);
    if (!bytes) return { status: "missing", cid };
    const text = documentText(bytes);
    return text === undefined ? { status: "unreadable", cid } : { status: "public", text, cid };
  } catch (error) {
    // What is damaged in storage counts as missing.
    return { status: error instanceof ObjectTooLong ? "unreadable" : "missing", cid };
  }
}

function filesIn(text: string): Hex[] {
  const document = parseDocument(text);
  return document ? attachmentsOf(document).map((file) => file.sha256 as Hex) : [];
}

async function provedFile(services: Pick<Services, "objects" | "settings">, sha256: Hex): Promise<ProvedFile> {
  const visibility = await services.objects.visibility(sha256);
  if (visibility !== "public") return { status: visibility };
  return { status: "public", url: attachmentUrl(services.settings.publicUrl, sha256) };
}

async function actorsOf(
  services: Pick<Services, "accounts" | "mirror">,
  batch: Batch,
  lines: readonly Line[],
): Promise<BatchProof["actors"]> {
  const addresses = [...new Set([...lines.map((line) => line.chain.actor), batch.custodian])];
  const accounts = await services.accounts.byAddresses(addresses);
  // What the lines themselves show: a reader can hold it against the chain, also after the role was revoked.
  const roles = new Map<Hex, RoleSet>();
  for (const { chain, args } of lines) roles.set(chain.actor, (roles.get(chain.actor) ?? 0) | Number(args.roles));
  return Object.fromEntries(
    addresses.map((address) => {
      // Whoever has no account here goes by its address: the contract let it write in the capacity that its line shows.
      const name = accounts.get(address)?.name ?? address;
      return [address, { name, roles: rolesIn(roles.get(address) ?? 0) }];
    }),
  );
}

async function lookalikesOf(
  services: StoryServices,
  batch: Batch,
  lines: readonly Line[],
): Promise<BatchProof["lookalikes"]> {
  const moments = lines.map(({ chain: { actor }, line }) => ({ account: actor, line }));
  const farmId = batch.description?.producer.id;
  const [calledAt, farm] = await Promise.all([
    namesAt(services, moments),
    farmId ? services.farms.byId(farmId) : undefined,
  ]);
  const marked = moments.filter(({ account, line }) => calledAt(account, line).hasLookalike);
  return {
    accounts: [...new Set(marked.map(({ account }) => account))],
    producer: await isProducerLookalike(services, batch, farm),
  };
}

async function profilesOf(
  services: Pick<Services, "objects" | "profiles">,
  lines: readonly Line[],
): Promise<BatchProof["profiles"]> {
  const moments = lines.flatMap(({ chain: { actor }, line }) => momentsOf(actor, line));
  // Whoever confirmed a name goes by one as well: as of the same lines, and as of now.
  const authors = new Map<Hex, Set<Hex>>();
  for (const { account, author } of await services.profiles.latest(moments)) {
    authors.set(account, (authors.get(account) ?? new Set()).add(author));
  }
  const theirs = moments.flatMap(({ account, line }) =>
    [...(authors.get(account) ?? [])].map((author) => ({ account: author, line })),
  );
  const all = await services.profiles.latest([...moments, ...theirs]);
  const documents: Record<string, ProvedDocument> = {};
  for (const { digest } of all) {
    if (digest !== NOTHING) documents[digest] ??= await provedDocument(services, digest, PROFILE_SIZE);
  }
  return { lines: all, documents };
}

const momentsOf = (account: Hex, line: number): ProfileMoment[] => [
  { account, line },
  { account, line: NOW },
];
