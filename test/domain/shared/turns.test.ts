/** What is done for one key is done one after another. */
import { expect, test } from "vitest";
import { turns } from "../../../domain/shared/turns.ts";

test("in the order of asking, whatever fails, and side by side for other keys", async () => {
  const inTurn = turns();
  const done: string[] = [];
  const first = Promise.withResolvers<void>();
  const all = [
    inTurn("a", async () => {
      await first.promise;
      done.push("a1");
      throw new Error("a1");
    }).catch(() => undefined),
    inTurn("a", async () => void done.push("a2")),
    inTurn("b", async () => void done.push("b1")),
  ];
  await all[2];
  expect(done).toEqual(["b1"]);
  first.resolve();
  await Promise.all(all);
  expect(done).toEqual(["b1", "a1", "a2"]);
});
