import { useConsole, useTexts } from "../app/context.ts";
import { ActForm } from "../parts/act-form.tsx";
import { Field } from "../parts/field.tsx";
import { Loading } from "../parts/loading.tsx";
import { said } from "../parts/said.ts";
import { useLoad } from "../parts/use-load.ts";
import type { CompanyProfile } from "./order.ts";
import { Orders } from "./orders.tsx";
import { ORDER_TEXTS } from "./texts.ts";

/** The orders of one's company, with the batches that they name; or a way to join a company. */
export default function OrderSection() {
  const { session } = useConsole();
  const texts = useTexts(ORDER_TEXTS);
  const found = useLoad(async () => (await session.call<CompanyProfile>("GET", "/api/user/profile")).data, []);
  return (
    <>
      <h1>{texts.title}</h1>
      <Loading of={found}>
        {({ erpBinding }) =>
          erpBinding.companyId === null ? (
            <section class="sheet">
              <ActForm
                path="/api/auth/bind-company"
                body={(data) => ({ inviteCode: said(data, "inviteCode") })}
                button={texts.bind}
                done={texts.bound}
                onDone={found.reload}
              >
                {(errors) => (
                  <>
                    <p>{texts.notBound}</p>
                    <Field
                      label={texts.inviteCode}
                      name="inviteCode"
                      autocapitalize="none"
                      autocomplete="off"
                      errors={errors}
                      required
                    />
                  </>
                )}
              </ActForm>
            </section>
          ) : (
            <>
              <p>
                {texts.company}: <strong>{erpBinding.companyName}</strong>
              </p>
              <Orders />
            </>
          )
        }
      </Loading>
    </>
  );
}
