import { expect, test } from "vitest";
import { pageSchema, parseInput } from "../../../domain/shared/input.ts";
import { cursorOf, type Place, toldPage } from "../../../domain/shared/page.ts";

const PLACE: Place = { order: "batches name false", page: 3, keys: ["红富士 Äpfel 🍎", 1_700_000_000, ""] };

test("a cursor is one word for an address, and says the place that it was made of", () => {
  const cursor = cursorOf(PLACE);
  expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
  expect(parseInput(pageSchema, { cursor })).toEqual({ page: 1, limit: 10, cursor: PLACE });
  expect(parseInput(pageSchema, {})).not.toHaveProperty("cursor");
});

test.each([
  "x",
  "a b",
  "%",
  btoa("null"),
  btoa('["batches"]').replace(/=+$/, ""),
  btoa('["batches",0,"a"]').replace(/=+$/, ""),
  btoa('["batches",1.5,"a"]').replace(/=+$/, ""),
  btoa('["batches",1,null]').replace(/=+$/, ""),
  btoa('["batches",1,{}]').replace(/=+$/, ""),
  btoa('["batches",1,"\xff"]').replace(/=+$/, ""),
  "A".repeat(4001),
  7,
  ["x"],
])("%j is no cursor", (cursor) => {
  expect(() => parseInput(pageSchema, { cursor })).toThrow(
    expect.objectContaining({
      code: "validation",
      details: [{ field: "cursor", message: "Cursor must be a nextCursor that a list of this kind told" }],
    }),
  );
});

test("a page counts on from its cursor, whatever number stands beside it", () => {
  const found = { items: ["a"], total: 7, next: { ...PLACE, page: 4 } };
  const told = { items: ["a"], total: 7, limit: 2, nextCursor: cursorOf({ ...PLACE, page: 4 }) };
  expect(toldPage(found, { page: 9, limit: 2, cursor: PLACE })).toEqual({ ...told, page: 3 });
  expect(toldPage(found, { page: 9, limit: 2 })).toEqual({ ...told, page: 9 });
  expect(toldPage({ ...found, next: null }, { page: 1, limit: 2 })).toMatchObject({ nextCursor: null });
});
