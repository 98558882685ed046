import type { Verification } from "../../../../proof/check.ts";
import { useJourney } from "../../journey.ts";
import { useLocale } from "../../locale.ts";
import type { Settings } from "../../use-settings.ts";
import { CheckGroups } from "./check-groups.tsx";
import { EndpointForm } from "./endpoint-form.tsx";
import { Heads } from "./heads.tsx";
import { Limits } from "./limits.tsx";
import { Origins } from "./origins.tsx";
import { Terminal } from "./terminal.tsx";

/** Everything that was checked, the outcome, and other ways to verify it. */
export function VerificationPanel(props: {
  readonly code: string;
  /** What was found of the batch, where that is over. */
  readonly verification: Verification | undefined;
  readonly settings: Settings;
  readonly proposed: Settings;
  readonly choose: (settings: Settings) => void;
  readonly again: () => void;
}) {
  const { finished } = useJourney();
  const { panel } = useLocale().texts;
  return (
    <section id="verification" class="panel" aria-labelledby="verification-title" data-testid="panel">
      <h2 id="verification-title">{panel.title}</h2>
      <p class="lead">{panel.intro}</p>
      <Heads computed={props.verification?.head} />
      <div class="panel-columns">
        <CheckGroups />
        <div>
          <EndpointForm
            key={`${props.settings.endpoint} ${props.settings.contract}`}
            settings={props.settings}
            proposed={props.proposed}
            choose={props.choose}
            again={props.again}
            busy={!finished}
          />
          <Origins code={props.code} settings={props.settings} own={props.verification} />
          <Terminal code={props.code} />
        </div>
      </div>
      <Limits />
    </section>
  );
}
