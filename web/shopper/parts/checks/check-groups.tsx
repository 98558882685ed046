import { checkTitle } from "../../../../proof/messages.ts";
import { Broken, Cross, Lock, Tick } from "../../icons/signs.tsx";
import { useJourney } from "../../journey.ts";
import { useLocale } from "../../locale.ts";
import { type CheckGroup, groupChecks } from "../../story/groups.ts";
import { CheckRow } from "./check-row.tsx";

/** The checks by name: each failure spelled out, the rest folded away. */
export function CheckGroups() {
  const { checks } = useJourney();
  const { panel } = useLocale().texts;
  return (
    <div class="checks">
      <h3>{panel.checks}</h3>
      {groupChecks(checks).map((group) => (
        <Group key={group.name} group={group} />
      ))}
    </div>
  );
}

function Group({ group }: { readonly group: CheckGroup }) {
  const { finished } = useJourney();
  const { language, texts } = useLocale();
  const { panel } = texts;
  const tone = toneOf(group);
  const counts = [
    group.failed > 0 && panel.failedCount(group.failed),
    group.unanswered > 0 && panel.unansweredCount(group.unanswered),
    group.passed > 0 && panel.passedCount(group.passed),
    group.withheld > 0 && panel.withheldCount(group.withheld),
  ].filter(Boolean);
  const none = finished ? panel.notMade : panel.waiting;
  return (
    <details class={`check-group check-${tone}`} open={group.failed > 0}>
      <summary>
        <GroupSign tone={tone} />
        <span class="check-title">{checkTitle(group.name, language)}</span>
        <span class="check-count">{counts.length > 0 ? counts.join(" · ") : none}</span>
      </summary>
      <ul>
        {group.checks.map((check, index) => (
          <CheckRow key={index} check={check} />
        ))}
      </ul>
    </details>
  );
}

type Tone = "failed" | "unanswered" | "passed" | "withheld" | "waiting";

function toneOf(group: CheckGroup): Tone {
  if (group.failed > 0) return "failed";
  if (group.unanswered > 0) return "unanswered";
  if (group.passed > 0) return "passed";
  return group.withheld > 0 ? "withheld" : "waiting";
}

function GroupSign({ tone }: { readonly tone: Tone }) {
  switch (tone) {
    case "failed":
      return <Cross />;
    case "unanswered":
      return <Broken />;
    case "passed":
      return <Tick />;
    case "withheld":
      return <Lock />;
    case "waiting":
      return <span class="icon check-dot" />;
  }
}
