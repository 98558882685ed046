import { useLocale } from "../../locale.ts";

/** What all this proves, and what it does not. */
export function Limits() {
  const { panel } = useLocale().texts;
  return (
    <div class="limits" id="limits">
      <Points title={panel.provesTitle} points={panel.proves} />
      <Points title={panel.limitsTitle} points={panel.limits} />
    </div>
  );
}

function Points({ title, points }: { readonly title: string; readonly points: readonly string[] }) {
  return (
    <section>
      <h3>{title}</h3>
      <ul>
        {points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
    </section>
  );
}
