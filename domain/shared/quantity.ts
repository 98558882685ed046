/**
 * Quantities on chain are thousandths of a unit that UN/ECE Recommendation 20 names by a code; people write decimals
 * and everyday unit names.
 */

const CODES = {
  kg: "KGM",
  g: "GRM",
  mg: "MGM",
  t: "TNE",
  lb: "LBR",
  l: "LTR",
  ml: "MLT",
  m: "MTR",
  m2: "MTK",
  m3: "MTQ",
  piece: "H87",
  pieces: "H87",
  pcs: "H87",
  box: "XBX",
  boxes: "XBX",
  bottle: "XBO",
  bag: "XBG",
  pallet: "XPX",
  dozen: "DZN",
  公斤: "KGM",
  千克: "KGM",
  克: "GRM",
  吨: "TNE",
  升: "LTR",
  件: "H87",
  个: "H87",
  箱: "XBX",
  盒: "XBX",
  瓶: "XBO",
} as const;

const NAMES = new Map<string, string>();
for (const [name, code] of Object.entries(CODES)) if (!NAMES.has(code)) NAMES.set(code, name);

/** The most that fits on chain, in thousandths. */
export const MAXIMUM_THOUSANDTHS = 2n ** 56n - 1n;

/** The Rec. 20 code of an everyday unit name or of a code itself; undefined if it is neither. */
export function unitCode(unit: string): string | undefined {
  const name = unit.trim().toLowerCase();
  if (Object.hasOwn(CODES, name)) return CODES[name as keyof typeof CODES];
  return /^[A-Z0-9]{2,3}$/.test(unit) ? unit : undefined;
}

/** The everyday name of a Rec. 20 code, or the code where it has none. */
export function unitName(code: string): string {
  return NAMES.get(code) ?? code;
}

/** Thousandths of a decimal such as 12.5; undefined if it has more than three decimals or does not fit on chain. */
export function toThousandths(quantity: number): bigint | undefined {
  const match = /^(\d+)(?:\.(\d{1,3}))?$/.exec(plainDecimal(quantity));
  if (!match) return undefined;
  const thousandths = BigInt(match[1] as string) * 1000n + BigInt((match[2] ?? "").padEnd(3, "0"));
  return thousandths <= MAXIMUM_THOUSANDTHS ? thousandths : undefined;
}

/** The decimal of a number of thousandths. Loses digits only above 2^53 thousandths. */
export function fromThousandths(thousandths: bigint | string): number {
  return Number(BigInt(thousandths)) / 1000;
}

function plainDecimal(value: number): string {
  return Number.isFinite(value) ? value.toLocaleString("en-US", { useGrouping: false, maximumFractionDigits: 20 }) : "";
}
