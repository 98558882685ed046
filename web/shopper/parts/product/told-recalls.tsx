import { NOTICES } from "../../../../domain/names/notices.ts";
import { isolated } from "../../../../domain/shared/foreign-text.ts";
import { Warning } from "../../icons/signs.tsx";
import { useLocale } from "../../locale.ts";
import { useRecalls } from "../../use-recalls.ts";

const ORIGINS = ["originRecalled", "originFailed"] as const;

/** What stands against what a batch was made of, and what is to be done where it is recalled: before everything else. */
export function ToldRecalls({ code }: { readonly code: string | undefined }) {
  const { notices, recalls } = useRecalls(code);
  const { language, texts } = useLocale();
  const origins = ORIGINS.filter((name) => notices.includes(name));
  if (origins.length + recalls.length === 0) return null;
  return (
    <div class="warnings" role="alert" data-testid="recalls">
      {origins.map((name) => (
        <section key={name} class="warning" data-warning={name}>
          <Warning />
          <strong>{NOTICES[name][language]}</strong>
        </section>
      ))}
      {recalls.map(({ class: grade, instruction, contact }, index) => (
        <section key={String(index)} class="warning" data-warning="recall">
          <Warning />
          <div>
            <strong>{texts.recall.title(grade)}</strong>
            <p>{texts.recall.instruction(isolated(instruction))}</p>
            <p>{texts.recall.contact(isolated(contact))}</p>
          </div>
        </section>
      ))}
    </div>
  );
}
