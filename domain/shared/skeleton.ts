/**
 * Which texts look the same: a text's skeleton is that of every text that people take for it. Compared are forms of
 * compatibility (NFKC), case, and letters of other scripts that are drawn alike.
 */

/** Letters of other alphabets by the Latin one that each is drawn like; in lower case, as skeletons are. */
const DRAWN_LIKE: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ["a", "а\u0251α"],
    ["b", "ЬƄЪ"],
    ["c", "сϲ"],
    ["d", "ԁ"],
    ["e", "еҽ"],
    ["g", "ɡց"],
    ["h", "һ"],
    ["i", "іıɩι1l|ӏ"],
    ["j", "јϳ"],
    ["k", "κк"],
    ["m", "м"],
    ["n", "ոп"],
    ["o", "оοо0օ"],
    ["p", "рρ"],
    ["q", "ԛզ"],
    ["r", "гᴦ"],
    ["s", "ѕꜱ"],
    ["t", "тτ"],
    ["u", "υսʋ"],
    ["v", "νѵ"],
    ["w", "ԝѡ"],
    ["x", "хχ"],
    ["y", "уγү"],
    ["z", "ᴢ"],
  ].flatMap(([latin = "", alike = ""]) => [...alike].map((letter) => [letter, latin])),
);

/** The skeleton of a text: equal for texts that look the same. Han characters are compared as they are. */
export function skeletonOf(text: string): string {
  const folded = text.normalize("NFKC").toLowerCase().normalize("NFKD");
  return [...folded]
    .map((letter) => DRAWN_LIKE[letter] ?? letter)
    .join("")
    .replace(/\s+/g, " ")
    .trim();
}
