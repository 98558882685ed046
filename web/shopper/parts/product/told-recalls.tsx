import { NOTICES } from "../../../../domain/names/notices.ts";
import { isolated } from "../../../../domain/shared/foreign-text.ts";
import { Warning } from "../../icons/signs.tsx";
import { useLocale } from "../../locale.ts";
import { isSameRecall, type RecallWords, type RecordedRecall } from "../../story/recalls.ts";
import type { Version } from "../../story/version.ts";
import { useRecalls } from "../../use-recalls.ts";

const ORIGINS = ["originRecalled", "originFailed"] as const;

/**
 * What stands against what a batch was made of, and what is to be done where it is recalled: before everything else. What a
 * record of the batch says is told by that; what only this server says, as its word.
 */
export function ToldRecalls(props: {
  readonly code: string | undefined;
  /** What the batch's own records say, where these are read. */
  readonly recorded: readonly RecordedRecall[];
}) {
  const { code, recorded } = props;
  const { notices, recalls } = useRecalls(code);
  const { language } = useLocale();
  const origins = ORIGINS.filter((name) => notices.includes(name));
  const others = recalls.filter((told) => !recorded.some(({ words }) => isSameRecall(words, told)));
  const all = [...recorded, ...others.map((words) => ({ words }))];
  if (origins.length + all.length === 0) return null;
  return (
    <div class="warnings" role="alert" data-testid="recalls">
      {origins.map((name) => (
        <section key={name} class="warning" data-warning={name}>
          <Warning />
          <strong>{NOTICES[name][language]}</strong>
        </section>
      ))}
      {all.map((each, index) => (
        <Recall key={String(index)} {...each} />
      ))}
    </div>
  );
}

/** One recall; without a version it is the server's word. */
function Recall({ words, version }: { readonly words: RecallWords; readonly version?: Version }) {
  const { texts } = useLocale();
  return (
    <section class="warning" data-warning="recall">
      <Warning />
      <div>
        <strong>{texts.recall.title(isolated(words.class))}</strong>
        {words.reason && <p>{texts.hold.reason(isolated(words.reason))}</p>}
        {words.instruction && <p>{texts.recall.instruction(isolated(words.instruction))}</p>}
        {words.contact && <p>{texts.recall.contact(isolated(words.contact))}</p>}
        {!version && <p>{texts.recall.word}</p>}
      </div>
    </section>
  );
}
