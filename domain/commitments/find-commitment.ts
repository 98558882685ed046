import type { Account } from "../accounts/account.ts";
import type { Batch } from "../batches/batch.ts";
import { findBatchOrThrow } from "../batches/find-batch-or-throw.ts";
import { illAbove, illOf } from "../lineage/origins.ts";
import type { IllOrigin } from "../names/notices.ts";
import { type CalledAt, namesAt } from "../profiles/names-at.ts";
import type { Line } from "../records/line.ts";
import type { Context, Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import { traceIdOf } from "../shared/identifiers.ts";
import { pageSchema, parseInput } from "../shared/input.ts";
import { type ToldPage, toldPage } from "../shared/page.ts";
import { requireAccount } from "../shared/require-account.ts";
import { COMMITMENT_NUMBER, type Committed, committedIn, overtakenBy } from "./commitment.ts";
import type { DrawnCommitment } from "./ports.ts";

/** What the standing of a commitment is told from. */
export type CommitmentServices = Pick<
  Services,
  "accounts" | "commitments" | "lineages" | "mirror" | "names" | "objects" | "outbox" | "profiles" | "settings"
>;

/**
 * How a commitment stands now, the gravest first: its batch is recalled, or failed an inspection; a newer one of the batch
 * took its place; the goods were divided or mixed since, so that it no longer says what they are; it stands.
 */
export const COMMITMENT_STATUSES = ["recalled", "failed", "superseded", "outdated", "valid"] as const;
export type CommitmentStatus = (typeof COMMITMENT_STATUSES)[number];

/** A commitment as the chain has it. */
export interface CommitmentStanding {
  readonly drawn: DrawnCommitment;
  readonly batch: Batch;
  readonly committed: Committed;
  /** The line that makes it. */
  readonly line: Line;
  readonly issuer: Account | undefined;
  readonly calledAt: CalledAt;
  /** What stands against the batch by what it was made of. */
  readonly illOrigin: IllOrigin;
  readonly status: CommitmentStatus;
}

/**
 * A commitment by its number, for anybody. Throws `not-found`, also before its line is on chain, and where it is of another
 * batch than the one named.
 */
export async function findCommitment(
  services: CommitmentServices,
  number: string,
  traceId?: string,
): Promise<CommitmentStanding> {
  const drawn = COMMITMENT_NUMBER.test(number) ? await services.commitments.byNumber(number) : undefined;
  const isOfBatch = drawn && (traceId === undefined || traceIdOf(drawn.batchId) === traceId);
  const standing = isOfBatch ? await commitmentOf(services, drawn) : undefined;
  if (standing) return standing;
  throw new DomainError("not-found", "Commitment certificate not found", [
    { field: "number", message: `Commitment certificate ${number.slice(0, 100)} does not exist` },
  ]);
}

/** More than anybody issues for one batch; beyond that the latest are listed. */
const LISTED = 500;

/** A batch's commitments, the first one first. Throws `not-found`. */
export async function listCommitments(
  services: CommitmentServices,
  context: Context,
  traceId: string,
): Promise<CommitmentStanding[]> {
  requireAccount(context);
  const batch = await findBatchOrThrow(services, traceId);
  const [drawn, [story]] = await Promise.all([
    services.commitments.ofBatch(batch.id, LISTED),
    storiesOf(services, [batch]),
  ]);
  const standings = await Promise.all(drawn.map((each) => story && standingIn(services, each, story)));
  return standings.filter((each) => each !== undefined).toSorted((a, b) => a.line.chain.seq - b.line.chain.seq);
}

/** One page of all commitments on chain, the latest first: by number, product, place, subject or batch code. */
export async function searchCommitments(
  services: CommitmentServices,
  context: Context,
  input: unknown,
): Promise<ToldPage<CommitmentStanding>> {
  requireAccount(context);
  const request = parseInput(pageSchema, input);
  const found = await services.commitments.search(request);
  // Each batch is read once, however many of them are its.
  const ids = [...new Set(found.items.map(({ batchId }) => traceIdOf(batchId)))];
  const told = await storiesOf(services, await services.mirror.batchesByTraceIds(ids));
  const stories = new Map(told.map((story) => [story.batch.id, story]));
  const standings = await Promise.all(
    found.items.map((drawn) => {
      const story = stories.get(drawn.batchId);
      return story && standingIn(services, drawn, story);
    }),
  );
  return toldPage({ ...found, items: standings.filter((each) => each !== undefined) }, request);
}

/** A commitment as it stands; undefined while no line of its issuer makes it. */
export async function commitmentOf(
  services: CommitmentServices,
  drawn: DrawnCommitment,
): Promise<CommitmentStanding | undefined> {
  const batch = await services.mirror.batchByTraceId(traceIdOf(drawn.batchId));
  const [story] = batch ? await storiesOf(services, [batch]) : [];
  return story && standingIn(services, drawn, story);
}

/** What all commitments of a batch are held against. */
interface Story {
  readonly batch: Batch;
  readonly lines: readonly Line[];
  /** What was found of the goods since they were made of others speaks against them as well. */
  readonly illOrigin: IllOrigin;
}

async function storiesOf(services: CommitmentServices, batches: readonly Batch[]): Promise<Story[]> {
  const ill = await illAbove(
    services,
    batches.map(({ id }) => id),
  );
  return Promise.all(
    batches.map(async (batch) => ({
      batch,
      lines: await services.mirror.linesOf(batch.id),
      illOrigin: illOf(batch, ill.get(batch.id)),
    })),
  );
}

async function standingIn(
  services: CommitmentServices,
  drawn: DrawnCommitment,
  { batch, lines, illOrigin }: Story,
): Promise<CommitmentStanding | undefined> {
  const told = lines.map((line) => {
    // Not an amendment's text: what was promised does not change.
    const committed = line.event === "Recorded" ? committedIn(line.document) : undefined;
    const { seq, actor } = line.chain;
    return { line, committed, seq, actor, event: line.event, commits: committed !== undefined };
  });
  const own = told.find(
    ({ actor, committed }) =>
      actor === drawn.actor && committed?.number === drawn.number && committed.file.sha256 === drawn.sha256,
  );
  if (!own?.committed) return undefined;
  const { line, committed, actor } = own;
  const [accounts, calledAt] = await Promise.all([
    services.accounts.byAddresses([actor]),
    namesAt(services, [{ account: actor, line: line.line }]),
  ]);
  const overtaken = overtakenBy(told, own);
  const standing: Readonly<Record<CommitmentStatus, boolean>> = {
    recalled: batch.status === "recalled" || illOrigin === "recalled",
    failed: batch.verdict === "fail" || illOrigin === "failed",
    superseded: overtaken === "superseded",
    outdated: overtaken === "outdated",
    valid: true,
  };
  return {
    drawn,
    batch,
    line,
    committed,
    issuer: accounts.get(actor),
    calledAt,
    illOrigin,
    status: COMMITMENT_STATUSES.find((status) => standing[status]) ?? "valid",
  };
}
