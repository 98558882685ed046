import { positionKey } from "../../../../domain/records/amendments.ts";
import type { StepDescription } from "../../../../domain/records/record-document.ts";
import { describeCheck } from "../../../../proof/messages.ts";
import { useJourney } from "../../journey.ts";
import { useLocale } from "../../locale.ts";
import { formatMoment } from "../../story/format.ts";
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
  if (status === "erased") return <Erased version={version} kind={kind} />;
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

/** That the content is gone, on whose word and why, and what remains of it. */
function Erased({ version, kind }: { readonly version: Version; readonly kind: string }) {
  const { texts } = useLocale();
  const { erasures } = useJourney().story;
  const told = erasures.get(positionKey({ seq: version.seq, index: version.part?.index ?? 0 }));
  const { reason, basis, remains } = told?.erasure ?? {};
  return (
    <>
      <Notice tone="quiet">
        <p>{texts.step.erased}</p>
        {told && <p>{texts.step.erasedBy(formatMoment(told.at, texts.locale), told.seq)}</p>}
        {reason && <p>{texts.step.erasedBecause(reason)}</p>}
        {basis && <p>{texts.step.erasedBasis(basis)}</p>}
      </Notice>
      {remains && <StepBody step={{ ...NOTHING, ...remains } as StepDescription} kind={kind} version={version} />}
    </>
  );
}

const NOTHING: StepDescription = {
  type: "",
  title: "",
  description: "",
  location: "",
  operator: { id: "", name: "" },
  details: {},
  attachments: [],
};

/** The longest text that is shown in full: a megabyte on a page helps nobody. */
const LONGEST = 10_000;

function excerpt(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function Body({ version, kind }: { readonly version: Version; readonly kind: string }) {
  const { texts } = useLocale();
  const step = stepDescription(version);
  if (step) return <StepBody step={step} kind={kind} version={version} />;
  const batch = batchDescription(version);
  if (batch) return <BatchBody batch={batch} />;
  return (
    <>
      <p>{texts.step.asReceived}</p>
      <pre class="raw">{excerpt(version.text ?? "")}</pre>
    </>
  );
}
