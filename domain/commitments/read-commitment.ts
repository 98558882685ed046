import { DomainError } from "../shared/errors.ts";
import { type CommitmentServices, type CommitmentStanding, findCommitment } from "./find-commitment.ts";

/** A commitment's PDF; public. Throws `not-found`, also before its line is on chain, and `gone`. */
export async function readCommitment(
  services: CommitmentServices,
  number: string,
): Promise<{ readonly commitment: CommitmentStanding; readonly bytes: Uint8Array }> {
  const commitment = await findCommitment(services, number);
  const bytes = await services.objects.get(commitment.drawn.sha256);
  if (!bytes) throw new DomainError("gone", "This certificate's file was erased");
  return { commitment, bytes };
}
