import { useConsole, useTexts } from "../app/context.ts";
import { ActForm } from "../parts/act-form.tsx";
import { type Action, Actions } from "../parts/actions.tsx";
import { Facts } from "../parts/facts.tsx";
import { Area, Field } from "../parts/field.tsx";
import { Link } from "../parts/link.tsx";
import { Loading } from "../parts/loading.tsx";
import { said, saidOf } from "../parts/said.ts";
import { COMMON_TEXTS } from "../parts/texts.ts";
import { useLoad } from "../parts/use-load.ts";
import type { Application } from "./application.ts";
import { ApplicationFacts } from "./application-facts.tsx";
import { RoleTransaction } from "./role-transaction.tsx";
import { APPROVAL_TEXTS } from "./texts.ts";

/** An application for a role, for who decides on it. */
export function ApplicationView({ id }: { readonly id: string }) {
  const { session } = useConsole();
  const texts = useTexts(APPROVAL_TEXTS);
  const common = useTexts(COMMON_TEXTS);
  const path = `/v1/role-applications/${encodeURIComponent(id)}`;
  const found = useLoad(async () => (await session.call<Application>("GET", path)).data, [path]);
  const { reload } = found;

  const grant: Action = {
    name: "grant",
    title: texts.grant,
    form: () => (
      <ActForm
        path={`${path}/grant`}
        body={(data) => saidOf(data, ["validUntil"])}
        button={texts.grant}
        done={texts.grantDone}
        onDone={reload}
      >
        {(errors) => (
          <Field label={texts.grantUntil} help={texts.grantUntilHelp} name="validUntil" type="date" errors={errors} />
        )}
      </ActForm>
    ),
  };
  const withReason = (name: "refuse" | "revoke"): Action => ({
    name,
    title: texts[name],
    form: () => (
      <ActForm
        path={`${path}/${name}`}
        body={(data) => ({ reason: said(data, "reason") })}
        button={texts[name]}
        done={texts.grantDone}
        grave
        onDone={reload}
      >
        {(errors) => <Area label={common.reason} help={texts.reasonHelp} name="reason" errors={errors} required />}
      </ActForm>
    ),
  });
  const decisions = ({ status }: Application) =>
    status === "pending" ? [grant, withReason("refuse")] : status === "granted" ? [withReason("revoke")] : [];

  return (
    <>
      <p>
        <Link to="/approvals">← {texts.title}</Link>
      </p>
      <Loading of={found}>
        {(application) => (
          <>
            <h1>
              <bdi>{application.name}</bdi>
            </h1>
            {application.nameNotice && <p class="notice notice-warn">{application.nameNotice}</p>}
            <section class="sheet">
              <ApplicationFacts application={application} />
              <Facts
                of={[
                  [texts.applicant, `${application.username} (${application.userId})`],
                  [texts.address, <span class="mono">{application.address}</span>],
                ]}
              />
              <p>
                <Link to={`/approvals/profiles/${application.userId}`}>{texts.profile}</Link>
              </p>
            </section>
            {application.transaction && (
              <RoleTransaction transaction={application.transaction} path={path} id={application.id} onSent={reload} />
            )}
            <Actions of={decisions(application)} />
          </>
        )}
      </Loading>
    </>
  );
}
