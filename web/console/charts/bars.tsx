import type { ComponentChildren } from "preact";
import { useTexts } from "../app/context.ts";
import { Table } from "../parts/table.tsx";
import { useFormat } from "../parts/use-format.ts";

const en = { table: "As a table" };
const zh: typeof en = { table: "查看表格" };

/** Something that was counted. */
export interface Count {
  readonly name: string;
  readonly count: number;
}

interface Counted {
  readonly title: string;
  /** What the columns of the table are called. */
  readonly columns: readonly [name: string, count: string];
  readonly counts: readonly Count[];
}

const WIDTH = 320;
const ROW = 40;

/** Counts as bars beside their names, and as a table. */
export function Bars({ title, columns, counts }: Counted) {
  const { number } = useFormat();
  const most = Math.max(1, ...counts.map(({ count }) => count));
  return (
    <Figure title={title} columns={columns} counts={counts}>
      <svg class="bars" viewBox={`0 0 ${WIDTH} ${Math.max(1, counts.length) * ROW}`} role="img" aria-label={title}>
        {counts.map(({ name, count }, index) => (
          <g key={name} transform={`translate(0 ${index * ROW})`}>
            <text x="0" y="14">
              {name}
            </text>
            <rect x="0" y="20" width={(count / most) * (WIDTH - 50)} height="14" rx="4" />
            <text x={WIDTH} y="32" class="bars-count">
              {number(count)}
            </text>
          </g>
        ))}
      </svg>
    </Figure>
  );
}

const HEIGHT = 110;

/** Counts day by day as columns, and as a table: days that are not told of count nothing. */
export function Days({ title, columns, counts }: Counted) {
  const first = counts[0];
  const last = counts.at(-1);
  const start = Date.parse(first?.name ?? "");
  const length = Math.max(1, Math.round((Date.parse(last?.name ?? "") - start) / DAY) + 1);
  const most = Math.max(1, ...counts.map(({ count }) => count));
  const width = WIDTH / length;
  return (
    <Figure title={title} columns={columns} counts={counts}>
      <svg class="bars" viewBox={`0 0 ${WIDTH} ${HEIGHT + 18}`} role="img" aria-label={title}>
        {counts.map(({ name, count }) => {
          const height = (count / most) * HEIGHT;
          const x = Math.round((Date.parse(name) - start) / DAY) * width;
          return (
            <rect key={name} x={x} y={HEIGHT - height} width={Math.max(1, Math.min(24, width - 1))} height={height} />
          );
        })}
        <text x="0" y={HEIGHT + 14}>
          {first?.name}
        </text>
        {counts.length > 1 && (
          <text x={WIDTH} y={HEIGHT + 14} class="bars-count">
            {last?.name}
          </text>
        )}
      </svg>
    </Figure>
  );
}

const DAY = 86_400_000;

function Figure({ title, columns, counts, children }: Counted & { readonly children: ComponentChildren }) {
  const texts = useTexts({ en, zh });
  const { number } = useFormat();
  return (
    <figure class="sheet chart">
      <figcaption>
        <h3>{title}</h3>
      </figcaption>
      {children}
      <details>
        <summary>{texts.table}</summary>
        <Table
          caption={title}
          columns={columns}
          rows={counts.map(({ name, count }) => ({ key: name, cells: [name, number(count)] }))}
        />
      </details>
    </figure>
  );
}
