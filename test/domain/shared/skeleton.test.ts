/** Names that look the same have one skeleton; others have not. */
import { expect, test } from "vitest";
import { skeletonOf } from "../../../domain/shared/skeleton.ts";

test.each([
  ["Green Valley Farm", "green valley farm"],
  ["Green Valley Farm", "Ｇｒｅｅｎ　Ｖａｌｌｅｙ　Ｆａｒｍ"],
  ["Green Valley Farm", "Grееn Vаllеy Fаrm"],
  ["Green Valley Farm", " Green  Valley Farm "],
  ["Oslo", "0slo"],
  ["绿谷农场", "绿谷农场 "],
])("%j and %j look the same", (one, other) => {
  expect(skeletonOf(one)).toBe(skeletonOf(other));
});

test.each([
  ["Green Valley Farm", "Green Valley Farms"],
  ["绿谷农场", "緑谷农场"],
  ["土", "士"],
  ["日", "曰"],
])("%j and %j do not", (one, other) => {
  expect(skeletonOf(one)).not.toBe(skeletonOf(other));
});
