import { expect, test } from "vitest";
import { en } from "../../../domain/names/en.ts";
import { REFERENCE_NAMES } from "../../../domain/names/reference-names.ts";
import { translate } from "../../../domain/names/translate.ts";
import { zh } from "../../../domain/names/zh.ts";
import { AMENDMENT, KIND_OF_EVENT, KINDS } from "../../../domain/records/kinds.ts";
import { REFERENCE_TYPES } from "../../../domain/records/trade.ts";
import { ROLES } from "../../../domain/shared/roles.ts";
import { TEXTS as CERTIFICATE } from "../../../integrations/pdf/texts/index.ts";
import { TEXTS as PAGE } from "../../../web/shopper/texts/index.ts";

test.each([
  ["en", en],
  ["zh", zh],
] as const)("every kind of step and every role has a name in %s, and no two have the same", (_, names) => {
  const told = Object.values(KIND_OF_EVENT).filter((kind) => kind !== null);
  expect(new Set(Object.keys(names.kinds))).toEqual(new Set([...KINDS, ...told, AMENDMENT]));
  expect(new Set(Object.keys(names.roles))).toEqual(new Set(ROLES));
  for (const words of [names.kinds, names.roles]) {
    expect(new Set(Object.values(words)).size).toBe(Object.keys(words).length);
  }
});

test("every type of paper has a name in both languages", () => {
  for (const names of Object.values(REFERENCE_NAMES)) expect(Object.keys(names)).toEqual([...REFERENCE_TYPES]);
});

test.each(["en", "zh"] as const)("a certificate and the page of its batch use the same names in %s", (language) => {
  const [certificate, page] = [CERTIFICATE[language], PAGE[language]];
  for (const kind of KINDS) expect(translate(certificate.kinds, kind)).toBe(translate(page.kinds, kind));
  for (const role of ROLES) expect(translate(certificate.roles, role)).toBe(translate(page.roles, role));
  for (const field of Object.keys(en.fields)) {
    expect(translate(certificate.fields, field)).toBe(translate(page.fields, field));
  }
});
