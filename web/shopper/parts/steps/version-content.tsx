import { describeCheck } from "../../../../proof/messages.ts";
import { useLocale } from "../../locale.ts";
import { batchDescription, stepDescription } from "../../story/step.ts";
import type { Version } from "../../story/version.ts";
import { Notice } from "../notice.tsx";
import { BatchBody } from "./batch-body.tsx";
import { StepBody } from "./step-body.tsx";
import { VersionDocuments, VersionPictures } from "./version-files.tsx";

/** A version's content; if it must not be trusted, struck through, with the reason above it. */
export function VersionContent({ version, kind }: { readonly version: Version; readonly kind: string }) {
  const { language, texts } = useLocale();
  const { fault, status } = version;
  if (status === "missing") return <Notice tone="bad">{texts.step.missing}</Notice>;
  if (status !== "public") return <Notice tone="quiet">{texts.step[status]}</Notice>;
  return (
    <div class="content" data-fault={fault?.reason}>
      {fault && (
        <Notice tone="bad">
          <p>
            <strong>{describeCheck(fault, language)}</strong> {texts.step.refuted}
          </p>
        </Notice>
      )}
      <div class="content-columns">
        <div class="content-words">
          <div class={fault ? "content-body refuted" : "content-body"}>
            <Body version={version} kind={kind} />
          </div>
          <VersionDocuments version={version} />
        </div>
        <VersionPictures version={version} />
      </div>
    </div>
  );
}

/** The longest text that is shown in full: a megabyte on a page helps nobody. */
const LONGEST = 10_000;

function excerpt(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function Body({ version, kind }: { readonly version: Version; readonly kind: string }) {
  const { texts } = useLocale();
  const step = stepDescription(version);
  if (step) return <StepBody step={step} kind={kind} actor={version.actor} />;
  const batch = batchDescription(version);
  if (batch) return <BatchBody batch={batch} />;
  return (
    <>
      <p>{texts.step.asReceived}</p>
      <pre class="raw">{excerpt(version.text ?? "")}</pre>
    </>
  );
}
