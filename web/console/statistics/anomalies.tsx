import { useFormat } from "../parts/use-format.ts";
import type { Anomaly } from "./statistics.ts";

/** What is odd about scans, sentence by sentence. */
export function Anomalies({ anomalies }: { readonly anomalies: readonly Anomaly[] }) {
  const { time } = useFormat();
  return (
    <ul class="entries">
      {anomalies.map(({ type, from, to, message }) => (
        <li key={`${type} ${from} ${to}`} class="notice notice-warn">
          {message} ({time(from)} – {time(to)})
        </li>
      ))}
    </ul>
  );
}
