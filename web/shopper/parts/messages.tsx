import type { ComponentChildren } from "preact";
import { describeCheck } from "../../../proof/messages.ts";
import { Broken, Cross, Question } from "../icons/signs.tsx";
import { useLocale } from "../locale.ts";

/** There is no batch with this code. */
export function Unknown({ code }: { readonly code: string }) {
  const { language, texts } = useLocale();
  return (
    <Message state="unknown" icon={<Question />} title={texts.page.unknownTitle}>
      <p class="code mono">{code}</p>
      <p>{texts.page.unknownText}</p>
      <a class="button" href={`/t?lang=${language}`}>
        {texts.page.enterCode}
      </a>
    </Message>
  );
}

/** The server does not answer. */
export function Offline({ retry }: { readonly retry: () => void }) {
  const { texts } = useLocale();
  return (
    <Message state="offline" icon={<Broken />} title={texts.page.offlineTitle}>
      <p>{texts.page.offlineText}</p>
      <Retry retry={retry} />
    </Message>
  );
}

/** The server's answer is not a proof: a failed verification without anything to show. */
export function Malformed({ retry }: { readonly retry: () => void }) {
  const { language, texts } = useLocale();
  const check = { name: "format", outcome: "failed", reason: "not-a-proof" } as const;
  return (
    <Message state="malformed" icon={<Cross />} title={texts.page.malformedTitle}>
      <div data-testid="verdict" data-outcome="failed">
        <p data-testid="check" data-check={check.name} data-outcome={check.outcome} data-reason={check.reason}>
          {describeCheck(check, language)}
        </p>
      </div>
      <p>{texts.page.malformedText}</p>
      <Retry retry={retry} />
    </Message>
  );
}

function Retry({ retry }: { readonly retry: () => void }) {
  const { texts } = useLocale();
  return (
    <button type="button" class="button" onClick={retry}>
      {texts.page.retry}
    </button>
  );
}

function Message(props: {
  readonly state: string;
  readonly icon: ComponentChildren;
  readonly title: string;
  readonly children: ComponentChildren;
}) {
  return (
    <section class={`message message-${props.state}`} data-testid="message" data-state={props.state} role="alert">
      <span class="message-icon">{props.icon}</span>
      <h1>{props.title}</h1>
      {props.children}
    </section>
  );
}
