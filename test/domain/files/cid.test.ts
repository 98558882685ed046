import fc from "fast-check";
import { expect, test } from "vitest";
import { cidOf } from "../../../domain/files/cid.ts";
import type { Hex } from "../../../domain/shared/hex.ts";
import { digestCid } from "../../../integrations/objects/cid.ts";

test("a CID is what the multiformats library makes of the digest", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
      const digest: Hex = `0x${Buffer.from(bytes).toString("hex")}`;
      expect(cidOf(digest)).toBe(digestCid(digest));
    }),
  );
});
