import { Interface, type InterfaceAbi } from "ethers";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { EventValue } from "../../domain/records/event-arguments.ts";
import { traceAbi } from "../../proof/abi.ts";
import type { AbiItem, AbiParameter } from "../../proof/abi-item.ts";
import { decodeLog, encodeLog, OTHER_TOPICS, topicOf } from "../../proof/codec.ts";

const ethers = new Interface(traceAbi as unknown as InterfaceAbi);
const isLine = ({ inputs }: AbiItem) => inputs?.some(({ name }) => name === "line") ?? false;
const all = traceAbi.filter((item) => item.type === "event");
const events = all.filter(isLine);

test("events that are no lines are known as such, and are not decoded", () => {
  const others = all.filter((item) => !isLine(item)).map(({ name }) => ethers.getEvent(name as string)?.topicHash);
  expect([...OTHER_TOPICS].sort()).toEqual([...(others as string[])].sort());
  for (const topic of others as string[]) expect(decodeLog({ topics: [topic], data: "0x" })).toBeUndefined();
});

const hexOf = (bytes: number) =>
  fc.uint8Array({ minLength: bytes, maxLength: bytes }).map((array) => `0x${Buffer.from(array).toString("hex")}`);

/** Any value of a parameter's type, as the codec writes it. */
function anyValueOf({ type }: Pick<AbiParameter, "type">): fc.Arbitrary<EventValue> {
  if (type.endsWith("[]")) {
    const items = fc.array(anyValueOf({ type: type.slice(0, -2) }), { maxLength: 8 });
    return items as fc.Arbitrary<string[]>;
  }
  if (type === "address") return hexOf(20);
  if (type === "bool") return fc.boolean();
  if (type === "string") return fc.string({ unit: "grapheme", maxLength: 100 });
  const bytes = /^bytes(\d+)$/.exec(type);
  if (bytes) return hexOf(Number(bytes[1]));
  const bits = Number(/^uint(\d+)$/.exec(type)?.[1]);
  const integer = fc.bigInt({ min: 0n, max: 2n ** BigInt(bits) - 1n });
  return bits <= 48 ? integer.map(Number) : integer.map(String);
}

describe.each(events.map((event) => [event.name as string, event] as const))("%s", (name, event) => {
  const inputs = event.inputs ?? [];
  const argumentsOf = fc.record(Object.fromEntries(inputs.map((input) => [input.name, anyValueOf(input)])));

  test("is encoded as ethers encodes it, to the byte", () => {
    fc.assert(
      fc.property(argumentsOf, (args) => {
        const values = inputs.map((input) => args[input.name]);
        const expected = ethers.encodeEventLog(name, values);
        expect(encodeLog(name, args)).toEqual({ topics: expected.topics, data: expected.data });
      }),
      { numRuns: 200 },
    );
  });

  test("comes back from its log as it was", () => {
    fc.assert(
      fc.property(argumentsOf, (args) => {
        expect(decodeLog(encodeLog(name, args))).toEqual({ event: name, args });
      }),
      { numRuns: 200 },
    );
  });

  test("has the topic that ethers computes", () => {
    expect(topicOf(name)).toBe(ethers.getEvent(name)?.topicHash);
  });
});

test.each([
  ["a number that does not fit", { seq: 2 ** 24 }],
  ["a negative number", { seq: -1 }],
  ["a fraction", { seq: 1.5 }],
  ["a number in words", { line: "abc" }],
  ["a truth value for a number", { seq: true }],
  ["an address that is too short", { actor: "0x12" }],
  ["bytes that are too long", { digest: `0x${"00".repeat(33)}` }],
  ["something missing", { digest: undefined }],
])("%s is refused", (_, wrong) => {
  const right = {
    id: `0x${"11".repeat(32)}`,
    kind: `0x${"22".repeat(32)}`,
    actor: `0x${"33".repeat(20)}`,
    digest: `0x${"44".repeat(32)}`,
    line: 1,
    seq: 1,
    timestamp: 1,
    capacity: 4,
    roles: 1,
  };
  expect(encodeLog("Recorded", right).topics).toHaveLength(4);
  expect(() => encodeLog("Recorded", { ...right, ...wrong } as typeof right)).toThrow(RangeError);
});

test("a list that is cut short, or says it is longer than it is, is refused", () => {
  const split = {
    id: `0x${"11".repeat(32)}`,
    actor: `0x${"33".repeat(20)}`,
    digest: `0x${"44".repeat(32)}`,
    line: 1,
    seq: 1,
    timestamp: 1,
    capacity: 4,
    roles: 1,
    quantity: "1",
    parts: [`0x${"55".repeat(32)}`, `0x${"66".repeat(32)}`],
  };
  const log = encodeLog("Split", split);
  expect(decodeLog(log)).toEqual({ event: "Split", args: split });
  expect(() => decodeLog({ ...log, data: log.data.slice(0, -64) })).toThrow(RangeError);
  const length = "2".padStart(64, "0");
  const longer = log.data.replace(length, "f".repeat(64));
  expect(longer).not.toBe(log.data);
  expect(() => decodeLog({ ...log, data: longer })).toThrow(RangeError);
  expect(() => encodeLog("Split", { ...split, parts: "none" })).toThrow(RangeError);
});

describe("a log that is not whole", () => {
  const created = {
    id: `0x${"11".repeat(32)}`,
    actor: `0x${"33".repeat(20)}`,
    digest: `0x${"44".repeat(32)}`,
    line: 1,
    seq: 1,
    timestamp: 1,
    capacity: 1,
    roles: 1,
    unit: "0x4b474d",
    quantity: "5000",
    holder: `0x${"33".repeat(20)}`,
    open: true,
    code: "APPLES-2026-001",
  };
  const log = encodeLog("Created", created);
  const words = (log.data.length - 2) / 64;

  test("is refused for each topic that it lacks, and for one too many", () => {
    expect(decodeLog(log)).toEqual({ event: "Created", args: created });
    for (let count = 1; count < log.topics.length; count++) {
      expect(() => decodeLog({ ...log, topics: log.topics.slice(0, count) })).toThrow("a malformed Created log");
    }
    expect(() => decodeLog({ ...log, topics: [...log.topics, log.topics[1] as string] })).toThrow(RangeError);
  });

  test("is refused wherever its data are cut, and without any", () => {
    // The text's last bytes are padding, which says nothing.
    for (let count = 0; count < words; count++) {
      expect(() => decodeLog({ ...log, data: log.data.slice(0, 2 + 64 * count) })).toThrow(RangeError);
    }
    const text = log.data.length - 64 + 2 * created.code.length;
    expect(() => decodeLog({ ...log, data: log.data.slice(0, text - 2) })).toThrow("cut short");
    expect(() => decodeLog({ ...log, data: "" })).toThrow(RangeError);
  });

  test("is refused where it has too few words, whatever they are", () => {
    const { unit, quantity, holder, open, code, ...common } = created;
    const recorded = encodeLog("Recorded", { ...common, kind: `0x${"22".repeat(32)}` });
    for (let end = recorded.data.length - 2; end >= 0; end -= 62) {
      expect(() => decodeLog({ ...recorded, data: recorded.data.slice(0, end) })).toThrow("a malformed Recorded log");
    }
  });

  test.each(["ff", "c328", "eda080"])("is refused where its code holds the bytes %s, which are no UTF-8", (bytes) => {
    const code = Buffer.from(created.code).toString("hex");
    const data = log.data.replace(code, bytes + code.slice(bytes.length));
    expect(data).not.toBe(log.data);
    expect(() => decodeLog({ ...log, data })).toThrow();
  });
});

test("a log of another contract's event is not decoded", () => {
  expect(decodeLog({ topics: [`0x${"ab".repeat(32)}`], data: "0x" })).toBeUndefined();
  expect(decodeLog({ topics: [], data: "0x" })).toBeUndefined();
});
