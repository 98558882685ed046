import { useConsole, useTexts } from "../app/context.ts";
import { ActForm } from "../parts/act-form.tsx";
import { type Action, Actions } from "../parts/actions.tsx";
import { Link } from "../parts/link.tsx";
import { List } from "../parts/list.tsx";
import { Loading } from "../parts/loading.tsx";
import { Party } from "../parts/party.tsx";
import { useFormat } from "../parts/use-format.ts";
import { useLoad } from "../parts/use-load.ts";
import type { Profile, ProfileWithHistory } from "./application.ts";
import { ProfileWords } from "./profile-words.tsx";
import { APPROVAL_TEXTS } from "./texts.ts";

/** Who an account is, for who confirms that: what it says, what it goes by, and all that was said before. */
export function ProfileView({ account }: { readonly account: string }) {
  const { session, me } = useConsole();
  const texts = useTexts(APPROVAL_TEXTS);
  const path = `/v1/accounts/${encodeURIComponent(account)}/profile`;
  const found = useLoad(async () => (await session.call<ProfileWithHistory>("GET", `${path}?limit=1`)).data, [path]);
  const isOwn = ({ address }: { readonly address: string }) => address.toLowerCase() === me.address.toLowerCase();

  const confirm = (digest: string): Action => ({
    name: "confirm",
    title: texts.confirm,
    form: () => (
      <ActForm path={`${path}/confirmation`} body={() => ({ digest })} button={texts.confirm} onDone={found.reload}>
        {() => <p>{texts.confirmWhat}</p>}
      </ActForm>
    ),
  });
  const withdraw: Action = {
    name: "withdraw",
    title: texts.withdraw,
    form: () => (
      <ActForm
        method="DELETE"
        path={`${path}/confirmation`}
        body={() => undefined}
        button={texts.withdraw}
        grave
        onDone={found.reload}
      >
        {() => <p>{texts.withdrawWhat}</p>}
      </ActForm>
    ),
  };
  const actionsOf = ({ says, confirmedBy, ...profile }: Profile): readonly Action[] => {
    if (isOwn(profile) || !me.duties.includes("profiles")) return [];
    const hasConfirmed = confirmedBy.some(isOwn);
    const isNew = says?.profile && !(hasConfirmed && profile.profile?.digest === says.digest);
    return [...(isNew ? [confirm(says.digest)] : []), ...(hasConfirmed ? [withdraw] : [])];
  };

  return (
    <>
      <p>
        <Link to="/approvals">← {texts.title}</Link>
      </p>
      <Loading of={found}>
        {(profile) => (
          <>
            <h1>{profile.name === null ? profile.address : <bdi>{profile.name}</bdi>}</h1>
            <p>
              <span class="tag" data-testid="confirmed">
                {profile.confirmed ? texts.confirmed : texts.unconfirmed}
              </span>{" "}
              <span class="mono">{profile.address}</span>
            </p>
            {profile.nameNotice && <p class="notice notice-warn">{profile.nameNotice}</p>}
            <section class="sheet" aria-labelledby="says">
              <h2 id="says">{texts.says}</h2>
              {profile.says?.profile ? <ProfileWords words={profile.says.profile} /> : <p>{texts.saysNothing}</p>}
            </section>
            {profile.profile?.profile && profile.profile.digest !== profile.says?.digest && (
              <section class="sheet" aria-labelledby="goes-by">
                <h2 id="goes-by">{texts.goesBy}</h2>
                <ProfileWords words={profile.profile.profile} />
              </section>
            )}
            {profile.confirmedBy.length > 0 && (
              <p>
                {texts.confirmedBy}{" "}
                {profile.confirmedBy.map((each) => (
                  <Party key={each.address} of={each} />
                ))}
              </p>
            )}
            <Actions of={actionsOf(profile)} />
            <section aria-labelledby="history">
              <h2 id="history">{texts.history}</h2>
              <History key={JSON.stringify(profile)} path={path} />
            </section>
          </>
        )}
      </Loading>
    </>
  );
}

function History({ path }: { readonly path: string }) {
  const texts = useTexts(APPROVAL_TEXTS);
  const { time } = useFormat();
  return (
    <List<ProfileWithHistory["history"][number], ProfileWithHistory>
      path={path}
      items={({ history }) => history}
      empty={<p class="muted">{texts.noHistory}</p>}
    >
      {(events) => (
        <ol class="steps">
          {events.map(({ date, by, withdrawn, names, chain }) => (
            <li key={chain.line}>
              <time class="muted" dateTime={date}>
                {time(date)}
              </time>{" "}
              <Party of={by} />: {withdrawn ? texts.withdrawn : [names?.zh, names?.en].filter(Boolean).join(" · ")}
            </li>
          ))}
        </ol>
      )}
    </List>
  );
}
