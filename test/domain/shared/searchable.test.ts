/** Texts that readers cannot tell apart are found alike. */
import { expect, test } from "vitest";
import { searchable } from "../../../domain/shared/searchable.ts";

test.each([
  ["Crème", "Crème".normalize("NFD")],
  ["APPLE123", "ＡＰＰＬＥ１２３"],
  ["apple", "Apple"],
  ["①", "1"],
])("%s and %s", (a, b) => expect(searchable(a)).toBe(searchable(b)));
