/** What `npm start` runs is kept running for as long as that takes. */
import { afterEach, expect, test } from "vitest";
import { memoryShortage } from "../../config/memory.ts";
import type { Child } from "../../scripts/start/child.ts";
import { type Supervised, supervise } from "../../scripts/start/supervise.ts";
import { until } from "../support/process.ts";

const PACE = { first: 1, longest: 2, wellAfter: 100 };

let running: Supervised | undefined;
afterEach(() => running?.stop());

/** A child that ends with a code, having said something; or that runs until it is stopped. */
function child(code: number | string | undefined, words = ""): Child {
  const { promise, resolve } = Promise.withResolvers<number | string>();
  if (code !== undefined) resolve(code);
  return { name: "child", pid: -1, exited: promise, lastWords: () => words, stop: async () => resolve(0) };
}

/** Supervise children as a function makes them, the first, the second and so on. */
function watch(make: (number: number) => Child) {
  const said: string[] = [];
  const seen = { starts: 0, gaveUp: 0 };
  running = supervise(
    "indexer",
    () => make(++seen.starts),
    () => {
      seen.gaveUp += 1;
    },
    { say: (text) => void said.push(text), pace: PACE },
  );
  return { said, seen };
}

test("a child that ends again and again is started for as long as that takes, and that is said once", async () => {
  const { said, seen } = watch(() => child(1, "the disk is full"));
  await until(async () => seen.starts > 50);
  expect(said).toEqual(["The indexer ended (1): the disk is full. It is started again until it stays up."]);
  expect(seen.gaveUp).toBe(0);
});

test.each([
  ["SIGKILL", ""],
  ["SIGABRT", " 9: 0x7f3a [node]"],
  [1, "RangeError: Array buffer allocation failed"],
])("a child that ends by %s as for want of memory is said to, with what to do", async (code, words) => {
  const { said } = watch(() => child(code, words));
  await until(async () => said.length > 0);
  expect(said[0]).toMatch(
    /; memory seems to be short\. Give it 1 GiB, or start with SANDBOXES=off .* It is started again/,
  );
});

test("too little memory is said before anything is started, and enough is not", () => {
  expect(memoryShortage(400 * 1024 ** 2)).toMatch(/^There are 400 MiB of memory, and about 1,024 are needed/);
  expect(memoryShortage(1024 ** 3)).toBeUndefined();
});

test("another reason is said, and that it runs again", async () => {
  const { said, seen } = watch((number) => (number > 20 ? child(undefined) : child(1, number > 10 ? "two" : "one")));
  await until(async () => said.length === 3);
  expect(said).toEqual([
    "The indexer ended (1): one. It is started again until it stays up.",
    "The indexer ended (1): two. It is started again until it stays up.",
    "The indexer runs again.",
  ]);
  expect(seen.starts).toBe(21);
});

test("a child that cannot even be started is tried again", async () => {
  const { said, seen } = watch((number) => {
    if (number < 20) throw new Error("the port is taken");
    return child(undefined);
  });
  await until(async () => seen.starts === 20);
  expect(said).toEqual(["The indexer could not be started: the port is taken. It is started again until it stays up."]);
});

test("only what starting again does not mend ends it", async () => {
  const { said, seen } = watch((number) => child(number === 3 ? 78 : 1));
  await until(async () => seen.gaveUp === 1);
  expect(seen).toEqual({ starts: 3, gaveUp: 1 });
  expect(said).toHaveLength(1);
});

test("what is stopped is not started again", async () => {
  const { seen } = watch(() => child(undefined));
  await until(async () => seen.starts === 1);
  await running?.stop();
  expect(seen).toEqual({ starts: 1, gaveUp: 0 });
});
