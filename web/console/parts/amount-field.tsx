import type { FieldErrors } from "./act-form.tsx";
import { Field } from "./field.tsx";

/** A quantity: any number above nothing. */
export function AmountField(props: {
  readonly label: string;
  readonly name: string;
  readonly help?: string;
  readonly errors?: FieldErrors;
  readonly required?: boolean;
  readonly max?: number;
}) {
  return <Field {...props} type="number" min="0" step="any" inputMode="decimal" />;
}
