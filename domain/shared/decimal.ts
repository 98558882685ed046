/** Decimals as they were written: exact, whatever their size, where numbers of a computer are not. */

/** `digits` divided by ten to the power of `decimals`; no smaller `decimals` says the same. */
export interface Decimal {
  readonly digits: bigint;
  readonly decimals: number;
}

/** The most digits of a decimal, before and after the point each. */
const MOST_DIGITS = 15;

const FORM = /^([+-]?)(\d{1,40})(?:\.(\d{1,40}))?(?:[eE]([+-]?\d{1,3}))?$/;

/** A decimal such as `-4.50` or `1e3`; undefined for anything else, and for more than 15 digits on a side of the point. */
export function toDecimal(text: string): Decimal | undefined {
  const [, sign, whole = "", fraction = "", exponent = "0"] = FORM.exec(text) ?? [];
  if (whole === "") return undefined;
  const written = `${whole}${fraction}`;
  const significant = written.replace(/0+$/, "");
  const decimals = fraction.length - Number(exponent) - (written.length - significant.length);
  // Of zero nothing is significant.
  if (/^0*$/.test(significant)) return { digits: 0n, decimals: 0 };
  if (Math.abs(decimals) > MOST_DIGITS) return undefined;
  const size = BigInt(significant) * 10n ** BigInt(Math.max(0, -decimals));
  const kept = Math.max(0, decimals);
  if (size >= 10n ** BigInt(MOST_DIGITS + kept)) return undefined;
  return { digits: sign === "-" ? -size : size, decimals: kept };
}

/** A decimal in the one way that it is written here: `-4.5`. */
export function decimalText({ digits, decimals }: Decimal): string {
  const size = String(digits < 0n ? -digits : digits).padStart(decimals + 1, "0");
  const whole = size.slice(0, size.length - decimals);
  const fraction = size.slice(size.length - decimals);
  return `${digits < 0n ? "-" : ""}${whole}${fraction && `.${fraction}`}`;
}

/** Less than 0 if `a` is the smaller one, 0 if they are equal, else more. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const decimals = Math.max(a.decimals, b.decimals);
  const difference = scaled(a, decimals) - scaled(b, decimals);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

function scaled({ digits, decimals }: Decimal, to: number): bigint {
  return digits * 10n ** BigInt(to - decimals);
}
