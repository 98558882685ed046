/** GS1 Application Identifiers (General Specifications, §3): which there are beside a key, and what each may say. */

/** Characters of GS1's set of 82. */
const SIGN = "[!\"%&'()*+,\\-./0-9:;<=>?A-Z_a-z]";
const signs = (most: number, least = 1) => new RegExp(`^${SIGN}{${least},${most}}$`);
const digits = (most: number, least = most) => new RegExp(`^\\d{${least},${most}}$`);

/** What qualifies a trade item, in the order in which it stands in a path; of these the last one stands alone. */
export const QUALIFIERS = ["22", "10", "21", "235"] as const;

/** One of them. */
export type Qualifier = (typeof QUALIFIERS)[number];

/** Which identifiers say what: the first pattern that an identifier has is its own. */
const VALUES: readonly (readonly [identifiers: RegExp, value: RegExp, dates?: RegExp])[] = [
  [/^(?:10|21|22)$/, signs(20)],
  [/^235$/, signs(28)],
  [/^0[023]$/, /^(?:\d{14}|\d{18})$/],
  [/^1[1-35-7]$/, digits(6), /^(\d{6})$/],
  [/^20$/, digits(2)],
  [/^24[01]$/, signs(30)],
  [/^242$/, digits(6, 1)],
  [/^243$/, signs(20)],
  [/^25[01]$/, signs(30)],
  [/^253$/, new RegExp(`^\\d{13}${SIGN}{0,17}$`)],
  [/^254$/, signs(20)],
  [/^255$/, digits(25, 13)],
  [/^3[07]$/, digits(8, 1)],
  [/^3(?:1[0-6]|2\d|3[0-7]|4\d|5[0-7]|6\d)[0-5]$/, digits(6)],
  [/^39[02]\d$/, digits(15, 1)],
  [/^39[13]\d$/, digits(18, 4)],
  [/^394[0-3]$/, digits(4)],
  [/^395[0-5]$/, digits(6)],
  [/^40[013]$/, signs(30)],
  [/^402$/, digits(17)],
  [/^41[0-7]$/, digits(13)],
  [/^420$/, signs(20)],
  [/^421$/, new RegExp(`^\\d{3}${SIGN}{1,9}$`)],
  [/^42[246]$/, digits(3)],
  [/^42[35]$/, /^(?:\d{3}){1,5}$/],
  [/^427$/, signs(3)],
  [/^43(?:0[0-6]|1[0-68])$/, signs(70)],
  [/^43(?:07|17)$/, /^[A-Z]{2}$/],
  [/^43(?:08|19)$/, signs(30)],
  [/^4309$/, digits(20)],
  [/^4320$/, signs(35)],
  [/^432[1-3]$/, /^[01]$/],
  [/^432[45]$/, digits(10), /^(\d{6})/],
  [/^4326$/, digits(6), /^(\d{6})$/],
  [/^433[0-3]$/, /^\d{6}-?$/],
  [/^7001$/, digits(13)],
  [/^7002$/, signs(30)],
  [/^7003$/, /^\d{6}(?:[01]\d|2[0-3])[0-5]\d$/, /^(\d{6})/],
  [/^7004$/, digits(4, 1)],
  [/^7005$/, signs(12)],
  [/^7006$/, digits(6), /^(\d{6})$/],
  [/^7007$/, /^\d{6}(?:\d{6})?$/, /^(\d{6})(\d{6})?$/],
  [/^7008$/, signs(3)],
  [/^7009$/, signs(10)],
  [/^7010$/, signs(2)],
  [/^7011$/, /^\d{6}(?:\d{4})?$/, /^(\d{6})/],
  [/^702[0-2]$/, signs(20)],
  [/^7023$/, signs(30)],
  [/^703\d$/, new RegExp(`^\\d{3}${SIGN}{1,27}$`)],
  [/^7040$/, /^\d[!-z]{3}$/],
  [/^7041$/, signs(4)],
  [/^71[0-7]$/, signs(20)],
  [/^723\d$/, signs(30, 3)],
  [/^724[0-2]$/, signs(25)],
  [/^725\d$/, signs(90)],
  [/^8001$/, digits(14)],
  [/^8002$/, signs(20)],
  [/^8005$/, digits(6)],
  [/^8007$/, /^[A-Z0-9]{1,34}$/],
  [/^8008$/, /^\d{8}(?:\d{2}){0,2}$/, /^(\d{6})/],
  [/^8009$/, signs(50)],
  [/^8012$/, signs(20)],
  [/^8020$/, signs(25)],
  [/^8026$/, digits(18)],
  [/^8030$/, /^[\w-]{1,90}$/],
  [/^811[02]$/, signs(70)],
  [/^8111$/, digits(4)],
  [/^8200$/, signs(70)],
  [/^9[0-9]$/, signs(90)],
];

/** Whether an identifier may stand beside a trade item and say this. */
export function isElement(identifier: string, value: string): boolean {
  const found = VALUES.find(([identifiers]) => identifiers.test(identifier));
  if (!found?.[1].test(value)) return false;
  const days = found[2]?.exec(value)?.slice(1) ?? [];
  return days.every((day) => day === undefined || isDay(day));
}

/** Whether six digits are a day (YYMMDD), or a month whose day is left open with 00. */
function isDay(text: string): boolean {
  const [year, month, day] = [text.slice(0, 2), text.slice(2, 4), text.slice(4)].map(Number) as [
    number,
    number,
    number,
  ];
  if (month < 1 || month > 12) return false;
  return day <= new Date(Date.UTC(2000 + year, month, 0)).getUTCDate();
}
