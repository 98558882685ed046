import { describe, expect, test } from "vitest";
import { doneOf, EVENT_TYPES, kindOfType, stageOf } from "../../../domain/events/event-types.ts";
import { KINDS } from "../../../domain/records/kinds.ts";

describe("types of events", () => {
  test.each([
    ["harvest", "harvest"],
    ["processing", "processing"],
    ["cleaning", "processing"],
    ["washing", "processing"],
    ["packaging", "packaging"],
    ["storage", "storage"],
    ["logistics", "transport"],
    ["transport", "transport"],
    ["distribution", "transport"],
    ["inspection", "inspection"],
    ["quality-test", "inspection"],
    ["test", "inspection"],
    ["evaluation", "evaluation"],
    ["certification", "certificate"],
    ["certificate", "certificate"],
    ["retail", "sale"],
    ["sale", "sale"],
    ["declaration", "declaration"],
    ["telemetry", "telemetry"],
  ])("%s is %s on chain", (type, kind) => expect(kindOfType(type)).toBe(kind));

  test("cover every kind but creation and what has rules of its own, and nothing that objects are born with", () => {
    const others = ["creation", "commitment"];
    expect(new Set(EVENT_TYPES.map(kindOfType))).toEqual(new Set(KINDS.filter((kind) => !others.includes(kind))));
    for (const name of ["__proto__", "constructor", "toString"]) expect(kindOfType(name)).toBeUndefined();
  });

  test("a type that only wallets use stands in a journey under its kind, or its own name", () => {
    expect(stageOf("my-own", "packaging")).toBe("Packaging");
    expect(stageOf("fumigation", "fumigation")).toBe("Fumigation");
    expect([stageOf("commitment", "commitment"), doneOf("x", "commitment")]).toEqual(["Certification", "Committed"]);
  });
});
