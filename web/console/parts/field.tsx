import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import type { FieldErrors } from "./act-form.tsx";

interface Labelled {
  readonly label: string;
  /** A word of help below it. */
  readonly help?: string;
  readonly name: string;
  readonly errors?: FieldErrors;
}

interface Entry<Control> extends Labelled {
  /** What stands there at first. */
  readonly defaultValue?: string | number;
  /** What stands there always: for a field that its view follows. */
  readonly value?: string | number;
  readonly required?: boolean;
  readonly disabled?: boolean;
  readonly onInput?: (event: { readonly currentTarget: Control }) => void;
}

interface InputEntry extends Entry<HTMLInputElement> {
  readonly type?:
    | "date"
    | "datetime-local"
    | "email"
    | "file"
    | "number"
    | "password"
    | "search"
    | "tel"
    | "text"
    | "url";
  readonly min?: string | number;
  readonly max?: string | number;
  readonly step?: string | number;
  readonly autocomplete?: string;
  readonly autocapitalize?: "none";
  readonly inputMode?: "decimal" | "numeric";
  readonly accept?: string;
  readonly multiple?: boolean;
  /** The id of a list of what may be entered. */
  readonly list?: string;
}

/** A field with its label, its help, and what is wrong with it. */
export function Field({ label, help, errors, name, ...rest }: InputEntry) {
  const id = useId();
  const error = errors?.get(name);
  return (
    <Around id={id} label={label} help={help} error={error} required={Boolean(rest.required)}>
      <input
        {...(rest as object)}
        id={id}
        name={name}
        aria-describedby={`${id}-more`}
        aria-invalid={error ? true : undefined}
      />
    </Around>
  );
}

/** A field of several lines. */
export function Area({ label, help, errors, name, ...rest }: Entry<HTMLTextAreaElement> & { readonly rows?: number }) {
  const id = useId();
  const error = errors?.get(name);
  return (
    <Around id={id} label={label} help={help} error={error} required={Boolean(rest.required)}>
      <textarea
        rows={3}
        {...rest}
        id={id}
        name={name}
        aria-describedby={`${id}-more`}
        aria-invalid={error ? true : undefined}
      />
    </Around>
  );
}

/** A choice of several. */
export function Choice({
  label,
  help,
  errors,
  name,
  options,
  ...rest
}: Entry<HTMLSelectElement> & {
  /** Values with their words. */
  readonly options: readonly (readonly [value: string, words: string])[];
}) {
  const id = useId();
  const error = errors?.get(name);
  return (
    <Around id={id} label={label} help={help} error={error} required={Boolean(rest.required)}>
      <select {...rest} id={id} name={name} aria-describedby={`${id}-more`} aria-invalid={error ? true : undefined}>
        {options.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </Around>
  );
}

function Around(props: {
  readonly id: string;
  readonly label: string;
  readonly help: string | undefined;
  readonly error: string | undefined;
  readonly required: boolean;
  readonly children: ComponentChildren;
}) {
  const { id, label, help, error, required, children } = props;
  return (
    <div class="field">
      <label for={id}>
        {label}
        {required && <span aria-hidden="true"> *</span>}
      </label>
      {children}
      <p id={`${id}-more`} class={error ? "field-error" : "field-help"}>
        {error ?? help ?? ""}
      </p>
    </div>
  );
}
