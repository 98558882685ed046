/** Types of readings by their usual words, and the units that they are told in. */
import { unitCode } from "../shared/quantity.ts";

/** The types whose units are known: another unit is a mistake. Any other word is a type too, of any unit. */
const TYPES: Readonly<Record<string, readonly string[]>> = {
  temperature: ["CEL", "FAH", "KEL"],
  humidity: ["P1"],
  pressure: ["PAL", "A97", "KPA", "MBR", "BAR", "ATM"],
  light: ["LUX"],
  acceleration: ["MSK", "K40"],
};

const TYPE_WORDS: Readonly<Record<string, string>> = {
  temp: "temperature",
  温度: "temperature",
  rh: "humidity",
  湿度: "humidity",
  相对湿度: "humidity",
  气压: "pressure",
  压力: "pressure",
  光照: "light",
  加速度: "acceleration",
};

/** Words of sensors, after compatibility normalisation and in small letters. */
const UNIT_WORDS: Readonly<Record<string, string>> = {
  "°c": "CEL",
  c: "CEL",
  celsius: "CEL",
  degc: "CEL",
  摄氏度: "CEL",
  "°f": "FAH",
  f: "FAH",
  fahrenheit: "FAH",
  degf: "FAH",
  k: "KEL",
  kelvin: "KEL",
  "%": "P1",
  "%rh": "P1",
  percent: "P1",
  百分比: "P1",
  pa: "PAL",
  hpa: "A97",
  kpa: "KPA",
  mbar: "MBR",
  bar: "BAR",
  atm: "ATM",
  lx: "LUX",
  lux: "LUX",
  "m/s2": "MSK",
  ppm: "59",
  v: "VLT",
};

/** How units of readings are written for people. */
const SIGNS: Readonly<Record<string, string>> = {
  CEL: "°C",
  FAH: "°F",
  KEL: "K",
  P1: "%",
  A97: "hPa",
  KPA: "kPa",
  PAL: "Pa",
};

/** A type by the name that it goes by here. */
export function readingType(word: string): string {
  const plain = word.trim().normalize("NFKC").toLowerCase();
  return Object.hasOwn(TYPE_WORDS, plain) ? (TYPE_WORDS[plain] as string) : plain;
}

/** The code of a unit, from a code or a usual word; undefined where it is neither, or none of this type. */
export function readingUnit(type: string, word: string): string | undefined {
  const plain = word.trim().normalize("NFKC").toLowerCase().replace(/\s+/g, "");
  const code = Object.hasOwn(UNIT_WORDS, plain) ? UNIT_WORDS[plain] : unitCode(word.trim());
  const known = Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;
  return code !== undefined && (known?.includes(code) ?? true) ? code : undefined;
}

/** The sign of a unit; its code where it has none. */
export function unitSign(code: string): string {
  return Object.hasOwn(SIGNS, code) ? (SIGNS[code] as string) : code;
}
