import { useTexts } from "../../app/context.ts";
import { Link } from "../../parts/link.tsx";
import { Party, type PartyNamed } from "../../parts/party.tsx";
import { Table } from "../../parts/table.tsx";
import { useFormat } from "../../parts/use-format.ts";
import { RECALL_FORM_TEXTS } from "./recall-texts.ts";

type ByUnit = Readonly<Record<string, number>>;

/** What a recall would reach, as the API tells it. */
export interface Preview {
  readonly truncated: boolean;
  readonly summary: {
    readonly batches: number;
    readonly holders: number;
    readonly remaining: ByUnit;
    readonly sold: ByUnit;
  };
  readonly items: readonly {
    readonly traceId: string;
    readonly batchCode: string;
    readonly holder: PartyNamed;
    readonly remaining: number;
    readonly sold: number;
    readonly unit: string;
    readonly marking: string;
  }[];
  readonly recipients: readonly {
    readonly address: string | null;
    readonly name: string | null;
    readonly gln: string | null;
    readonly batchCodes: readonly string[];
    readonly batches: number;
    readonly lastAt: string;
  }[];
  readonly moreRecipients: boolean;
}

/** Batches that are shown; the figures above are of all. */
const SHOWN = 200;

/** Which batches a recall would reach, who holds how much of them, and to whom goods went besides. */
export function RecallPreview({ preview }: { readonly preview: Preview }) {
  const texts = useTexts(RECALL_FORM_TEXTS);
  const { amount, day, number } = useFormat();
  const { summary, items, recipients } = preview;
  const sums = (amounts: ByUnit) =>
    Object.entries(amounts)
      .map(([unit, sum]) => amount(sum, unit))
      .join(", ") || "0";
  const figures = [
    [texts.batches, number(summary.batches)],
    [texts.holders, number(summary.holders)],
    [texts.remaining, sums(summary.remaining)],
    [texts.sold, sums(summary.sold)],
  ];
  return (
    <section class="result" data-testid="preview">
      <h3>{texts.reached}</h3>
      {preview.truncated && <p class="notice notice-bad">{texts.truncated}</p>}
      <dl class="figures">
        {figures.map(([name, figure]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{figure}</dd>
          </div>
        ))}
      </dl>
      <Table
        caption={texts.batches}
        columns={Object.values(texts.columns)}
        rows={items.slice(0, SHOWN).map((item) => ({
          key: item.traceId,
          cells: [
            <Link key="batch" to={`/batches/${item.traceId}`}>
              {item.batchCode}
            </Link>,
            <Party key="holder" of={item.holder} />,
            amount(item.remaining, item.unit),
            amount(item.sold, item.unit),
            texts.markings[item.marking] ?? item.marking,
          ],
        }))}
      />
      {recipients.length > 0 && (
        <Table
          caption={texts.recipients}
          columns={Object.values(texts.recipientColumns)}
          rows={recipients.map((firm) => ({
            key: firm.address ?? firm.name ?? firm.gln ?? "",
            cells: [
              <>
                <bdi>{firm.name ?? firm.gln ?? firm.address}</bdi>{" "}
                {firm.address === null && <span class="muted">({texts.noAccount})</span>}
              </>,
              `${number(firm.batches)}: ${firm.batchCodes.join(", ")}`,
              day(firm.lastAt),
            ],
          }))}
        />
      )}
      {preview.moreRecipients && <p class="notice notice-warn">{texts.moreRecipients}</p>}
    </section>
  );
}
