import type { ComponentChildren } from "preact";
import { useRef, useState } from "preact/hooks";
import { useConsole, useTexts } from "../app/context.ts";
import { type ActState, type Operation, perform } from "../http/act.ts";
import { ApiError, newKey } from "../http/call.ts";
import { WalletError } from "../session/wallets.ts";
import { sentenceOf } from "./failure.tsx";
import { COMMON_TEXTS } from "./texts.ts";

/** What the fields of a form say of themselves. */
export type FieldErrors = ReadonlyMap<string, string>;

/**
 * A form for one act: sends it, has it signed, follows it until it is on chain, and says so. What was entered stays
 * where it fails; the same entry sent again is the same act, never a second one.
 */
export function ActForm<Data>(props: {
  readonly method?: "POST" | "PATCH" | "PUT" | "DELETE";
  readonly path: string | ((data: FormData) => string);
  /** The body from what was entered; throw an Error with a sentence where it cannot be sent. */
  readonly body: (data: FormData) => unknown | Promise<unknown>;
  /** What is said of it then, where it is not something on chain. */
  readonly done?: string;
  /** The tag of what is changed: refused where it was changed since. */
  readonly ifMatch?: string | null;
  readonly button: string;
  /** Whether it takes something away: shown as such. */
  readonly grave?: boolean;
  /** Called when it is on chain, with the answer or, where they were followed instead, the operations. */
  readonly onDone?: (data: Data | null, operations: readonly Operation[]) => void;
  readonly children?: (errors: FieldErrors) => ComponentChildren;
}) {
  const { session, sign } = useConsole();
  const texts = useTexts(COMMON_TEXTS);
  const [state, setState] = useState<ActState | null>(null);
  const [failure, setFailure] = useState("");
  const [errors, setErrors] = useState<FieldErrors>(new Map());
  const [warnings, setWarnings] = useState<readonly string[]>([]);
  const last = useRef({ sent: "", key: "" });

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const data = new FormData(form);
    setFailure("");
    setErrors(new Map());
    setState("sending");
    try {
      const body = await props.body(data);
      const path = typeof props.path === "string" ? props.path : props.path(data);
      const sent = `${path} ${body instanceof File ? `${body.name} ${body.size} ${body.lastModified}` : JSON.stringify(body)}`;
      if (last.current.sent !== sent || last.current.key === "") last.current = { sent, key: newKey() };
      const performing = { session, sign, onState: setState, ifMatch: props.ifMatch ?? null };
      const done = await perform<Data>(performing, props.method ?? "POST", path, body, last.current.key);
      last.current = { sent: "", key: "" };
      setWarnings(done.warnings);
      props.onDone?.(done.data, done.operations);
    } catch (error) {
      setState(null);
      if (error instanceof ApiError) setErrors(error.fields);
      const isOwn = error instanceof Error && error.name === "Error";
      const elsewhere = error instanceof ApiError ? unshownIn(form, error) : [];
      setFailure([isOwn ? error.message : sentenceOf(error, texts), ...elsewhere].join(" "));
      // Refused for good, the next try is another request; else it may have been accepted, or waits for a signature.
      const isUnknown = error instanceof ApiError && (error.status === 0 || error.status >= 500);
      if (!isUnknown && !(error instanceof WalletError)) last.current = { sent: "", key: "" };
    }
  }

  const isBusy = state !== null && state !== "done";
  return (
    <form class="act" onSubmit={submit}>
      {props.children?.(errors)}
      <p class="field-error" role="alert">
        {failure}
      </p>
      <div class="act-end">
        <button type="submit" class={props.grave ? "button button-grave" : "button"} disabled={isBusy}>
          {props.button}
        </button>
        <p class="act-state" role="status" data-state={state ?? ""}>
          {state && ((state === "done" && props.done) || texts.states[state])}
        </p>
      </div>
      {warnings.map((warning) => (
        <p class="notice notice-warn" key={warning}>
          {warning}
        </p>
      ))}
    </form>
  );
}

/** What was said of fields that the form does not have. */
function unshownIn({ elements }: HTMLFormElement, { fields, message }: ApiError): readonly string[] {
  return [...fields].flatMap(([name, said]) => (said === message || elements.namedItem(name) ? [] : [said]));
}
