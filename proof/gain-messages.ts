/** That more came out of a transformation than went in, in words for people. */
import type { ToldGain } from "../domain/lineage/gains.ts";
import { harmless } from "../domain/shared/foreign-text.ts";
import type { Language } from "./messages.ts";

/** A gain in a sentence. What a record says of it is whatever somebody wrote. */
export function describeGain({ unit, in: input, out }: ToldGain, language: Language): string {
  return harmless(
    language === "zh"
      ? `产出多于投入：投入 ${input} ${unit}，产出 ${out} ${unit}。`
      : `More came out than went in: ${input} ${unit} went in and ${out} ${unit} came out.`,
  );
}
