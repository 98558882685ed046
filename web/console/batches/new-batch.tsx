import { useEffect } from "preact/hooks";
import type { Hex } from "../../../domain/shared/hex.ts";
import { traceIdOf } from "../../../domain/shared/identifiers.ts";
import { useConsole, useTexts } from "../app/context.ts";
import { ActForm } from "../parts/act-form.tsx";
import { AmountField } from "../parts/amount-field.tsx";
import { Check } from "../parts/check.tsx";
import { Area, Choice, Field } from "../parts/field.tsx";
import { Link } from "../parts/link.tsx";
import { Loading } from "../parts/loading.tsx";
import { listed, said, saidOf, withOffset } from "../parts/said.ts";
import { COMMON_TEXTS } from "../parts/texts.ts";
import { useLoad } from "../parts/use-load.ts";
import { choicesOf } from "./choices.ts";
import { BATCH_TEXTS } from "./texts.ts";
import { UnitField } from "./unit-field.tsx";

const en = {
  title: "New batch",
  lead: "It gets a code and a QR code of its own. Quantity, unit and code cannot be changed afterwards.",
  name: "What it is",
  quantity: "Quantity",
  lot: "Lot number",
  lotHelp: "Your own number for it, up to 20 characters",
  code: "Batch code",
  codeHelp: "Made for you where you leave it empty",
  product: "Product",
  farm: "Farm",
  none: "none",
  harvested: "Harvested on",
  description: "Description",
  certifications: "Certifications",
  certificationsHelp: "Several with commas between, such as: organic, GAP",
  restricted: "Withhold the description from the public",
  create: "Create the batch",
};
const zh: typeof en = {
  title: "新建批次",
  lead: "系统将为该批次生成编码与二维码。数量、单位和批次号创建后不可更改。",
  name: "名称",
  quantity: "数量",
  lot: "生产批号",
  lotHelp: "贵方自编批号，最多 20 个字符",
  code: "批次号",
  codeHelp: "留空则自动生成",
  product: "产品",
  farm: "农场",
  none: "不选择",
  harvested: "采收日期",
  description: "说明",
  certifications: "认证",
  certificationsHelp: "多项请用逗号分隔，例如：有机，GAP",
  restricted: "不向公众公开批次说明",
  create: "创建批次",
};

/** Makes a batch, and leads to its page. */
export function NewBatch() {
  const { session, me, go } = useConsole();
  const texts = useTexts({ en, zh });
  const { backToList } = useTexts(BATCH_TEXTS);
  const { brand } = useTexts(COMMON_TEXTS);
  useEffect(() => {
    document.title = `${texts.title} · ${brand}`;
  }, [texts, brand]);
  const catalogue = useLoad(async () => {
    const [products, farms] = await Promise.all([
      choicesOf(session, me, "/v1/products", texts.none),
      choicesOf(session, me, "/v1/farms", texts.none),
    ]);
    return { products, farms };
  }, [texts]);

  const body = (data: FormData) => {
    const harvested = said(data, "harvestDate");
    const certifications = listed(said(data, "certifications"));
    return {
      ...saidOf(data, ["name", "unit", "lot", "batchCode", "productId", "farmId", "description"]),
      quantity: Number(said(data, "quantity")),
      ...(harvested && { harvestDate: withOffset(harvested) }),
      ...(certifications.length > 0 && { certifications }),
      ...(data.has("restricted") && { restricted: true }),
    };
  };

  return (
    <>
      <p>
        <Link to="/batches">← {backToList}</Link>
      </p>
      <h1>{texts.title}</h1>
      <p class="muted">{texts.lead}</p>
      <Loading of={catalogue}>
        {({ products, farms }) => (
          <div class="sheet">
            <ActForm<{ readonly id: string }>
              path="/v1/traces"
              body={body}
              button={texts.create}
              onDone={(made, [operation]) => {
                const id = made?.id ?? (operation?.chain && traceIdOf(operation.chain.batchId as Hex));
                if (id) go(`/batches/${id}`);
              }}
            >
              {(errors) => (
                <>
                  <Field label={texts.name} name="name" errors={errors} required />
                  <div class="row">
                    <AmountField label={texts.quantity} name="quantity" errors={errors} required />
                    <UnitField errors={errors} />
                  </div>
                  <div class="row">
                    <Choice label={texts.product} name="productId" options={products} errors={errors} />
                    <Choice label={texts.farm} name="farmId" options={farms} errors={errors} />
                  </div>
                  <Field label={texts.harvested} name="harvestDate" type="date" errors={errors} />
                  <div class="row">
                    <Field label={texts.lot} help={texts.lotHelp} name="lot" errors={errors} autocapitalize="none" />
                    <Field
                      label={texts.code}
                      help={texts.codeHelp}
                      name="batchCode"
                      errors={errors}
                      autocapitalize="none"
                    />
                  </div>
                  <Area label={texts.description} name="description" errors={errors} />
                  <Field
                    label={texts.certifications}
                    help={texts.certificationsHelp}
                    name="certifications"
                    errors={errors}
                  />
                  <Check name="restricted" label={texts.restricted} />
                </>
              )}
            </ActForm>
          </div>
        )}
      </Loading>
    </>
  );
}
