import { useConsole, useTexts } from "../app/context.ts";
import type { Profile } from "../approvals/application.ts";
import { ProfileWords } from "../approvals/profile-words.tsx";
import { APPROVAL_TEXTS } from "../approvals/texts.ts";
import { ActForm } from "../parts/act-form.tsx";
import { Actions } from "../parts/actions.tsx";
import { Area, Field } from "../parts/field.tsx";
import { Loading } from "../parts/loading.tsx";
import { listed, said, saidOf } from "../parts/said.ts";
import { useLoad } from "../parts/use-load.ts";
import { OWN_PROFILE_TEXTS } from "./texts.ts";

const PATH = "/v1/profile";

/** Who one says one is, what one goes by, and a form to say another thing. */
export function Identity() {
  const { session } = useConsole();
  const texts = useTexts(OWN_PROFILE_TEXTS);
  const { confirmed, unconfirmed } = useTexts(APPROVAL_TEXTS);
  const found = useLoad(async () => (await session.call<Profile>("GET", PATH)).data, []);
  return (
    <section class="sheet" aria-labelledby="identity">
      <h2 id="identity">{texts.identity}</h2>
      <p class="muted">{texts.identityLead}</p>
      <Loading of={found}>
        {(profile) => (
          <>
            <p>
              <strong>
                <bdi>{profile.name}</bdi>
              </strong>{" "}
              <span class="tag">{profile.confirmed ? confirmed : unconfirmed}</span>
            </p>
            {profile.says?.profile && <ProfileWords words={profile.says.profile} />}
            <Actions
              of={[
                {
                  name: "identity",
                  title: texts.change,
                  form: () => <IdentityForm profile={profile} onDone={found.reload} />,
                },
                ...(profile.says
                  ? [{ name: "take-back", title: texts.takeBack, form: () => <TakeBack onDone={found.reload} /> }]
                  : []),
              ]}
            />
          </>
        )}
      </Loading>
    </section>
  );
}

function IdentityForm({ profile, onDone }: { readonly profile: Profile; readonly onDone: () => void }) {
  const texts = useTexts(OWN_PROFILE_TEXTS);
  const named = useTexts(APPROVAL_TEXTS);
  const before = profile.says?.profile;
  const body = (data: FormData) => {
    const [zh, en] = [said(data, "names.zh"), said(data, "names.en")];
    const licences = said(data, "licences")
      .split("\n")
      .map(listed)
      .filter(([kind]) => kind !== undefined)
      .map(([kind, number = "", issuer]) => ({ kind, number, ...(issuer && { issuer }) }));
    return {
      names: { ...(zh && { zh }), ...(en && { en }) },
      ...saidOf(data, ["gln", "place", "contact", "website"]),
      ...(licences.length > 0 && { licences }),
    };
  };
  const licences = before?.licences?.map(({ kind, number, issuer }) =>
    [kind, number, issuer].filter(Boolean).join(", "),
  );
  return (
    <ActForm method="PUT" path={PATH} body={body} button={texts.save} onDone={onDone}>
      {(errors) => (
        <>
          <div class="row">
            <Field label={named.nameZh} name="names.zh" defaultValue={before?.names.zh ?? ""} errors={errors} />
            <Field label={named.nameEn} name="names.en" defaultValue={before?.names.en ?? ""} errors={errors} />
          </div>
          <div class="row">
            <Field label="GLN" name="gln" defaultValue={before?.gln ?? ""} inputMode="numeric" errors={errors} />
            <Field label={named.place} name="place" defaultValue={before?.place ?? ""} errors={errors} />
          </div>
          <div class="row">
            <Field label={named.contact} name="contact" defaultValue={before?.contact ?? ""} errors={errors} />
            <Field
              label={named.website}
              name="website"
              type="url"
              defaultValue={before?.website ?? ""}
              errors={errors}
            />
          </div>
          <Area
            label={named.licences}
            help={texts.licencesHelp}
            name="licences"
            defaultValue={licences?.join("\n") ?? ""}
            errors={errors}
          />
        </>
      )}
    </ActForm>
  );
}

function TakeBack({ onDone }: { readonly onDone: () => void }) {
  const texts = useTexts(OWN_PROFILE_TEXTS);
  return (
    <ActForm method="DELETE" path={PATH} body={() => undefined} button={texts.takeBack} grave onDone={onDone}>
      {() => <p>{texts.takeBackWhat}</p>}
    </ActForm>
  );
}
