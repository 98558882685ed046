import type { Act } from "../operations/outbox.ts";
import type { Actor } from "../operations/submit-act.ts";
import type { StepPosition } from "../records/amendments.ts";
import { documentText, parseDocument, type RecordDocument } from "../records/record-document.ts";
import { amendedIndex } from "../records/series.ts";
import type { Services } from "../services.ts";
import type { Hex } from "../shared/hex.ts";
import { turns } from "../shared/turns.ts";
import type { Batch } from "./batch.ts";

/** The document of an amendment. */
export type AmendmentDocument = Extract<RecordDocument, { readonly record: "amendment" }>;

/** Changes of one batch are accepted one after another, by its id: each is made of what the one before makes of it. */
export const changesInTurn = turns();

/** An amendment that is on its way to the chain. */
export interface AmendmentUnderWay {
  readonly document: AmendmentDocument;
  /** Whether what it says is withheld. */
  readonly isRestricted: boolean;
}

/** The last amendment of a step among acts that are on their way to the chain; undefined where there is none. */
export async function amendmentUnderWay(
  { objects }: Pick<Services, "objects">,
  undone: readonly Act[],
  { seq, index }: StepPosition,
): Promise<AmendmentUnderWay | undefined> {
  const last = undone.findLast(isOf({ seq, index }));
  if (!last || !("digest" in last)) return undefined;
  const bytes = await objects.get(last.digest);
  const document = bytes && parseDocument(documentText(bytes) ?? "");
  if (document?.record !== "amendment") return undefined;
  return { document, isRestricted: (await objects.visibility(last.digest)) === "restricted" };
}

const isOf =
  ({ seq, index }: StepPosition) =>
  (act: Act) =>
    act.verb === "amend" && act.amended === seq && (act.index ?? 0) === index;

/** The digest of a step's last amendment, on chain or on its way there; null where it was never amended. */
export async function lastAmendment(
  { mirror }: Pick<Services, "mirror">,
  { id }: Pick<Batch, "id">,
  undone: readonly Act[],
  position: StepPosition,
): Promise<Hex | null> {
  const last = undone.findLast(isOf(position));
  if (last && "digest" in last) return last.digest;
  const line = (await mirror.linesOf(id)).findLast(
    ({ amended, args }) => amended === position.seq && amendedIndex(args) === position.index,
  );
  return line?.chain.digest ?? null;
}

/** What an amendment was made of, where it waits for a signature that may come late (sign-act.ts). */
export async function baseOf(
  services: Pick<Services, "mirror">,
  { custody }: Pick<Actor, "custody">,
  ...of: Parameters<typeof lastAmendment> extends [unknown, ...infer Rest] ? Rest : never
): Promise<{ readonly base?: Hex | null }> {
  return custody === "wallet" ? { base: await lastAmendment(services, ...of) } : {};
}
