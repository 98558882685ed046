import { useConsole, useTexts } from "../../app/context.ts";
import { ActForm } from "../../parts/act-form.tsx";
import { Area } from "../../parts/field.tsx";
import { Party, type PartyNamed } from "../../parts/party.tsx";
import { said } from "../../parts/said.ts";
import { useFormat } from "../../parts/use-format.ts";
import { CERTIFICATE_TEXTS } from "./certificate-texts.ts";
import { hasRole, isAuthority } from "./who.ts";

/** A certificate as the API tells it. */
export interface Certificate {
  readonly certificateNumber: string;
  readonly status: string;
  readonly kind: "certificate" | "declaration";
  readonly issueDate: string;
  readonly validUntil: string;
  readonly verificationUrl: string;
  readonly pdfUrl: string;
  readonly sha256: string;
  readonly issuedBy: PartyNamed;
  readonly attestations: readonly { readonly by: PartyNamed; readonly date: string }[];
  readonly revocation: { readonly reason: string; readonly date: string } | null;
}

/** One certificate, and what can be done with it. */
export function CertificateEntry({
  certificate,
  onDone,
}: {
  readonly certificate: Certificate;
  readonly onDone: () => void;
}) {
  const { me, language } = useConsole();
  const texts = useTexts(CERTIFICATE_TEXTS);
  const { day } = useFormat();
  const { certificateNumber: number, status, issuedBy, attestations, revocation } = certificate;
  const path = `/v1/certificates/${number}`;
  const isMine = ({ address }: PartyNamed) => address.toLowerCase() === me.address.toLowerCase();
  const hasWord = isMine(issuedBy) || attestations.some(({ by }) => isMine(by));
  const isBad = ["revoked", "recalled", "failed"].includes(status);
  return (
    <li>
      <p>
        <strong class="mono">{number}</strong>{" "}
        <span class={isBad ? "tag tag-bad" : "tag"}>{texts.statuses[status] ?? status}</span>
      </p>
      <p class="muted">
        {texts.kinds[certificate.kind]} · {day(certificate.issueDate)} – {day(certificate.validUntil)} ·{" "}
        <Party of={issuedBy} />
      </p>
      {attestations.map(({ by, date }) => (
        <p key={by.address}>
          {texts.attestedBy} <Party of={by} />, {day(date)}
        </p>
      ))}
      {revocation && (
        <p class="bad">
          {texts.revokedBecause}: {revocation.reason}
        </p>
      )}
      <p>
        <a href={new URL(certificate.pdfUrl).pathname}>PDF</a>{" "}
        <a href={`${new URL(certificate.verificationUrl).pathname}?lang=${language}`}>{texts.page}</a>
      </p>
      {certificate.kind === "declaration" && isAuthority(me) && !hasWord && !revocation && (
        <ActForm
          path={`${path}/attest`}
          body={() => ({ sha256: certificate.sha256 })}
          button={`${texts.attest} ${number}`}
          onDone={onDone}
        >
          {() => <p class="muted">{texts.attestLead}</p>}
        </ActForm>
      )}
      {!revocation && (hasWord || hasRole(me, "regulator")) && (
        <details>
          <summary>{texts.revoke}</summary>
          <ActForm
            path={`${path}/revoke`}
            body={(data) => ({ reason: said(data, "reason") })}
            button={`${texts.revoke} ${number}`}
            grave
            onDone={onDone}
          >
            {(errors) => <Area label={texts.why} name="reason" errors={errors} required />}
          </ActForm>
        </details>
      )}
    </li>
  );
}
