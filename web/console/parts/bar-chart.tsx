import { useFormat } from "./use-format.ts";

/** A bar: what it is of, and how much. */
export interface Bar {
  readonly name: string;
  readonly value: number;
}

const WIDTH = 640;
const HEIGHT = 180;
/** Above the highest bar, for its number. */
const HEAD = 36;

/** Bars beside each other, and the same as a table: nothing is told by the picture alone. */
export function BarChart(props: {
  readonly title: string;
  /** What the table's columns are called. */
  readonly columns: readonly [name: string, value: string];
  readonly bars: readonly Bar[];
  readonly tableWords: string;
}) {
  const { title, columns, bars, tableWords } = props;
  const { number } = useFormat();
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const step = WIDTH / Math.max(1, bars.length);
  return (
    <figure class="chart">
      <figcaption>{title}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={title}>
        {bars.map(({ name, value }, index) => {
          const height = ((HEIGHT - HEAD) * value) / most;
          const y = HEIGHT - height;
          return (
            <g key={name}>
              <rect x={index * step + step * 0.1} y={y} width={step * 0.8} height={height} rx="3" />
              {step > 44 && (
                <text x={(index + 0.5) * step} y={y - 6} text-anchor="middle">
                  {number(value)}
                </text>
              )}
            </g>
          );
        })}
      </svg>
      <details>
        <summary>{tableWords}</summary>
        <table class="numbers">
          <caption class="visually-hidden">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{columns[0]}</th>
              <th scope="col">{columns[1]}</th>
            </tr>
          </thead>
          <tbody>
            {bars.map(({ name, value }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{number(value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
