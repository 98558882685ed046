import { useTexts } from "../app/context.ts";
import { COMMON_TEXTS } from "./texts.ts";

/** Days, times and amounts as the reader's language writes them. */
export function useFormat() {
  const { locale } = useTexts(COMMON_TEXTS);
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium" });
  const time = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 });
  return {
    day: (iso: string) => day.format(new Date(iso)),
    time: (iso: string) => time.format(new Date(iso)),
    number: (value: number) => number.format(value),
    amount: (value: number, unit: string) => `${number.format(value)} ${unit}`,
  };
}
