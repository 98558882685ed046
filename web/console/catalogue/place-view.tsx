import { LOCATION_KINDS } from "../../../domain/catalogue/location.ts";
import { useConsole, useTexts } from "../app/context.ts";
import { ActForm, type FieldErrors } from "../parts/act-form.tsx";
import { Actions } from "../parts/actions.tsx";
import { Facts } from "../parts/facts.tsx";
import { Choice, Field } from "../parts/field.tsx";
import { Link } from "../parts/link.tsx";
import { Loading } from "../parts/loading.tsx";
import { said } from "../parts/said.ts";
import { COMMON_TEXTS } from "../parts/texts.ts";
import { useLoad } from "../parts/use-load.ts";
import { isOwn, PLACE_TEXTS, type Place } from "./item.ts";
import { Loans } from "./loans.tsx";
import { CATALOGUE_TEXTS } from "./texts.ts";

const PATH = "/v1/locations";

/** A place to add. */
export function NewPlace() {
  const { go } = useConsole();
  const texts = useTexts(CATALOGUE_TEXTS);
  const { saved } = useTexts(COMMON_TEXTS);
  return (
    <>
      <Back />
      <h1>{texts.newPlace}</h1>
      <section class="sheet">
        <ActForm<Place>
          path={PATH}
          body={placeIn}
          button={texts.create}
          done={saved}
          onDone={(place) => place && go(`/catalogue/places/${encodeURIComponent(place.id)}`)}
        >
          {(errors) => <Words errors={errors} />}
        </ActForm>
      </section>
    </>
  );
}

/** A place, to change and to lend where it is one's own. */
export function PlaceView({ id }: { readonly id: string }) {
  const { session, me } = useConsole();
  const texts = useTexts(CATALOGUE_TEXTS);
  const { saved } = useTexts(COMMON_TEXTS);
  const path = `${PATH}/${encodeURIComponent(id)}`;
  const found = useLoad(async () => {
    const { data, etag } = await session.call<Place>("GET", path);
    return { place: data, etag };
  }, [path]);
  const labels = useLabels();
  return (
    <>
      <Back />
      <Loading of={found}>
        {({ place, etag }) => (
          <>
            <h1>
              <bdi>{place.name}</bdi>
            </h1>
            <section class="sheet">
              <Facts
                of={[
                  [texts.kind, texts.kinds[place.kind]],
                  ...PLACE_TEXTS.map((name) => [labels[name], place[name]] as const),
                  [texts.latitude, place.latitude],
                  [texts.longitude, place.longitude],
                ]}
              />
            </section>
            {isOwn(me, place) && (
              <>
                <Actions
                  of={[
                    {
                      name: "change",
                      title: texts.change,
                      form: () => (
                        <ActForm
                          method="PATCH"
                          path={path}
                          ifMatch={etag}
                          body={placeIn}
                          button={texts.save}
                          done={saved}
                          onDone={found.reload}
                        >
                          {(errors) => (
                            <>
                              <p class="muted">{texts.changeHelp}</p>
                              <Words place={place} errors={errors} />
                            </>
                          )}
                        </ActForm>
                      ),
                    },
                  ]}
                />
                <Loans path={path} />
              </>
            )}
          </>
        )}
      </Loading>
    </>
  );
}

function Back() {
  const { title } = useTexts(CATALOGUE_TEXTS);
  return (
    <p>
      <Link to="/catalogue">← {title}</Link>
    </p>
  );
}

function useLabels(): Readonly<Record<(typeof PLACE_TEXTS)[number], string>> {
  return { ...useTexts(CATALOGUE_TEXTS), gln: "GLN" };
}

/** All of it anew: what was left empty is taken away. */
function placeIn(data: FormData) {
  const number = (name: string) => (said(data, name) === "" ? null : Number(said(data, name)));
  return {
    name: said(data, "name"),
    kind: said(data, "kind"),
    ...Object.fromEntries(PLACE_TEXTS.map((name) => [name, said(data, name) || null])),
    latitude: number("latitude"),
    longitude: number("longitude"),
  };
}

function Words({ place, errors }: { readonly place?: Place; readonly errors: FieldErrors }) {
  const texts = useTexts(CATALOGUE_TEXTS);
  const labels = useLabels();
  return (
    <>
      <div class="row">
        <Field label={texts.name} name="name" defaultValue={place?.name ?? ""} errors={errors} required />
        <Choice
          label={texts.kind}
          name="kind"
          defaultValue={place?.kind ?? "farm"}
          options={LOCATION_KINDS.map((kind) => [kind, texts.kinds[kind]] as const)}
          errors={errors}
        />
      </div>
      <div class="row">
        {PLACE_TEXTS.map((name) => (
          <Field key={name} label={labels[name]} name={name} defaultValue={place?.[name] ?? ""} errors={errors} />
        ))}
      </div>
      <div class="row">
        {(["latitude", "longitude"] as const).map((name) => (
          <Field
            key={name}
            label={texts[name]}
            name={name}
            type="number"
            step="any"
            defaultValue={place?.[name] ?? ""}
            errors={errors}
          />
        ))}
      </div>
    </>
  );
}
