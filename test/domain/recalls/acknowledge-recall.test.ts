/** What holders say that they found never comes to more than there was. */
import { expect, test } from "vitest";
import { requireWithinHeld } from "../../../domain/recalls/acknowledge-recall.ts";
import { NOW } from "../../support/made.ts";
import { recallItemOf } from "../../support/recalls.ts";

const said = (found: bigint, quarantined = 0n, destroyed = 0n, by = 7) => ({ found, quarantined, destroyed, by });
const byAnother = { ...said(5_000n, 0n, 0n, 8), note: "", at: NOW };

test.each([
  ["all that was there or came back", [], said(12_000n, 10_000n, 2_000n), true],
  ["nothing", [], said(0n), true],
  ["more than there was", [], said(12_001n), false],
  ["more done with than found", [], said(1_000n, 600n, 401n), false],
  ["what another left over", [byAnother], said(7_000n), true],
  ["more than another left over", [byAnother], said(7_001n), false],
  ["anew what it said itself", [{ ...byAnother, by: 7 }], said(12_000n), true],
] as const)("found: %s", (_, acknowledgements, one, fits) => {
  const ask = () => requireWithinHeld(recallItemOf({ acknowledgements }), one);
  if (fits) expect(ask).not.toThrow();
  else expect(ask).toThrow();
});
