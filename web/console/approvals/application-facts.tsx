import { useTexts } from "../app/context.ts";
import { Facts } from "../parts/facts.tsx";
import { useFormat } from "../parts/use-format.ts";
import { useNames } from "../parts/use-names.ts";
import type { Application } from "./application.ts";
import { APPROVAL_TEXTS } from "./texts.ts";

/** An application, and how it stands. */
export function ApplicationFacts({ application }: { readonly application: Application }) {
  const texts = useTexts(APPROVAL_TEXTS);
  const { roles } = useNames();
  const { time } = useFormat();
  const { decision, validUntil, awaits } = application;
  return (
    <Facts
      of={[
        [texts.role, roles[application.role]],
        [
          texts.status,
          <>
            <span class="tag" data-testid="application-status">
              {texts.statuses[application.status]}
            </span>{" "}
            {awaits && texts.awaits[awaits]}
          </>,
        ],
        [texts.reason, application.reason],
        [texts.asked, time(application.createdAt)],
        [texts.validUntil, validUntil && time(validUntil)],
        [texts.decided, decision && time(decision.at)],
        [texts.decidedBy, decision?.by],
        [texts.decisionReason, decision?.reason],
      ]}
    />
  );
}
