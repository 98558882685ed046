import { NOTICES } from "../../../domain/names/notices.ts";
import { isolated } from "../../../domain/shared/foreign-text.ts";
import { describeCheck } from "../../../proof/messages.ts";
import { Broken, Cross, Leaf, Person, Question, Tick, Warning } from "../../shopper/icons/signs.tsx";
import { useLocale } from "../../shopper/locale.ts";
import { Notice } from "../../shopper/parts/notice.tsx";
import { formatMomentDay } from "../../shopper/story/format.ts";
import type { Finding, Outcome } from "../examine.ts";
import type { Subject } from "../look-up.ts";
import { type CertificateTexts, useTexts } from "../texts/index.ts";

/** An outcome, or why there is none. */
export type Shown = Outcome | "checking" | "offline" | "malformed";

const SIGNS = {
  checking: Leaf,
  genuine: Tick,
  incomplete: Warning,
  declared: Person,
  warned: Cross,
  revoked: Cross,
  expired: Warning,
  unsure: Warning,
  unknown: Question,
  failed: Cross,
  unreachable: Broken,
  offline: Broken,
  malformed: Broken,
} as const;

/** The style of each: green only for what is genuine, valid, and vouched for by somebody other than who gains by it. */
const LOOKS = {
  checking: "checking",
  genuine: "verified",
  incomplete: "incomplete",
  declared: "plain",
  warned: "failed",
  revoked: "failed",
  expired: "unreachable",
  unsure: "unreachable",
  unknown: "failed",
  failed: "failed",
  unreachable: "unreachable",
  offline: "unreachable",
  malformed: "unreachable",
} as const;

/** The verdict. */
export function Verdict(props: {
  readonly subject: Subject;
  readonly expected: string;
  readonly outcome: Shown;
  readonly finding?: Finding | undefined;
}) {
  const { subject, expected, outcome, finding } = props;
  const { language, texts: shopper } = useLocale();
  const texts = useTexts();
  const Sign = SIGNS[outcome];
  const title = outcome === "offline" || outcome === "malformed" ? texts.outcomes.unreachable : texts.outcomes[outcome];
  const number = finding?.certified?.number;
  const other = subject.type === "file" && expected !== "" && number !== undefined && number !== expected;
  return (
    <>
      {finding?.warnings && finding.warnings.length > 0 && (
        <div class="warnings" role="alert" data-testid="warnings">
          {finding.warnings.map((name) => (
            <section key={name} class={`warning warning-${name}`} data-warning={name}>
              <Warning />
              <strong>{NOTICES[name][language]}</strong>
            </section>
          ))}
        </div>
      )}
      <section class={`verdict verdict-${LOOKS[outcome]}`} data-testid="verdict" data-outcome={outcome}>
        <span class="verdict-sign">
          <Sign />
        </span>
        <div class="verdict-text" role="status" aria-live="polite">
          <h2>{title}</h2>
          <p class="subject mono">{subject.type === "file" ? subject.name : subject.number}</p>
          <p>{wordsOf(texts, subject, outcome, finding, shopper.locale)}</p>
          {finding?.declaredBy && (
            <p>
              {texts.declaredBy[finding.declaredBy]}{" "}
              {finding.attestations?.map(({ seq, name }) => (
                <strong key={seq}>{texts.attested(isolated(name))}</strong>
              ))}
            </p>
          )}
          {finding?.failure && <p>{describeCheck(finding.failure, language)}</p>}
          {finding?.revocation?.reason && <p>{texts.reason(finding.revocation.reason)}</p>}
        </div>
      </section>
      {other && <Notice tone="bad">{texts.words.otherNumber(number)}</Notice>}
    </>
  );
}

function wordsOf(
  { words }: CertificateTexts,
  subject: Subject,
  outcome: Shown,
  finding: Finding | undefined,
  locale: string,
): string {
  switch (outcome) {
    case "genuine":
      return subject.type === "file" ? words.genuineFile : words.genuineNumber;
    case "unknown":
      return subject.type === "file" ? words.unknownFile : words.unknownNumber;
    case "revoked": {
      const seconds = Number(finding?.revocation?.line.args.timestamp);
      return words.revoked(formatMomentDay(seconds, locale));
    }
    case "expired":
      return words.expired(formatMomentDay((finding?.certified?.validUntil.getTime() ?? 0) / 1000, locale));
    default:
      return words[outcome];
  }
}
