/** A text field for an address, with its hint or what is wrong with it. */
export function Field(props: {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly hint: string;
  readonly error: string | undefined;
}) {
  const note = `${props.id}-note`;
  return (
    <div class="field">
      <label for={props.id}>{props.label}</label>
      <input
        id={props.id}
        name={props.id}
        data-testid={props.id}
        class="mono"
        value={props.value}
        onInput={(event) => props.onInput(event.currentTarget.value)}
        aria-describedby={note}
        aria-invalid={props.error !== undefined}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
      />
      <p id={note} class={props.error ? "field-error" : "muted"}>
        {props.error ?? props.hint}
      </p>
    </div>
  );
}
