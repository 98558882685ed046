import { z } from "zod";
import type { Account } from "../accounts/account.ts";
import type { Batch } from "../batches/batch.ts";
import { findBatchOrThrow, holdersOf } from "../batches/find-batch-or-throw.ts";
import { batchFor } from "../batches/redaction.ts";
import { fileIn } from "../files/attachments.ts";
import type { ObjectInfo } from "../files/object-info.ts";
import { expectFile, sha256Of } from "../files/store-attachment.ts";
import { pageUrl } from "../labels/digital-link.ts";
import { illOriginOf } from "../lineage/origins.ts";
import { idempotencyOf, newSalt, type SubmitServices, submitAct, type Written } from "../operations/submit-act.ts";
import { namesAt } from "../profiles/names-at.ts";
import { NOW } from "../profiles/profile-lines.ts";
import { RECORD_FORMAT, type RecordDocument } from "../records/record-document.ts";
import { PUBLIC } from "../roles/access-policy.ts";
import { requireKind } from "../roles/require-kind.ts";
import type { Context, Services } from "../services.ts";
import { dayOf, timeAt } from "../shared/days.ts";
import { DomainError } from "../shared/errors.ts";
import { userIdOf } from "../shared/identifiers.ts";
import { optionalName, parseInput } from "../shared/input.ts";
import { requireAccount } from "../shared/require-account.ts";
import { isoTime, wholeSecond } from "../shared/time.ts";
import { type CollectedParts, collectedInput, collectedParts } from "./collected.ts";
import { COMMITMENT, COMMITMENT_WORDS, committedIn, PROMISE } from "./commitment.ts";
import { type CommitmentServices, type CommitmentStanding, commitmentOf } from "./find-commitment.ts";
import type { CommitmentContent } from "./ports.ts";
import { requireGoodOrigins, requirePromisable, termsOf } from "./requirements.ts";

/** A request for a commitment. What is missing is named together with what the batch lacks, so nothing is required here. */
export const issueCommitmentInput = z.object({
  basis: z
    .array(z.string({ error: "Basis must be a list of words" }).max(100, "Basis must have at most 100 characters"), {
      error: "Basis must be a list of words",
    })
    .max(10, "Basis must have at most 10 entries")
    .default([]),
  contact: optionalName("Contact", 200),
  place: optionalName("Place", 500),
  collected: z
    .array(collectedInput, { error: "Collected must be a list" })
    .max(50, "Collected must have at most 50 entries")
    .default([]),
});

/**
 * Promise in writing what a batch is free of: draw up the PDF, name it on chain, and only then return it. The batch's
 * holder alone does, for what it holds now. Throws `not-found`, `forbidden`, `validation` that names all that is missing,
 * and a `conflict` for a batch that is recalled or failed an inspection, and on a contract without the kind.
 */
export async function issueCommitment(
  services: SubmitServices &
    CommitmentServices &
    Pick<Services, "commitmentRenderer" | "contractKinds" | "keys" | "uploads">,
  context: Context,
  traceId: string,
  input: unknown,
): Promise<Written<CommitmentStanding>> {
  const account = requireAccount(context);
  const batch = await findBatchOrThrow(services, traceId);
  const fields = parseInput(issueCommitmentInput, input);
  const idempotency = await idempotencyOf(services, context, account, { verb: "commit", traceId, input });
  const [holder] = await holdersOf(services, account, batch);
  // A retry is answered with what it led to, whoever holds the batch by now.
  const issuer = holder ?? (idempotency?.earlier ? account : notTheHolder());

  const operation = await submitAct(services, context, issuer, idempotency, async () => {
    requirePromisable(batch);
    requireGoodOrigins(await illOriginOf(services, batch));
    const [lines, calledAt] = await Promise.all([
      services.mirror.linesOf(batch.id),
      namesAt(services, [{ account: issuer.address, line: NOW }]),
    ]);
    const terms = termsOf(fields, batchFor(PUBLIC, batch), lines, nameOf(calledAt(issuer.address)));
    const parts = await collectedParts(services, context, fields.collected);
    await requireKind(services, COMMITMENT);
    const issuedAt = wholeSecond(services.now());
    const { publicUrl, chainId, contract } = services.settings;
    const content: CommitmentContent = {
      ...terms,
      number: await newNumber(services, issuedAt),
      promise: PROMISE.zh,
      collected: parts.collected,
      issuedAt,
      code: batch.code,
      pageUrl: pageUrl(publicUrl, batch.code),
      chain: { chainId, contract, actor: issuer.address },
    };
    const file = await drawUp(services, issuer, batch, content);
    return {
      restricted: false,
      document: recordOf(issuer, content, file, parts),
      act: (digest) => ({ verb: "record", code: batch.code, kind: COMMITMENT, digest }),
    };
  });
  if (!operation.chain) return { operation, result: null };

  const line = await services.mirror.lineAt(batch.id, operation.chain.seq);
  const drawn = await services.commitments.byNumber(committedIn(line?.document)?.number ?? "");
  const result = drawn && (await commitmentOf(services, drawn));
  if (!result) throw new DomainError("unavailable", "The commitment certificate is on chain but cannot be read yet");
  return { operation, result };
}

function notTheHolder(): never {
  throw new DomainError(
    "forbidden",
    "You do not have permission to issue a commitment certificate for this trace batch: whoever holds it promises",
  );
}

/** A promise is made under the name that the country reads, where there is one. */
function nameOf({
  name,
  names,
}: {
  name: string | null;
  names: { readonly zh?: string | undefined } | null;
}): string | null {
  return names?.zh ?? name;
}

/** A fresh number: random, so that none is reused even if the index is lost. */
async function newNumber(services: Pick<Services, "commitments" | "settings">, issuedAt: Date): Promise<string> {
  for (let attempt = 0; attempt < 10; attempt++) {
    const [random = 0] = crypto.getRandomValues(new Uint32Array(1));
    const number = `CMT-${dayOf(timeAt(issuedAt, services.settings.timeZone)).replaceAll("-", "")}-${100_000_000 + (random % 900_000_000)}`;
    if (!(await services.commitments.byNumber(number))) return number;
  }
  throw new DomainError("unavailable", "No number could be found");
}

async function drawUp(
  services: Pick<Services, "commitmentRenderer" | "commitments" | "files" | "now" | "objects">,
  account: Account,
  batch: Batch,
  content: CommitmentContent,
): Promise<ObjectInfo> {
  const bytes = await services.commitmentRenderer.render(content);
  // Without an owner: if no record names it, it is an orphan.
  await expectFile(services, await sha256Of(bytes), bytes.length);
  const info = await services.objects.put(bytes, { restricted: false });
  const { number, issuedAt, product, place, subject, code } = content;
  await services.commitments.add(
    { number, batchId: batch.id, sha256: info.sha256, accountId: account.id, actor: account.address, issuedAt },
    [number, product, subject, place, code],
  );
  return info;
}

function recordOf(
  account: Account,
  content: CommitmentContent,
  file: ObjectInfo,
  { collected, files }: CollectedParts,
): RecordDocument {
  const { number, code, product, quantity, unit, place, subject, contact, basis, promise, issuedAt } = content;
  const title = `${COMMITMENT_WORDS.zh} ${number}`;
  const said = { product, quantity, unit, place, subject, contact, basis: [...basis], promise };
  return {
    format: RECORD_FORMAT,
    salt: newSalt(),
    code,
    eventTime: isoTime(issuedAt),
    record: "step",
    kind: COMMITMENT,
    step: {
      type: COMMITMENT,
      title,
      description: promise,
      location: place,
      operator: { id: userIdOf(account.id), name: account.name },
      details: { commitmentNumber: number, ...said, collected: collected.map((each) => ({ ...each })) },
      attachments: [fileIn({ type: "document", title }, file), ...files],
    },
  };
}
