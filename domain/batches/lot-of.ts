import type { BatchDescription } from "../records/record-document.ts";
import { isLot } from "../shared/lot.ts";

/** Which lot of its product a batch is: what its maker said, else its code if that can be one. */
export function lotOf(code: string, { lot }: Pick<BatchDescription, "lot">): string | undefined {
  return lot ?? (isLot(code) ? code : undefined);
}
