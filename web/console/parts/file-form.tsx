import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { useConsole, useTexts } from "../app/context.ts";
import { ApiError } from "../http/call.ts";
import { saveFile } from "../http/file.ts";
import type { FieldErrors } from "./act-form.tsx";
import { sentenceOf } from "./failure.tsx";
import { COMMON_TEXTS } from "./texts.ts";

const en = { saved: "Saved.", fetching: "Fetching…" };
const zh: typeof en = { saved: "已保存。", fetching: "正在获取……" };

/** A form that ends in a file, which the browser saves: nothing is recorded. */
export function FileForm(props: {
  readonly path: string | ((data: FormData) => string);
  /** What the file is called. */
  readonly name: string;
  readonly button: string;
  readonly children?: (errors: FieldErrors) => ComponentChildren;
}) {
  const { session } = useConsole();
  const common = useTexts(COMMON_TEXTS);
  const texts = useTexts({ en, zh });
  const [state, setState] = useState<"fetching" | "saved">();
  const [failure, setFailure] = useState("");
  const [errors, setErrors] = useState<FieldErrors>(new Map());

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    const { path, name } = props;
    const data = new FormData(event.currentTarget as HTMLFormElement);
    setFailure("");
    setErrors(new Map());
    setState("fetching");
    try {
      await saveFile(session, typeof path === "string" ? path : path(data), name);
      setState("saved");
    } catch (error) {
      setState(undefined);
      if (error instanceof ApiError) setErrors(error.fields);
      setFailure(sentenceOf(error, common));
    }
  }

  return (
    <form class="act" onSubmit={submit}>
      {props.children?.(errors)}
      <p class="field-error" role="alert">
        {failure}
      </p>
      <div class="act-end">
        <button type="submit" class="button" disabled={state === "fetching"}>
          {props.button}
        </button>
        <p class="act-state" role="status" data-state={state === "saved" ? "done" : ""}>
          {state && texts[state]}
        </p>
      </div>
    </form>
  );
}
