import { useId } from "preact/hooks";
import { useTexts } from "../app/context.ts";
import type { FieldErrors } from "../parts/act-form.tsx";
import { Field } from "../parts/field.tsx";

const en = {
  unit: "Unit",
  help: "An everyday word",
  words: ["kg", "g", "tonnes", "litres", "pieces", "boxes", "crates", "cartons", "bottles", "bags", "pallets", "packs"],
};
const zh: typeof en = {
  unit: "单位",
  help: "常用单位即可",
  words: ["千克", "斤", "克", "吨", "升", "件", "箱", "筐", "瓶", "袋", "托盘", "包"],
};

/** In what something is counted: any everyday word, some of which are offered. */
export function UnitField({
  errors,
  name = "unit",
  defaultValue,
}: {
  readonly errors?: FieldErrors;
  readonly name?: string;
  readonly defaultValue?: string;
}) {
  const texts = useTexts({ en, zh });
  const list = useId();
  return (
    <>
      <Field
        label={texts.unit}
        help={texts.help}
        name={name}
        list={list}
        autocapitalize="none"
        required
        {...(errors && { errors })}
        {...(defaultValue && { defaultValue })}
      />
      <datalist id={list}>
        {texts.words.map((word) => (
          <option key={word} value={word} />
        ))}
      </datalist>
    </>
  );
}
