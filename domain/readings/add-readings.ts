import type { Batch } from "../batches/batch.ts";
import { findBatchOrThrow } from "../batches/find-batch-or-throw.ts";
import { fileIn } from "../files/attachments.ts";
import { type AttachmentServices, sha256Of, storeAttachment } from "../files/store-attachment.ts";
import { stepDocument } from "../operations/step-document.ts";
import { idempotencyOf, newSalt, type SubmitServices, submitAct, type Written } from "../operations/submit-act.ts";
import { type JourneyEntry, journeyEntriesOf } from "../records/journey-entries.ts";
import type { Kind } from "../records/kinds.ts";
import { requireStanding } from "../roles/require-standing.ts";
import type { Context, Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import { requireAccount } from "../shared/require-account.ts";
import type { ReadingsFormat } from "./ports.ts";

const KIND: Kind = "telemetry";
const ACTION = `add ${KIND} events to this trace batch`;

/** Readings on their way in. */
export interface IncomingReadings {
  readonly format: ReadingsFormat;
  /** What is said beside them where the format has no place for it. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Reads the body. */
  readonly read: () => Promise<Uint8Array>;
}

/** Readings on chain: the entry of their line. */
export interface AddedReadings {
  readonly batch: Batch;
  readonly entry: JourneyEntry;
}

/**
 * Put the root of readings on a batch, and keep them as one file that its record names. What was outside the limits of the
 * batch's product, or of the request, is told in the record. Throws `not-found`, `forbidden`, and as `accept` of
 * `ReadingsWorkshop` and `storeAttachment` do.
 */
export async function addReadings(
  services: AttachmentServices &
    SubmitServices &
    Pick<Services, "accounts" | "keys" | "mirror" | "products" | "readings">,
  context: Context,
  traceId: string,
  { format, fields, read }: IncomingReadings,
): Promise<Written<AddedReadings>> {
  const account = requireAccount(context);
  const batch = await findBatchOrThrow(services, traceId);
  const standing = () => requireStanding(services, context, account, batch, KIND, ACTION);
  // Nobody sends megabytes to hear that it may not; but what was accepted once is told again, whoever may now.
  if (context.idempotencyKey === null) await standing();
  const sent = await read();
  const request = { verb: "anchor", traceId, body: await sha256Of(sent), format, fields };
  const idempotency = await idempotencyOf(services, context, account, request);
  const actor = idempotency?.earlier ? account : await standing();
  const operation = await submitAct(services, context, actor, idempotency, async () => {
    const { code, description } = batch;
    const product = description?.product.id ? await services.products.byId(description.product.id) : undefined;
    const limits = product?.limits ?? [];
    const now = services.now().getTime();
    const accepted = await services.readings.accept({ bytes: sent, format, fields, limits, now, salt: newSalt() });
    const { bytes, root, summary } = accepted;
    const { restricted, ...words } = accepted.fields;
    const file = await storeAttachment(
      services,
      // The request's key is the act's, which holds the file by its digest.
      { ...context, idempotencyKey: null },
      { size: bytes.length, read: async () => ({ bytes, mediaType: "text/csv", restricted }), restricted },
    );
    const document = stepDocument(services, account, code, KIND, {
      ...words,
      attachments: [fileIn({ type: "readings", title: "" }, file)],
      readings: { ...summary, file: file.sha256 },
    });
    return {
      restricted,
      // Its place in the journey is where the last of them was read, however late they are sent.
      document: { ...document, eventTime: summary.to },
      act: (digest) => ({ verb: "anchor", code, root, count: summary.count, digest }),
    };
  });
  if (!operation.chain) return { operation, result: null };
  const line = await services.mirror.lineAt(batch.id, operation.chain.seq);
  const [entry] = line ? journeyEntriesOf([line]) : [];
  if (!entry) throw new DomainError("unavailable", "The readings are on chain but cannot be read yet");
  return { operation, result: { batch, entry } };
}
