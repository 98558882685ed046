/** Which words say that an attachment is a picture. */
import { expect, test } from "vitest";
import { isPicture } from "../../../domain/records/attachment-type.ts";

test("in any word and writing", () => {
  expect(["image", "Photo", "照片", " ＩＭＡＧＥ"].map(isPicture)).toEqual([true, true, true, true]);
  expect(["document", "video", "", "constructor"].map(isPicture)).toEqual([false, false, false, false]);
});
