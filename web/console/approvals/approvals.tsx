import { useState } from "preact/hooks";
import { useConsole, useTexts } from "../app/context.ts";
import { Failure } from "../parts/failure.tsx";
import { Choice } from "../parts/field.tsx";
import { Link } from "../parts/link.tsx";
import { List } from "../parts/list.tsx";
import { useFormat } from "../parts/use-format.ts";
import { useNames } from "../parts/use-names.ts";
import type { Application, Profile } from "./application.ts";
import { APPROVAL_TEXTS } from "./texts.ts";

/** What waits for whoever is signed in to decide. */
export function Approvals() {
  const { me } = useConsole();
  const texts = useTexts(APPROVAL_TEXTS);
  return (
    <>
      <h1>{texts.title}</h1>
      {me.duties.includes("roles") && <Applications />}
      {me.duties.includes("profiles") && <FindProfile />}
    </>
  );
}

function Applications() {
  const texts = useTexts(APPROVAL_TEXTS);
  const { roles } = useNames();
  const { day } = useFormat();
  const [status, setStatus] = useState("pending");
  return (
    <section aria-labelledby="applications">
      <h2 id="applications">{texts.applications}</h2>
      <div class="filters">
        <Choice
          label={texts.status}
          name="status"
          value={status}
          options={Object.entries(texts.statuses)}
          onInput={({ currentTarget }) => setStatus(currentTarget.value)}
        />
      </div>
      <List<Application> path={`/v1/role-applications?status=${status}`} empty={<p class="muted">{texts.none}</p>}>
        {(applications) => (
          <ul class="entries">
            {applications.map((application) => (
              <li key={application.id} class="sheet">
                <p>
                  <Link to={`/approvals/${application.id}`}>
                    <bdi>{application.name}</bdi>: {roles[application.role]}
                  </Link>{" "}
                  <span class="tag">{texts.statuses[application.status]}</span>
                </p>
                <p class="muted">
                  {application.username} · {day(application.createdAt)}
                  {application.awaits && ` · ${texts.awaits[application.awaits]}`}
                </p>
              </li>
            ))}
          </ul>
        )}
      </List>
    </section>
  );
}

const GLN = /^\d{13}$/;

function FindProfile() {
  const { session, go } = useConsole();
  const texts = useTexts(APPROVAL_TEXTS);
  const [failure, setFailure] = useState<unknown>();
  const [isMissing, setIsMissing] = useState(false);

  async function find(event: Event): Promise<void> {
    event.preventDefault();
    const typed = String(new FormData(event.currentTarget as HTMLFormElement).get("account")).trim();
    setFailure(undefined);
    setIsMissing(false);
    if (!GLN.test(typed)) return go(`/approvals/profiles/${encodeURIComponent(typed)}`);
    try {
      const [found] = (await session.call<readonly Profile[]>("GET", `/v1/accounts?gln=${typed}`)).data;
      if (found) go(`/approvals/profiles/${found.address}`);
      else setIsMissing(true);
    } catch (error) {
      setFailure(error);
    }
  }

  return (
    <section class="sheet" aria-labelledby="profiles">
      <h2 id="profiles">{texts.profiles}</h2>
      <p class="muted">{texts.profilesLead}</p>
      <form class="find" onSubmit={find}>
        <label for="find-account">{texts.find}</label>
        <input id="find-account" name="account" class="mono" autocapitalize="none" spellcheck={false} required />
        <button type="submit" class="button">
          {texts.open}
        </button>
        {isMissing && <p role="alert">{texts.notFound}</p>}
        {failure !== undefined && <Failure error={failure} />}
      </form>
    </section>
  );
}
