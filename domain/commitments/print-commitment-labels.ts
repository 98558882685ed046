import { printLabels } from "../labels/print-labels.ts";
import type { Context, Services } from "../services.ts";
import { DomainError } from "../shared/errors.ts";
import { type CommitmentServices, listCommitments } from "./find-commitment.ts";

/**
 * A PDF of a batch's labels that carry its commitment certificate: the words beside the code, and its number. Throws
 * `not-found`, `validation`, and a `conflict` where none stands.
 *
 * @param input The layout and the copies, from a query string.
 */
export async function printCommitmentLabels(
  services: CommitmentServices & Pick<Services, "digitalLinks" | "labels" | "settings">,
  context: Context,
  traceId: string,
  input: unknown,
): ReturnType<typeof printLabels> {
  const standing = (await listCommitments(services, context, traceId)).findLast(({ status }) => status === "valid");
  if (standing) return printLabels(services, context, traceId, input, standing.drawn.number);
  throw new DomainError(
    "conflict",
    "This trace batch has no commitment certificate that stands: its holder issues one first",
  );
}
