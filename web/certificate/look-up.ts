import * as z from "zod/mini";
import { boundedJson } from "../../proof/answer.ts";
import { type Proof, proofSchema } from "../../proof/proof.ts";
import { fetchProof } from "../shopper/use-proof.ts";

/** What to check: a number, or a file by its SHA-256. */
export type Subject =
  | { readonly type: "number"; readonly number: string }
  | { readonly type: "file"; readonly name: string; readonly sha256: string };

const answerSchema = z.object({
  batchCode: z.string(),
  certificateNumber: z.string(),
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  chain: z.object({ seq: z.number() }),
});

/** Size limit of a claim. */
const ANSWER = { depth: 16, length: 1_048_576, values: 10_000 };

/** The certificate's line according to the server: a hint that the proof has to confirm. */
export type Claim = z.infer<typeof answerSchema>;

/** The server's answer. */
export type Found =
  | { readonly state: "loading" | "unknown" | "offline" | "malformed" }
  | { readonly state: "found"; readonly claim: Claim; readonly proof: Proof };

/** Ask the server for a certificate's line, and for the proof of its batch. */
export async function lookUp(subject: Subject, signal: AbortSignal): Promise<Found> {
  const name =
    subject.type === "number" ? encodeURIComponent(subject.number) : `by-digest/${subject.sha256.replace(/^0x/, "")}`;
  try {
    const response = await fetch(`/v1/certificates/${name}`, { signal, headers: { accept: "application/json" } });
    if (response.status === 404) return { state: "unknown" };
    if (!response.ok) return { state: "offline" };
    const answer = await boundedJson(response, ANSWER);
    const claim = answerSchema.safeParse((answer as { data?: unknown } | null)?.data);
    if (!claim.success) return { state: "malformed" };
    const fetched = await fetchProof(claim.data.batchCode, signal);
    if (fetched.state !== "loaded") return { state: fetched.state === "unknown" ? "malformed" : "offline" };
    const proof = proofSchema.safeParse(fetched.proof);
    return proof.success ? { state: "found", claim: claim.data, proof: proof.data } : { state: "malformed" };
  } catch {
    return { state: "offline" };
  }
}
