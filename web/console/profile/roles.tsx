import { ROLES } from "../../../domain/shared/roles.ts";
import { useConsole, useTexts } from "../app/context.ts";
import type { Application } from "../approvals/application.ts";
import { ApplicationFacts } from "../approvals/application-facts.tsx";
import { ActForm } from "../parts/act-form.tsx";
import { Actions } from "../parts/actions.tsx";
import { Area, Choice } from "../parts/field.tsx";
import { Loading } from "../parts/loading.tsx";
import { said, saidOf } from "../parts/said.ts";
import { useLoad } from "../parts/use-load.ts";
import { useNames } from "../parts/use-names.ts";
import { OWN_PROFILE_TEXTS } from "./texts.ts";

/** One's applications for roles with what was decided, and a form for another. */
export function Roles() {
  const { session, me, renew } = useConsole();
  const texts = useTexts(OWN_PROFILE_TEXTS);
  const { roles } = useNames();
  const found = useLoad(
    () =>
      Promise.all(
        me.role_applications.map(
          async ({ id }) => (await session.call<Application>("GET", `/v1/role-applications/${id}`)).data,
        ),
      ),
    [me],
  );
  const apply = {
    name: "apply",
    title: texts.apply,
    form: () => (
      <ActForm
        path="/v1/role-applications"
        body={(data) => ({ role: said(data, "role"), ...saidOf(data, ["reason"]) })}
        button={texts.apply}
        done={texts.applied}
        onDone={renew}
      >
        {(errors) => (
          <>
            <Choice
              label={texts.role}
              name="role"
              options={ROLES.map((role) => [role, roles[role]] as const)}
              errors={errors}
            />
            <Area label={texts.reason} name="reason" errors={errors} />
          </>
        )}
      </ActForm>
    ),
  };
  return (
    <section class="sheet" aria-labelledby="roles">
      <h2 id="roles">{texts.applications}</h2>
      <Loading of={found}>
        {(applications) => (
          <>
            {applications.map((application) => (
              <ApplicationFacts key={application.id} application={application} />
            ))}
            {applications.length === 0 && <p class="muted">{texts.none}</p>}
          </>
        )}
      </Loading>
      <Actions of={[apply]} />
    </section>
  );
}
