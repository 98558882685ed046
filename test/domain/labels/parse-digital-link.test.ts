/** Which paths are GS1 Digital Links, and what they name. */
import { expect, test } from "vitest";
import { type LinkFault, type NamedItem, parseDigitalLink } from "../../../domain/labels/parse-digital-link.ts";

const GTIN = "09506000134352";
const read = (path: string) => {
  const { pathname, searchParams } = new URL(path, "https://suyuan.test");
  return parseDigitalLink(pathname, searchParams);
};

test.each([
  [`/01/${GTIN}`, {}],
  [`/01/${GTIN}/`, {}],
  ["/01/9506000134352", {}],
  [`/01/${GTIN}/10/AP-1`, { 10: "AP-1" }],
  [`/01/${GTIN}/10/A%2FB%22`, { 10: 'A/B"' }],
  [`/01/${GTIN}/22/2A/10/L/21/7`, { 22: "2A", 10: "L", 21: "7" }],
  [`/01/${GTIN}/22/2A/21/7`, { 22: "2A", 21: "7" }],
  [`/01/${GTIN}/235/${"x".repeat(28)}`, { 235: "x".repeat(28) }],
  [`/01/${GTIN}/10/L?17=260200&3103=000195&lang=zh&91=a&7003=2602282359&a1=%23`, { 10: "L" }],
])("%s names %j", (path, qualifiers) => {
  expect(read(path)).toEqual({ gtin: GTIN, qualifiers } satisfies NamedItem);
});

test.each([
  ["/", "Links begin"],
  ["/01", "This is no GTIN"],
  ["/01/", "This is no GTIN"],
  ["/02/09506000134352", "Links begin"],
  ["/01/09506000134353", "This is no GTIN"],
  [`/01//${GTIN}`, "This is no GTIN"],
  [`/01/${GTIN}//`, "A GTIN is followed by"],
  [`/01/${GTIN}/10`, "A lot (10) has 1 to 20"],
  [`/01/${GTIN}/10/`, "A lot (10) has 1 to 20"],
  [`/01/${GTIN}/10/${"A".repeat(21)}`, "A lot (10) has 1 to 20"],
  [`/01/${GTIN}/21/a%20b`, "A serial (21) has 1 to 20"],
  [`/01/${GTIN}/22/%E6%89%B9`, "A variant (22) has 1 to 20"],
  [`/01/${GTIN}/235/${"x".repeat(29)}`, "A serial (235) has 1 to 28"],
  [`/01/${GTIN}/10/A/22/B`, "The variant (22) comes before"],
  [`/01/${GTIN}/10/A/10/B`, "The variant (22) comes before"],
  [`/01/${GTIN}/10/A/235/B`, "A third party's serial (235) stands alone"],
  [`/01/${GTIN}/235/B/10/A`, "The variant (22) comes before"],
  [`/01/${GTIN}/CwdMZOqE7MpZyf2oufwCg`, "Partly compressed links are not read here"],
  [`/01/${GTIN}/8200`, "A GTIN is followed by"],
  [`/01/${GTIN}/10/A/foo`, "A GTIN is followed by"],
  [`/01/${GTIN}/constructor/A`, "A GTIN is followed by"],
  [`/01/${GTIN}/10/%FF`, "The path is not"],
  [`/01/${GTIN}/10/A?17=260230`, "17 is no attribute"],
  [`/01/${GTIN}/10/A?17=261301`, "17 is no attribute"],
  [`/01/${GTIN}?7007=260101260132`, "7007 is no attribute"],
  [`/01/${GTIN}?3103=195`, "3103 is no attribute"],
  [`/01/${GTIN}?414=1`, "414 is no attribute"],
  [`/01/${GTIN}?01=${GTIN}`, "01 is no attribute"],
  [`/01/${GTIN}?99999=1`, "99999 is no attribute"],
])("%s is none: %s", (path, fault) => {
  expect(read(path)).toEqual({ fault: expect.stringContaining(fault) } satisfies LinkFault);
});
