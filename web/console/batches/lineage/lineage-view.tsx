import { useEffect, useState } from "preact/hooks";
import { useConsole, useTexts } from "../../app/context.ts";
import { Choice } from "../../parts/field.tsx";
import { FileForm } from "../../parts/file-form.tsx";
import { Link } from "../../parts/link.tsx";
import { Loading } from "../../parts/loading.tsx";
import { COMMON_TEXTS } from "../../parts/texts.ts";
import { useLoad } from "../../parts/use-load.ts";
import { BATCH_TEXTS } from "../texts.ts";
import { Graph } from "./graph.tsx";
import { LINEAGE_TEXTS } from "./texts.ts";

interface Node {
  readonly key: string;
  readonly depth: number;
  readonly id: string | null;
  readonly batchCode: string | null;
  readonly name: string | null;
  readonly status: string | null;
  readonly result: "pass" | "fail" | null;
  readonly remaining: number | null;
  readonly unit: string | null;
  readonly holder: { readonly address: string; readonly name: string | null } | null;
}

interface Lineage {
  readonly batchCode: string;
  readonly nodes: readonly Node[];
  readonly edges: readonly {
    readonly from: string;
    readonly to: string;
    readonly kind: "split" | "transformation";
    readonly quantity: number;
    readonly unit: string | null;
  }[];
  readonly counts: { readonly up: number; readonly down: number };
  readonly truncated: boolean;
}

/** So many batches are drawn, and stand in the table, the nearest: the file has all of them. */
const SHOWN = 150;

/** What a batch was made of, and what became of it: drawn, and in tables. */
export function LineageView({ id }: { readonly id: string }) {
  const { session } = useConsole();
  const texts = useTexts(LINEAGE_TEXTS);
  const { brand } = useTexts(COMMON_TEXTS);
  const [direction, setDirection] = useState("both");
  const path = `/v1/traces/${encodeURIComponent(id)}/lineage?direction=${direction}`;
  const found = useLoad(async () => (await session.call<Lineage>("GET", path)).data, [path]);
  useEffect(() => {
    document.title = `${texts.title} · ${brand}`;
  }, [texts, brand]);
  return (
    <>
      <p>
        <Link to={`/batches/${id}`}>← {texts.back}</Link>
      </p>
      <h1>{texts.title}</h1>
      <Choice
        label={texts.direction}
        name="direction"
        value={direction}
        options={Object.entries(texts.directions)}
        onInput={({ currentTarget }) => setDirection(currentTarget.value)}
      />
      <Loading of={found}>
        {(all) => (
          <>
            <p>
              <span class="mono">{all.batchCode}</span> {texts.counts(all.counts.up, all.counts.down)}
            </p>
            {all.truncated && <p class="notice notice-warn">{texts.truncated}</p>}
            {all.nodes.length > SHOWN && <p class="notice notice-warn">{texts.nearest(SHOWN, all.nodes.length)}</p>}
            {all.edges.length === 0 ? <p class="muted">{texts.alone}</p> : <Tables lineage={nearest(all)} />}
            <FileForm path={`${path}&format=csv`} name={`${all.batchCode}.csv`} button={texts.csv} />
          </>
        )}
      </Loading>
    </>
  );
}

/** The batches that are shown, and what went from one of them into another. */
function nearest({ nodes, edges, ...lineage }: Lineage): Lineage {
  const shown = [...nodes].sort((one, other) => Math.abs(one.depth) - Math.abs(other.depth)).slice(0, SHOWN);
  const keys = new Set(shown.map(({ key }) => key));
  return { ...lineage, nodes: shown, edges: edges.filter(({ from, to }) => keys.has(from) && keys.has(to)) };
}

function Tables({ lineage }: { readonly lineage: Lineage }) {
  return (
    <>
      <Drawn lineage={lineage} />
      <Batches nodes={lineage.nodes} />
      <Edges lineage={lineage} />
    </>
  );
}

/** Amounts, names and states in words. */
function useWords() {
  const texts = useTexts(LINEAGE_TEXTS);
  const { statuses } = useTexts(BATCH_TEXTS);
  const { locale } = useTexts(COMMON_TEXTS);
  const number = new Intl.NumberFormat(locale);
  const amount = (quantity: number | null, unit: string | null) =>
    quantity === null ? "" : `${number.format(quantity)} ${unit ?? ""}`.trim();
  const nameOf = ({ name, batchCode }: Node) => name ?? batchCode ?? texts.withheld;
  const stateOf = ({ status, result }: Node) => {
    const words = [status && status !== "active" && statuses[status], result && texts.results[result]];
    return words.filter(Boolean).join(" · ");
  };
  return { texts, statuses, amount, nameOf, stateOf };
}

const isBad = ({ status, result }: Node) => status === "recalled" || result === "fail";

function Drawn({ lineage }: { readonly lineage: Lineage }) {
  const { texts, amount, nameOf, stateOf } = useWords();
  return (
    <Graph
      label={texts.graph}
      nodes={lineage.nodes.map((node) => ({
        key: node.key,
        depth: node.depth,
        title: nameOf(node),
        note: stateOf(node) || amount(node.remaining, node.unit),
        ...(node.id && { to: `/batches/${node.id}` }),
        isBad: isBad(node),
        isSelf: node.depth === 0,
      }))}
      edges={lineage.edges.map(({ from, to, quantity, unit }) => ({ from, to, words: amount(quantity, unit) }))}
    />
  );
}

function Batches({ nodes }: { readonly nodes: readonly Node[] }) {
  const { texts, statuses, amount, nameOf } = useWords();
  const { columns } = texts;
  return (
    <table class="cards">
      <caption>{texts.batches}</caption>
      <thead>
        <tr>
          {Object.values(columns).map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {nodes.map((node) => (
          <tr key={node.key}>
            <th scope="row" data-label={columns.batch}>
              {node.id ? <Link to={`/batches/${node.id}`}>{nameOf(node)}</Link> : nameOf(node)}{" "}
              <span class="mono muted">{node.batchCode}</span>
            </th>
            <td data-label={columns.where}>{texts.where(node.depth)}</td>
            <td data-label={columns.remaining}>{amount(node.remaining, node.unit) || "–"}</td>
            <td data-label={columns.status}>
              <span class={isBad(node) ? "tag tag-bad" : "tag"}>
                {node.status ? (statuses[node.status] ?? node.status) : texts.withheld}
              </span>{" "}
              {node.result && <span class={isBad(node) ? "tag tag-bad" : "tag"}>{texts.results[node.result]}</span>}
            </td>
            <td data-label={columns.holder}>
              {node.holder ? <bdi>{node.holder.name ?? node.holder.address}</bdi> : "–"}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Edges({ lineage }: { readonly lineage: Lineage }) {
  const { texts, amount, nameOf } = useWords();
  const names = new Map(lineage.nodes.map((node) => [node.key, nameOf(node)]));
  const { edgeColumns } = texts;
  return (
    <table class="cards">
      <caption>{texts.edges}</caption>
      <thead>
        <tr>
          {Object.values(edgeColumns).map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lineage.edges.map(({ from, to, kind, quantity, unit }) => (
          <tr key={`${from} ${to}`}>
            <th scope="row" data-label={edgeColumns.from}>
              {names.get(from) ?? from}
            </th>
            <td data-label={edgeColumns.to}>{names.get(to) ?? to}</td>
            <td data-label={edgeColumns.quantity}>{amount(quantity, unit)}</td>
            <td data-label={edgeColumns.kind}>{texts.kinds[kind]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
