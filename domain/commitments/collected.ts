/** Certificates of suppliers that came with the goods. */
import { z } from "zod";
import { attachmentInput, fileIn, ownFile } from "../files/attachments.ts";
import type { Attachment } from "../records/record-document.ts";
import { readerOf } from "../roles/access-policy.ts";
import type { Context, Services } from "../services.ts";
import { DomainError, invalid } from "../shared/errors.ts";
import { COMMITMENT_NUMBER, type Collected } from "./commitment.ts";
import { type CommitmentServices, type CommitmentStanding, findCommitment } from "./find-commitment.ts";
import { requirePromisable } from "./requirements.ts";

const text = z.string().max(60).regex(COMMITMENT_NUMBER);

/** One in a request: its number here, or a file that was stored before. */
export const collectedInput = z.union(
  [
    text.transform((number) => ({ number })),
    z.object({ number: text }),
    attachmentInput.pick({ url: true, title: true }),
  ],
  {
    error: "Collected must name a number of this instance, such as CMT-20260301-123456789, or a stored file by its URL",
  },
);

/** What goes into a record: what it says, and the files, which are kept with it. */
export interface CollectedParts {
  readonly collected: readonly Collected[];
  readonly files: readonly Attachment[];
}

/**
 * Look up what was collected. Throws a `validation` error for a number or a file that is not here, and a `conflict` for one
 * of goods that are recalled or failed an inspection.
 */
export async function collectedParts(
  services: CommitmentServices & Pick<Services, "files" | "now" | "settings" | "uploads">,
  context: Context,
  asked: readonly z.output<typeof collectedInput>[],
): Promise<CollectedParts> {
  const reader = await readerOf(services, context);
  const parts = await Promise.all(
    asked.map(async (each, index): Promise<{ said: Collected; file: Attachment }> => {
      const field = `collected.${index}`;
      if ("number" in each) {
        const { drawn, batch, committed, status } = await supplierOf(services, each.number, field);
        requirePromisable(batch, drawn.number);
        if (status === "recalled" || status === "failed" || batch.status === "withdrawn") {
          throw new DomainError(
            "conflict",
            `Commitment certificate ${drawn.number} cannot be collected: what it stands for is withdrawn, or was made of what is recalled or failed`,
          );
        }
        const { number, product, subject } = committed;
        return { said: { number, code: batch.code, product, subject }, file: committed.file };
      }
      const info = await ownFile(services, reader, each.url, `${field}.url`);
      if (!info) throw invalid(`${field}.url`, "A collected certificate must be a file that is stored here");
      const file = fileIn({ type: "document", title: each.title || "承诺达标合格证" }, info);
      return { said: { title: file.title, sha256: info.sha256 }, file };
    }),
  );
  const files = new Map(parts.map(({ file }) => [file.sha256, file]));
  return { collected: parts.map(({ said }) => said), files: [...files.values()] };
}

async function supplierOf(services: CommitmentServices, number: string, field: string): Promise<CommitmentStanding> {
  try {
    return await findCommitment(services, number);
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "not-found") throw error;
    throw invalid(field, `There is no commitment certificate ${number} here`);
  }
}
