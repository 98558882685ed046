import { useMemo } from "preact/hooks";
import { proofSchema } from "../../../proof/proof.ts";
import { useProof } from "../use-proof.ts";
import { JourneyPage } from "./journey-page.tsx";
import { Malformed, Offline, Unknown } from "./messages.tsx";
import { Skeleton } from "./skeleton.tsx";

/** A batch's page in each of its states. */
export function BatchPage({ code }: { readonly code: string }) {
  const { fetched, retry } = useProof(code);
  const proof = useMemo(
    () => (fetched.state === "loaded" ? proofSchema.safeParse(fetched.proof).data : undefined),
    [fetched],
  );
  switch (fetched.state) {
    case "loading":
      return <Skeleton />;
    case "unknown":
      return <Unknown code={code} />;
    case "offline":
      return <Offline retry={retry} />;
    case "loaded":
      return proof ? <JourneyPage code={code} proof={proof} /> : <Malformed retry={retry} />;
  }
}
