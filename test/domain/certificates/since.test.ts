import { expect, test } from "vitest";
import { sinceOf } from "../../../domain/certificates/since.ts";
import type { Line } from "../../../domain/records/line.ts";

test.each([
  ["failed-inspection", "Inspected", { verdict: 2 }],
  ["passed-inspection", "Inspected", { verdict: 1 }],
  ["recall", "Recalled", {}],
  ["recall-lifted", "Lifted", {}],
  ["withdrawal", "Withdrawn", {}],
  ["amendment", "Amended", { amended: 2 }],
  [undefined, "Recorded", {}],
  [undefined, "CustodyAccepted", {}],
] as const)("%s is what %s is to a certificate before it", (type, event, args) => {
  expect(sinceOf({ event, args } as unknown as Line)).toBe(type);
});
