import { useMemo } from "preact/hooks";
import { isExportHeader } from "../../../proof/export.ts";
import { type Proof, proofSchema } from "../../../proof/proof.ts";
import { useTexts } from "../app/context.ts";
import { ExportReport } from "../export/export-report.tsx";
import { Link } from "../parts/link.tsx";
import { takenFile } from "../search/taken-file.ts";
import { Report } from "./report.tsx";
import { BATCH_TEXTS } from "./texts.ts";

/** A file that was dropped. */
export default function FileView() {
  const texts = useTexts(BATCH_TEXTS);
  const file = takenFile();
  const isExport = useMemo(() => file && isExportHeader(jsonIn(file.text.split("\n", 1)[0] ?? "")), [file]);
  const proof = useMemo(() => (file && !isExport ? proofIn(file.text) : undefined), [file, isExport]);
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
      {isExport ? (
        <ExportReport text={file.text} />
      ) : proof ? (
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
  const value = jsonIn(text) as { readonly data?: unknown } | undefined;
  return proofSchema.safeParse(value?.data ?? value).data;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text) ?? undefined;
  } catch {
    return undefined;
  }
}
