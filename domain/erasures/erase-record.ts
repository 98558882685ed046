import { z } from "zod";
import type { Batch } from "../batches/batch.ts";
import { findBatchByTraceIdOrThrow } from "../batches/find-batch-or-throw.ts";
import { stepDocument } from "../operations/step-document.ts";
import { idempotencyOf, type SubmitServices, submitAct, type Written } from "../operations/submit-act.ts";
import {
  digestAt,
  ERASURE,
  type Erasure,
  erasureOf,
  isNeverWhole,
  leavesFinding,
  saysFinding,
} from "../records/erasures.ts";
import type { Line } from "../records/line.ts";
import { attachmentsOf, type RecordDocument } from "../records/record-document.ts";
import { requireKind } from "../roles/require-kind.ts";
import { requireOverseer } from "../roles/require-overseer.ts";
import { requireStanding } from "../roles/require-standing.ts";
import type { Context, Services } from "../services.ts";
import { DomainError, invalid } from "../shared/errors.ts";
import type { Hex } from "../shared/hex.ts";
import { optionalText, parseInput, requiredText } from "../shared/input.ts";
import { carryOut } from "./carry-out-erasures.ts";
import { REQUEST_ENDED } from "./refuse-erasure-request.ts";

/** What of a step may be personal; `details.` and a name for one of the details. What a step is always stays. */
export const PERSONAL = [
  "title",
  "description",
  "location",
  "operator",
  "place",
  "from",
  "to",
  "carrier",
  "references",
  "attachments",
  "details",
] as const;

const isPersonal = (name: string) => (PERSONAL as readonly string[]).includes(name) || /^details\.[^\s]/.test(name);

/** What is to be erased, and why. */
export const eraseRecordInput = z.object({
  reason: requiredText("Reason", 1000),
  /** On which law or order it rests. */
  basis: optionalText("Basis", 1000),
  requestId: z.string({ error: "Request must be a text" }).max(64).optional(),
  /** Which step of a series. */
  index: z
    .int({ error: "Index must be a whole number from 0" })
    .min(0, "Index must be a whole number from 0")
    .optional(),
  /** The files that the document names as well. */
  attachments: z.boolean({ error: "Attachments must be true or false" }).default(false),
  /** One of those files alone: the document stays. */
  attachment: z
    .string({ error: "Attachment must be a SHA-256 in hex" })
    .regex(/^(0x)?[0-9a-f]{64}$/, "Attachment must be a SHA-256 in hex")
    .transform((text): Hex => `0x${text.slice(-64)}`)
    .optional(),
  /** What of it goes; the rest is told in the erasure. All of it where this is left out. */
  fields: z
    .array(
      z.string({ error: "Fields must be a list of names" }).refine(isPersonal, {
        error: `Fields must be of ${PERSONAL.join(", ")}, or details. and a name`,
      }),
      { error: "Fields must be a list of names" },
    )
    .min(1, "Fields must be a list of names")
    .max(50, "Fields must have at most 50 entries")
    .optional(),
});

type Asked = z.output<typeof eraseRecordInput>;

/** What was erased, and the line that says so. */
export interface ErasedRecord {
  readonly batch: Batch;
  readonly line: Line;
  readonly erasure: Erasure;
}

type Needs = SubmitServices &
  Pick<
    Services,
    "accounts" | "administrators" | "contractKinds" | "delivery" | "erasureRequests" | "erasures" | "keys" | "mirror"
  >;

/**
 * Erase what a line of a batch says, on a lawful request: by a regulator, or who administers this installation. First a line
 * says so, with the reason, under its author's name; then the document, and its files where that is asked and no other
 * record names them, are gone wherever they are kept here. Of a failed inspection and a recall only what is named in
 * `fields` goes, and what was found stays; so do its files where nothing else says that. What is said of a restricted document is restricted as well. Throws `not-found`, `validation`, `forbidden`, and a `conflict` where nothing can be erased, or no line
 * can be written.
 */
export async function eraseRecord(
  services: Needs,
  context: Context,
  traceId: string,
  seq: number,
  input: unknown,
): Promise<Written<ErasedRecord>> {
  const action = "erase what was recorded";
  const account = await requireOverseer(services, context, action);
  const batch = await findBatchByTraceIdOrThrow(services, traceId);
  const asked = parseInput(eraseRecordInput, input);
  const idempotency = await idempotencyOf(services, context, account, { verb: "erase", traceId, seq, input });
  const isRetry = idempotency?.earlier !== undefined;
  const actor = isRetry ? account : await writerOf(services, context, account, batch, action);
  const operation = await submitAct(services, context, actor, idempotency, async () => {
    const lines = await services.mirror.linesOf(batch.id);
    const target = lines.find(({ chain }) => chain.seq === seq);
    if (!target) throw new DomainError("not-found", "This trace batch has no such line");
    if (asked.requestId) await requireOpenRequest(services, batch, asked.requestId);
    const details = await detailsOf(services, asked, target, lines);
    const { code } = batch;
    return {
      // What is told of what was withheld, and what remains of it, is withheld from the same.
      restricted: stepAt(target, asked.index)?.visibility === "restricted",
      document: stepDocument(services, actor, code, ERASURE, { description: asked.reason, details }),
      act: (digest) => ({ verb: "record", code, kind: ERASURE, digest }),
    };
  });
  if (!operation.chain) return { operation, result: null };
  const line = await services.mirror.lineAt(batch.id, operation.chain.seq);
  const erasure = line && erasureOf(line);
  const target = erasure && (await services.mirror.lineAt(batch.id, erasure.line));
  if (!target) throw new DomainError("unavailable", "The erasure is on chain but cannot be read yet");
  await carryOut(services, erasure, target, line);
  await untilShown(services, batch, erasure);
  return { operation, result: { batch, line, erasure } };
}

/** Milliseconds between two looks whether the mirror shows that something is gone. */
const PAUSE = 50;

/** Wait until readers are told, as long as a write waits; the mirror follows by itself. */
async function untilShown({ mirror, settings }: Needs, { id }: Batch, erasure: Erasure): Promise<void> {
  for (let waited = 0; erasure.document !== undefined && waited < settings.writeTimeout; waited += PAUSE) {
    const line = await mirror.lineAt(id, erasure.line);
    if (line && stepAt(line, erasure.index)?.visibility === "erased") return;
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}

/** The account as it may write the line. */
async function writerOf(
  services: Needs,
  context: Context,
  account: Awaited<ReturnType<typeof requireOverseer>>,
  batch: Batch,
  action: string,
) {
  if (batch.status === "withdrawn") {
    throw new DomainError("conflict", "The trace batch is withdrawn: no line can say what was erased of it");
  }
  await requireKind(services, ERASURE);
  return requireStanding(services, context, account, batch, ERASURE, action);
}

/** Throws where an id of the requests here is of none that is open; what came by letter has its own. */
async function requireOpenRequest({ erasureRequests }: Needs, batch: Batch, id: string): Promise<void> {
  if (!id.startsWith("erasure-request-")) return;
  const request = await erasureRequests.byId(id);
  if (request?.batchId !== batch.id) throw invalid("requestId", "There is no such request about this trace batch");
  if (request.status !== "open") throw new DomainError("conflict", REQUEST_ENDED);
}

/** What the line is to say. Throws where nothing can be erased. */
async function detailsOf(
  services: Pick<Services, "erasures">,
  asked: Asked,
  target: Line,
  lines: readonly Line[],
): Promise<Readonly<Record<string, never>>> {
  if (target.kind === ERASURE) throw new DomainError("conflict", "What says that something was erased stays");
  const { index } = asked;
  if ((target.series === undefined) !== (index === undefined)) {
    throw invalid("index", "Index is required for a series, and for nothing else");
  }
  const at = stepAt(target, index);
  const document = digestAt(target, index ?? 0);
  if (!at || !document) throw invalid("index", "The series has no such step");
  const isAlone = asked.attachment !== undefined;
  if (!isAlone && at.visibility === "erased") throw new DomainError("conflict", "This was erased already");
  const named = at.document ? attachmentsOf(at.document).map(({ sha256 }) => sha256 as Hex) : [];
  if (asked.attachment && !named.includes(asked.attachment)) throw invalid("attachment", "There is no such attachment");
  const isWithFiles = asked.attachments || target.kind === "commitment";
  const meant = asked.attachment ? [asked.attachment] : isWithFiles ? named : [];
  const needed = await services.erasures.neededElsewhere(meant, document);
  const files = meant.filter((file) => !needed.has(file));
  if (isAlone && files.length === 0) throw new DomainError("conflict", "Another record names this file: it stays");
  const isStaying = isNeverWhole(target, lines);
  const step = at.document && "step" in at.document ? at.document.step : undefined;
  if (isStaying && files.length > 0 && step && !saysFinding(step)) {
    throw invalid(isAlone ? "attachment" : "attachments", FILES_STAY);
  }
  const remains = !isAlone && asked.fields ? remainsOf(at.document, asked.fields) : undefined;
  if (!isAlone && isStaying) {
    if (!remains || !step)
      throw invalid("fields", "A failed inspection and a recall are not erased whole: name what goes");
    if (!leavesFinding(step, remains)) throw invalid("fields", FINDING_STAYS);
  }
  const { line, basis, requestId } = { line: target.chain.seq, ...asked };
  return {
    line,
    ...(index === undefined ? {} : { index }),
    ...(isAlone ? {} : { document }),
    ...(files.length > 0 ? { files } : {}),
    ...(needed.size > 0 ? { kept: [...needed] } : {}),
    ...(basis ? { basis } : {}),
    ...(requestId ? { request: requestId } : {}),
    ...(remains ? { remains } : {}),
  } as never;
}

const FINDING_STAYS =
  "Of a failed inspection and a recall the title, the description, the class, the instruction and something of what was found stay";

const FILES_STAY =
  "The files are all that says what was found: of a failed inspection and a recall something of it stays";

/** A line, or the step of a series that is meant; undefined where there is none. */
const stepAt = (line: Line, index: number | undefined) => (index === undefined ? line : line.series?.[index]);

/** What a document says besides some fields. */
function remainsOf(document: RecordDocument | null, fields: readonly string[]): NonNullable<Erasure["remains"]> {
  const step = document && "step" in document ? document.step : undefined;
  if (!step) throw new DomainError("conflict", "Only of what can be read as a step can a part be erased");
  const details = Object.entries(step.details).filter(([name]) => !fields.includes(`details.${name}`));
  const rest = Object.entries({ ...step, details: Object.fromEntries(details) }).filter(([name, value]) => {
    const isEmpty = value === "" || (typeof value === "object" && Object.keys(value).length === 0);
    return !fields.includes(name) && !isEmpty;
  });
  return Object.fromEntries(rest);
}
