import { expect, test } from "vitest";
import { personalNumberIn } from "../../../domain/shared/personal-numbers.ts";

test.each([
  ["11010519491231002X", "identity-card"],
  ["由 11010519491231002x 签收", "identity-card"],
  ["１１０１０５１９４９１２３１００２Ｘ", "identity-card"],
  ["110105194912310021", undefined],
  ["A11010519491231002X", undefined],
  ["联系 13800138000", "phone"],
  ["+86 138-0013-8000", "phone"],
  ["１３８００１３８０００", "phone"],
  ["138001380001", undefined],
  ["12800138000", undefined],
  ["6901234567892", undefined],
  ["2024-01-16", undefined],
  ["110105194912310021 11010519491231002X", "identity-card"],
  ["1_13800138000.jpg", "phone"],
  ["mmexport1700000000000.jpg", undefined],
  ["", undefined],
])("%s is %s", (text, sort) => expect(personalNumberIn(text)).toBe(sort));
