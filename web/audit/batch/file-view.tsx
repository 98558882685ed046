import { useMemo } from "preact/hooks";
import { type Proof, proofSchema } from "../../../proof/proof.ts";
import { useTexts } from "../app/context.ts";
import { Link } from "../parts/link.tsx";
import { takenFile } from "../search/taken-file.ts";
import { Report } from "./report.tsx";
import { BATCH_TEXTS } from "./texts.ts";

/** A file that was dropped. */
export default function FileView() {
  const texts = useTexts(BATCH_TEXTS);
  const file = takenFile();
  const proof = useMemo(() => file && proofIn(file.text), [file]);
  if (!file) {
    return (
      <p>
        {texts.noFile} <Link to="/">{texts.toSearch}</Link>
      </p>
    );
  }
  return (
    <>
      <h1>{texts.fileHeading(file.name)}</h1>
      {proof ? (
        <>
          <p>
            {texts.batch} <strong class="mono">{proof.batch.code}</strong>. {texts.fileCode}
          </p>
          <Report code={proof.batch.code} proof={proof} />
        </>
      ) : (
        <p class="notice notice-bad" role="alert">
          {texts.malformed}
        </p>
      )}
    </>
  );
}

/** A proof, bare or in the API's envelope; undefined where a file is none. */
function proofIn(text: string): Proof | undefined {
  try {
    const value = JSON.parse(text) as { data?: unknown };
    return proofSchema.safeParse(value.data ?? value).data;
  } catch {
    return undefined;
  }
}
