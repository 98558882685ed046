import { useConsole, useTexts } from "../../app/context.ts";
import { ActForm } from "../../parts/act-form.tsx";
import { Choice } from "../../parts/field.tsx";
import { Loading } from "../../parts/loading.tsx";
import { said } from "../../parts/said.ts";
import { useLoad } from "../../parts/use-load.ts";
import type { ActionProperties } from "./actions.ts";
import { type Certificate, CertificateEntry } from "./certificate-entry.tsx";
import { CERTIFICATE_TEXTS } from "./certificate-texts.ts";
import { isAuthority } from "./who.ts";

/** Certificates of a batch: those that there are, and another one. */
export function CertificatePanel({ batch, onDone }: ActionProperties) {
  const { session, me } = useConsole();
  const texts = useTexts(CERTIFICATE_TEXTS);
  const path = `/v1/traces/${batch.id}/certificates`;
  const found = useLoad(async () => (await session.call<readonly Certificate[]>("GET", path)).data, [path]);
  const changed = () => {
    found.reload();
    onDone();
  };
  const body = (data: FormData) => ({
    type: said(data, "type"),
    language: said(data, "language"),
    templateId: said(data, "templateId"),
    includeDetails: said(data, "detail") === "full",
  });
  return (
    <>
      <Loading of={found}>
        {(certificates) =>
          certificates.length === 0 ? (
            <p class="muted">{texts.none}</p>
          ) : (
            <ul class="items">
              {certificates.map((certificate) => (
                <CertificateEntry key={certificate.certificateNumber} certificate={certificate} onDone={changed} />
              ))}
            </ul>
          )
        }
      </Loading>
      {(batch.held || isAuthority(me)) && (
        <ActForm path={path} body={body} button={isAuthority(me) ? texts.issue : texts.declare} onDone={changed}>
          {(errors) => (
            <>
              <p class="muted">{isAuthority(me) ? texts.attested : texts.declared}</p>
              <div class="row">
                {/* The holder's own is for information first. */}
                <Choice label={texts.type} name="type" options={Object.entries(texts.types)} errors={errors} />
                <Choice
                  label={texts.language}
                  name="language"
                  options={Object.entries(texts.languages)}
                  errors={errors}
                />
                <Choice
                  label={texts.template}
                  name="templateId"
                  options={Object.entries(texts.templates)}
                  errors={errors}
                />
                <Choice label={texts.detail} name="detail" options={Object.entries(texts.details)} errors={errors} />
              </div>
            </>
          )}
        </ActForm>
      )}
    </>
  );
}
