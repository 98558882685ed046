import { proofSchema } from "../../../proof/proof.ts";
import { useProof } from "../../shopper/use-proof.ts";
import { useDesk, useTexts } from "../app/context.ts";
import { Link } from "../parts/link.tsx";
import { pathOfBatch } from "../search/find.ts";
import { Report } from "./report.tsx";
import { SaveProof } from "./save-proof.tsx";
import { BATCH_TEXTS } from "./texts.ts";

/** A batch: its proof is fetched from this server, and all of it is computed anew. */
export function BatchView({ code }: { readonly code: string }) {
  const { language } = useDesk();
  const texts = useTexts(BATCH_TEXTS);
  const { fetched, retry } = useProof(code);
  const parsed = fetched.state === "loaded" ? proofSchema.safeParse(fetched.proof) : undefined;
  const fault = fetched.state === "loaded" ? !parsed?.success && "malformed" : fetched.state;
  return (
    <>
      <h1>
        <span class="muted">{texts.batch}</span> <span class="mono">{code}</span>
      </h1>
      {fault && (
        <div
          role={fault === "loading" ? "status" : "alert"}
          class={fault === "loading" ? "muted" : "notice notice-bad"}
        >
          <p>{texts[fault]}</p>
          {fault !== "loading" && (
            <button type="button" class="button-quiet" onClick={retry}>
              {texts.retry}
            </button>
          )}
        </div>
      )}
      {parsed?.success && (
        <>
          <p class="ways-on">
            <SaveProof proof={fetched.state === "loaded" ? fetched.proof : undefined} name={code} />
            <Link to={`${pathOfBatch(code)}/lineage`}>{texts.lineage}</Link>
            <a href={`/t/${encodeURIComponent(code)}?lang=${language}`}>{texts.shopper}</a>
          </p>
          <Report code={code} proof={parsed.data} />
        </>
      )}
    </>
  );
}
