/** What the evaluation service may answer, and what is made of it. */
import { expect, test } from "vitest";
import { journeyEntriesOf } from "../../../domain/records/journey-entries.ts";
import { evaluationAnswerOf, evaluationIn, evaluationText } from "../../../domain/tomatoes/evaluation.ts";
import { lineOf, stepDocument } from "../../support/made.ts";

test.each([
  ['{"code":"0","data":{"grade":"A"}}', { grade: "A" }],
  ['{"code":0,"data":"ripe","message":"ok","more":1}', "ripe"],
  ['{"code":"0","data":false}', false],
  // It could make none, and says so.
  ['{"code":"1","data":{"grade":"A"},"message":"no picture"}', null],
  ['{"code":500}', null],
])("%s comes to %j", (text, result) => {
  expect(evaluationAnswerOf(text)).toEqual({ text, result });
});

test.each([
  ["<html>", "is not valid JSON"],
  ["", "is not valid JSON"],
  ["[]", "is not of the form"],
  ['{"data":1}', "is not of the form"],
  ['{"code":null,"data":1}', "is not of the form"],
  ['{"code":"0"}', "holds no result"],
  ['{"code":"0","data":null}', "holds no result"],
  [`{"code":"0","data":${"[".repeat(40)}${"]".repeat(40)}}`, "is not of the form"],
])("%.30s is no answer: it %s", (text, why) => {
  expect(() => evaluationAnswerOf(text)).toThrow(why);
});

const entryOf = (kind: string, details: Record<string, string | number>) => {
  const [entry] = journeyEntriesOf([
    lineOf(2, { kind, document: stepDocument(kind, { description: "In words", details }) }),
  ]);
  return entry as NonNullable<typeof entry>;
};

test("an evaluation is of one role, and its result is told before its description", () => {
  expect(evaluationIn(entryOf("evaluation", { role: "harvest", result: "ripe" }), "harvest")).toBe("ripe");
  expect(evaluationIn(entryOf("evaluation", { role: "harvest", result: 5 }), "harvest")).toBe("5");
  expect(evaluationIn(entryOf("evaluation", { role: "harvest" }), "harvest")).toBe("In words");
  expect(evaluationIn(entryOf("evaluation", { role: "sampling" }), "harvest")).toBeUndefined();
  expect(evaluationIn(entryOf("harvest", { role: "harvest" }), "harvest")).toBeUndefined();
  expect(evaluationText({ a: [1] })).toBe('{"a":[1]}');
});
