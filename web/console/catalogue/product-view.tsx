import { unitSign } from "../../../domain/records/reading-units.ts";
import { useConsole, useTexts } from "../app/context.ts";
import { ActForm, type FieldErrors } from "../parts/act-form.tsx";
import { Actions } from "../parts/actions.tsx";
import { Facts } from "../parts/facts.tsx";
import { Area, Field } from "../parts/field.tsx";
import { Link } from "../parts/link.tsx";
import { Loading } from "../parts/loading.tsx";
import { Rows, rowsIn } from "../parts/rows.tsx";
import { said, saidOf } from "../parts/said.ts";
import { COMMON_TEXTS } from "../parts/texts.ts";
import { useFormat } from "../parts/use-format.ts";
import { useLoad } from "../parts/use-load.ts";
import { useNames } from "../parts/use-names.ts";
import { isOwn, type Limit, type Product } from "./item.ts";
import { Loans } from "./loans.tsx";
import { CATALOGUE_TEXTS } from "./texts.ts";

const PATH = "/v1/products";

/** A product to add. */
export function NewProduct() {
  const { go } = useConsole();
  const texts = useTexts(CATALOGUE_TEXTS);
  const { saved } = useTexts(COMMON_TEXTS);
  const body = (data: FormData) => ({
    name: said(data, "name"),
    ...saidOf(data, ["gtin", "description", "storageGuide"]),
    ...tablesIn(data),
  });
  return (
    <>
      <Back />
      <h1>{texts.newProduct}</h1>
      <section class="sheet">
        <ActForm<Product>
          path={PATH}
          body={body}
          button={texts.create}
          done={saved}
          onDone={(product) => product && go(`/catalogue/products/${encodeURIComponent(product.id)}`)}
        >
          {(errors) => (
            <>
              <div class="row">
                <Field label={texts.name} name="name" errors={errors} required />
                <Field label={texts.gtin} help={texts.gtinHelp} name="gtin" inputMode="numeric" errors={errors} />
              </div>
              <Words errors={errors} />
            </>
          )}
        </ActForm>
      </section>
    </>
  );
}

/** A product, to change and to lend where it is one's own. */
export function ProductView({ id }: { readonly id: string }) {
  const { session, me } = useConsole();
  const texts = useTexts(CATALOGUE_TEXTS);
  const { saved } = useTexts(COMMON_TEXTS);
  const { fields } = useNames();
  const { number } = useFormat();
  const path = `${PATH}/${encodeURIComponent(id)}`;
  const found = useLoad(async () => (await session.call<Product>("GET", path)).data, [path]);
  const change = (product: Product) => ({
    name: "change",
    title: texts.change,
    form: () => (
      <ActForm
        method="PATCH"
        path={path}
        body={(data) => ({
          description: said(data, "description"),
          storageGuide: said(data, "storageGuide"),
          ...tablesIn(data),
        })}
        button={texts.save}
        done={saved}
        onDone={found.reload}
      >
        {(errors) => (
          <>
            <p class="muted">{texts.changeHelp}</p>
            <Words product={product} errors={errors} />
          </>
        )}
      </ActForm>
    ),
  });
  const told = ({ type, min, max, unit, minutes }: Limit) =>
    `${fields[type as keyof typeof fields] ?? type} ${min ?? "…"} – ${max ?? "…"} ${unitSign(unit)}${
      minutes === undefined ? "" : ` (${texts.limitColumns.minutes}: ${number(minutes)})`
    }`;
  return (
    <>
      <Back />
      <Loading of={found}>
        {(product) => (
          <>
            <h1>
              <bdi>{product.name}</bdi>
            </h1>
            <section class="sheet">
              <Facts
                of={[
                  [texts.gtin, product.gtin],
                  [texts.description, product.description],
                  [texts.storage, product.storageGuide],
                  ...Object.entries(product.nutritionalInfo).map(
                    ([name, value]) => [fields[name as keyof typeof fields] ?? name, String(value)] as const,
                  ),
                  [texts.limits, product.limits.length > 0 && product.limits.map((each) => <p>{told(each)}</p>)],
                ]}
              />
            </section>
            {isOwn(me, product) && (
              <>
                <Actions of={[change(product)]} />
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

const NUTRITION = ["name", "value"] as const;
const LIMIT = ["type", "min", "max", "unit", "minutes"] as const;
const NUMBERS: readonly string[] = ["min", "max", "minutes"];

/** The rows in which something was entered, without what was left empty. */
function rowsOf<Name extends string>(data: FormData, table: string, columns: readonly Name[]) {
  return Array.from({ length: rowsIn(data, table, columns[0] as string) }, (_, row) => {
    const told = columns.map((name) => [name, said(data, `${table}.${row}.${name}`)] as const);
    return Object.fromEntries(told.filter(([, value]) => value !== "")) as Partial<Record<Name, string>>;
  }).filter((row) => Object.keys(row).length > 0);
}

function tablesIn(data: FormData) {
  return {
    nutritionalInfo: Object.fromEntries(
      rowsOf(data, "nutrition", NUTRITION).map(({ name = "", value = "" }) => [name, value]),
    ),
    limits: rowsOf(data, "limits", LIMIT).map(({ minutes, ...limit }) => ({
      ...limit,
      ...(minutes && { minutes: Number(minutes) }),
    })),
  };
}

/** What of a product may change. */
function Words({ product, errors }: { readonly product?: Product; readonly errors: FieldErrors }) {
  const texts = useTexts(CATALOGUE_TEXTS);
  const nutrition = Object.entries(product?.nutritionalInfo ?? {}).map(([name, value]) => ({
    name,
    value: String(value),
  }));
  const limits = (product?.limits ?? []).map((limit) => ({ ...limit, unit: unitSign(limit.unit) }));
  return (
    <>
      <Area label={texts.description} name="description" defaultValue={product?.description ?? ""} errors={errors} />
      <Area label={texts.storage} name="storageGuide" defaultValue={product?.storageGuide ?? ""} errors={errors} />
      <Rows what={texts.nutrition} add={texts.addNutrition} begin={nutrition.length}>
        {(index, first) =>
          NUTRITION.map((name) => (
            <Field
              key={name}
              label={texts.nutritionColumns[name]}
              name={`nutrition.${index}.${name}`}
              defaultValue={nutrition[first]?.[name] ?? ""}
              errors={errors}
            />
          ))
        }
      </Rows>
      <Rows what={texts.limit} add={texts.addLimit} begin={limits.length}>
        {(index, first) =>
          LIMIT.map((name) => (
            <Field
              key={name}
              label={texts.limitColumns[name]}
              name={`limits.${index}.${name}`}
              type={NUMBERS.includes(name) ? "number" : "text"}
              step="any"
              defaultValue={limits[first]?.[name] ?? ""}
              errors={errors}
            />
          ))
        }
      </Rows>
    </>
  );
}
