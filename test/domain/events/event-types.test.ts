import { describe, expect, test } from "vitest";
import {
  doneOf,
  EVENT_TYPES,
  isReserved,
  kindForType,
  kindOfType,
  stageOf,
  typeOfWord,
} from "../../../domain/events/event-types.ts";
import { TYPE_WORDS } from "../../../domain/events/type-words.ts";
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
    ["quality", "inspection"],
    ["Harvest", "harvest"],
    ["Ｈarvest", "harvest"],
    ["Quality Check", "inspection"],
    ["planting", "processing"],
    ["fertilizing", "processing"],
    ["施肥", "processing"],
    ["shipping", "transport"],
    ["delivery", "transport"],
    ["物流", "transport"],
    ["检测", "inspection"],
    ["采收", "harvest"],
  ])("%s is %s on chain", (type, kind) => expect(kindOfType(type)).toBe(kind));

  test("cover every kind but creation and what has rules of its own, and nothing that objects are born with", () => {
    const others = [
      "creation",
      "commitment",
      "erasure",
      "hold",
      "hold-released",
      "official-hold",
      "official-hold-released",
    ];
    expect(new Set(EVENT_TYPES.map(kindOfType))).toEqual(new Set(KINDS.filter((kind) => !others.includes(kind))));
    for (const name of ["__proto__", "constructor", "toString"]) expect(kindOfType(name)).toBeUndefined();
  });

  test("every word means a type that is known", () => {
    for (const type of Object.values(TYPE_WORDS)) expect(EVENT_TYPES).toContain(type);
    expect(typeOfWord("物流")).toBe("logistics");
  });

  test("a type that nobody knows is a step of processing, for whoever may process", () => {
    expect([kindForType("weighing"), kindForType("称重"), kindForType("constructor")]).toEqual(
      Array(3).fill("processing"),
    );
    expect(["commitment", "Creation", "weighing", "harvest"].map(isReserved)).toEqual([true, true, false, false]);
    expect(doneOf("weighing", "processing")).toBe("Weighing");
  });

  test("a type that only wallets use stands in a journey under its kind, or its own name", () => {
    expect(stageOf("my-own", "packaging")).toBe("Packaging");
    expect(stageOf("fumigation", "fumigation")).toBe("Fumigation");
    expect([stageOf("commitment", "commitment"), doneOf("x", "commitment")]).toEqual(["Certification", "Committed"]);
  });
});
