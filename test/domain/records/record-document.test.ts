/** What is read as a document, and which files it names. */
import { expect, test } from "vitest";
import {
  attachmentsOf,
  DOCUMENT_BOUNDS,
  documentText,
  parseDocument,
  type RecordDocument,
  type StepDescription,
  shownDocument,
} from "../../../domain/records/record-document.ts";
import { amendmentOf, creationOf, descriptionOf, stepDocument, stepOf } from "../../support/made.ts";

const read = (document: object) => parseDocument(JSON.stringify(document));
const file = (digit: string) =>
  ({ type: "image", title: "", sha256: `0x${digit.repeat(64)}`, size: 1, mediaType: "image/png", cid: "" }) as const;

test("what is written here is read as it is", () => {
  const inspection = { ...stepDocument("x"), record: "inspection", verdict: "fail", step: stepOf() } as RecordDocument;
  const { kind: _, ...whole } = inspection as RecordDocument & { kind?: string };
  for (const document of [creationOf(), stepDocument("harvest"), amendmentOf(2, { step: stepOf() }), whole]) {
    expect(read(document)).toEqual(document);
  }
});

test("of trade only what was given is written, and what is there has to be whole", () => {
  expect(Object.keys(stepOf()).sort()).toEqual(
    ["attachments", "description", "details", "location", "operator", "title", "type"].sort(),
  );
  const place = { name: "Field", latitude: 1, longitude: 2 };
  const from = { name: "Farm", account: `0x${"ab".repeat(20)}` as const, gln: "4012345000009", place };
  const trade = { place, from, to: { place }, quantity: "1500", unit: "KGM", lotSource: { url: "https://a.example/" } };
  const whole = stepDocument("transport", { ...trade, references: [{ type: "po", number: "1", issuer: "x" }] });
  expect(read(whole)).toEqual(whole);
  expect(shownDocument(whole)).toEqual(whole);
  const producer = { ...descriptionOf().producer, place };
  expect(read(creationOf({ producer }))).toEqual(creationOf({ producer }));
  for (const broken of [
    { place: { latitude: 1, longitude: 2 } },
    { place: { name: "x", latitude: 1 } },
    { place: { ...place, latitude: 91 } },
    { place: { ...place, phone: "+1" } },
    { from: {} },
    { from: { account: "0xAB" } },
    { references: [] },
    { references: [{ type: "po" }] },
    { quantity: "1.5" },
    { lotSource: { url: "x" } },
  ]) {
    expect(read(stepDocument("transport", broken as Partial<StepDescription>)), JSON.stringify(broken)).toBeUndefined();
  }
});

test("of a lot's source nothing is shown that leads to no page", () => {
  const url = "javascript:alert(1)";
  const shown = shownDocument(stepDocument("harvest", { lotSource: { url } }));
  expect(JSON.stringify(shown)).not.toContain("javascript");
  const place = { name: "Packhouse" };
  expect(shownDocument(stepDocument("harvest", { lotSource: place }))).toMatchObject({ step: { lotSource: place } });
});

test.each([
  ["of another format", { format: "suyuan-record/2" }],
  ["with a part that nobody knows", { extra: 1 }],
  ["without a salt", { salt: undefined }],
  ["of no date", { eventTime: "2026-02-30T08:00:00Z" }],
  ["of a date that no clock has", { eventTime: "2026-03-02" }],
  ["of an unknown sort", { record: "rumour" }],
  ["with a step that lacks a part", { step: { ...stepOf(), location: undefined } }],
  ["with a file that has no digest", { step: stepOf({ attachments: [{ ...file("1"), sha256: "0x1" }] }) }],
])("one %s is none", (_what, change) => {
  expect(read({ ...stepDocument("harvest"), ...change })).toBeUndefined();
});

test.each(["", "null", "[]", "{", "[".repeat(100_000)])("%.10s is none, and breaks nothing", (text) => {
  expect(parseDocument(text)).toBeUndefined();
});

test("bytes are a text of it if they are UTF-8 and within bounds", () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  expect(documentText(bytes('{"a":"果"}'))).toBe('{"a":"果"}');
  expect(documentText(Uint8Array.of(0xff, 0xfe))).toBeUndefined();
  expect(documentText(bytes("x".repeat(DOCUMENT_BOUNDS.length + 1)))).toBeUndefined();
  expect(documentText(bytes(`${"[".repeat(65)}${"]".repeat(65)}`))).toBeUndefined();
});

test("its files are the product's picture and what is attached; links are none of them", () => {
  const link = { type: "document", title: "", url: "https://example.com" } as const;
  expect(attachmentsOf(stepDocument("harvest", { attachments: [file("1"), link, file("2")] }))).toEqual([
    file("1"),
    file("2"),
  ]);
  const product = { ...descriptionOf().product, image: file("3") };
  expect(attachmentsOf(creationOf({ product }))).toEqual([file("3")]);
  expect(attachmentsOf(amendmentOf(1, { batch: descriptionOf({ product }) }))).toEqual([file("3")]);
  expect(attachmentsOf(creationOf())).toEqual([]);
});
