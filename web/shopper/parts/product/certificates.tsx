import { claimName } from "../../../../domain/names/values.ts";
import { isPicture } from "../../../../domain/records/attachment-type.ts";
import { isolated } from "../../../../domain/shared/foreign-text.ts";
import { KindIcon } from "../../icons/kind-icon.tsx";
import { useJourney } from "../../journey.ts";
import { useLocale } from "../../locale.ts";
import { readCertificate } from "../../story/certificate.ts";
import { filesOf } from "../../story/files.ts";
import { formatDay } from "../../story/format.ts";
import { currentVersion, lineAnchor, type Step } from "../../story/step.ts";
import { trustOf } from "../../story/verdict.ts";
import { TrustBadge } from "../checks/trust-badge.tsx";
import { Picture } from "../picture.tsx";

/** Certificates on chain and, separately, what the producer only states. */
export function Certificates() {
  const { story } = useJourney();
  const { language, texts } = useLocale();
  const description = story.product?.description;
  const fault = story.product?.version.fault;
  const claims = new Set([...(description?.certifications ?? []), ...(description?.producer.certifications ?? [])]);
  if (story.certificates.length + claims.size === 0) return null;
  return (
    <section class="certificates" aria-labelledby="certificates-title">
      <h2 id="certificates-title">{texts.certificates.title}</h2>
      {story.certificates.length > 0 && (
        <ul class="certificate-list">
          {story.certificates.map((step) => (
            <Certificate key={lineAnchor(step.seq, step.part?.index)} step={step} />
          ))}
        </ul>
      )}
      {claims.size > 0 && (
        <p class={fault ? "claims refuted" : "claims"}>
          <span class="muted">{texts.certificates.claims}</span>
          {[...claims].map((claim) => (
            <span key={claim} class="tag">
              {claimName(claim, language)}
            </span>
          ))}
        </p>
      )}
    </section>
  );
}

function Certificate({ step }: { readonly step: Step }) {
  const { proof, checks, finished } = useJourney();
  const { texts } = useLocale();
  const version = currentVersion(step);
  const certificate = readCertificate(version, new Date());
  const image = filesOf(proof, version, checks).find(({ file }) => isPicture(file.type));
  const refuted = version.fault !== undefined;
  const date = certificate?.validUntil && formatDay(certificate.validUntil, texts.locale);
  return (
    <li class="certificate">
      <div class="certificate-sign">
        {image ? <Picture shown={image} refuted={refuted} /> : <KindIcon kind="certificate" />}
      </div>
      <div>
        <h3 class={refuted ? "refuted" : undefined}>
          <a href={`#${lineAnchor(step.seq, step.part?.index)}`}>{certificate?.name ?? texts.certificates.withheld}</a>
        </h3>
        <div class={refuted ? "refuted" : undefined}>
          {certificate?.issuer && <p>{texts.certificates.issuedBy(isolated(certificate.issuer))}</p>}
          {date && (
            <p class={certificate.expired ? "expired" : "muted"}>
              {certificate.expired ? texts.certificates.expired(date) : texts.certificates.validUntil(date)}
            </p>
          )}
        </div>
        <TrustBadge trust={trustOf(step, checks, finished)} />
      </div>
    </li>
  );
}
