import { useState } from "preact/hooks";
import { useConsole, useTexts } from "../../app/context.ts";
import { ActForm } from "../../parts/act-form.tsx";
import { Check } from "../../parts/check.tsx";
import { Failure } from "../../parts/failure.tsx";
import { Area, Choice, Field } from "../../parts/field.tsx";
import { said, saidOf } from "../../parts/said.ts";
import type { ActionProperties } from "./actions.ts";
import { type Preview, RecallPreview } from "./recall-preview.tsx";
import { RECALL_FORM_TEXTS } from "./recall-texts.ts";

const SCOPES = ["descendants", "batch", "lineage"] as const;
type Scope = (typeof SCOPES)[number];

/** Recalls a batch: first what that would reach, then why and what is to be done. */
export function RecallForm({ batch }: ActionProperties) {
  const { session, go } = useConsole();
  const texts = useTexts(RECALL_FORM_TEXTS);
  const [scope, setScope] = useState<Scope>("descendants");
  const [preview, setPreview] = useState<Preview>();
  const [failure, setFailure] = useState<unknown>();
  const path = `/v1/traces/${batch.id}/recall`;

  async function look(): Promise<void> {
    setFailure(undefined);
    try {
      setPreview((await session.call<Preview>("POST", path, { body: { scope, dryRun: true } })).data);
    } catch (error) {
      setFailure(error);
    }
  }

  const body = (data: FormData) => {
    const notify = firmsIn(said(data, "notify"), texts.firmNeeds);
    return {
      scope,
      class: Number(said(data, "class")),
      ...saidOf(data, ["reason", "instruction", "contact"]),
      ...(notify.length > 0 && { notify }),
      ...(data.has("drill") && { drill: true }),
    };
  };

  return (
    <>
      <Choice
        label={texts.scope}
        name="scope"
        value={scope}
        options={SCOPES.map((name) => [name, texts.scopes[name]] as const)}
        onInput={({ currentTarget }) => {
          setScope(currentTarget.value as Scope);
          setPreview(undefined);
        }}
      />
      <button type="button" class="button" onClick={look}>
        {texts.preview}
      </button>
      {failure !== undefined && <Failure error={failure} />}
      {preview && (
        <>
          <RecallPreview preview={preview} />
          <ActForm<{ readonly id: string }>
            path={path}
            body={body}
            button={texts.order}
            grave
            onDone={(recall) => recall && go(`/recalls/${recall.id}`)}
          >
            {(errors) => (
              <>
                <Choice
                  label={texts.class}
                  name="class"
                  options={[["", texts.choose], ...Object.entries(texts.classes)]}
                  errors={errors}
                  required
                />
                <Area label={texts.reason} name="reason" errors={errors} required />
                <Area label={texts.instruction} name="instruction" errors={errors} required />
                <Field label={texts.contact} name="contact" errors={errors} required />
                <Area label={texts.notify} help={texts.notifyHelp} name="notify" errors={errors} />
                <Check name="drill" label={texts.drill} />
              </>
            )}
          </ActForm>
        </>
      )}
    </>
  );
}

/** Firms and their addresses, one a line: a name, then an address. Throws a sentence where one lacks either. */
function firmsIn(text: string, needs: string): { readonly name: string; readonly email: string }[] {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return lines.map((line) => {
    const [, name, email] = /^(.+?)[\s,，<]+([^\s,，<>]+@[^\s<>]+)>?\s*$/.exec(line) ?? [];
    if (!name || !email) throw new Error(needs);
    return { name: name.trim(), email };
  });
}
