/** What is brought to be marked again, in which way, and when a batch of a recall is done with. */
import { expect, test } from "vitest";
import type { MarkingPlan, RecallItem } from "../../../domain/recalls/ports.ts";
import { isSettled, MOST_ATTEMPTS, revisedMarking } from "../../../domain/recalls/revise-item.ts";
import { addressOf } from "../../support/made.ts";
import { recallItemOf } from "../../support/recalls.ts";

const actor = addressOf("a7");
const BROUGHT = { operationId: "op", operationState: "final" } as const;
const NOTICE: MarkingPlan = { marking: "notice", actor: null };
const MAKER: MarkingPlan = { marking: "maker", actor };

test.each<[string, Partial<RecallItem>, MarkingPlan, MarkingPlan | undefined, boolean]>([
  ["stays while its operation is under way", { ...BROUGHT, operationState: "sent" }, NOTICE, undefined, false],
  ["stays while a wallet has it to sign", { ...BROUGHT, operationState: "unsigned" }, NOTICE, undefined, false],
  ["is only told of where it was handed over before the block", BROUGHT, NOTICE, NOTICE, false],
  ["is brought as its maker's where it was handed over", BROUGHT, MAKER, MAKER, false],
  [
    "is brought again where nothing else speaks against it",
    BROUGHT,
    { marking: "holder", actor },
    { marking: "holder", actor },
    false,
  ],
  ["is done where its line was written, lifted since or not", { ...BROUGHT, hasLine: true }, NOTICE, undefined, true],
  ["is done where that side recalls it already", { isMarked: true }, NOTICE, undefined, true],
  ["waits to be brought", {}, { marking: "holder", actor }, undefined, false],
  ["is brought by who holds it now", {}, MAKER, MAKER, false],
  ["is done where its holder is told", NOTICE, NOTICE, undefined, true],
  ["is brought where it came to whoever recalls it", NOTICE, MAKER, MAKER, true],
  ["is given up at last", { ...BROUGHT, attempt: MOST_ATTEMPTS }, MAKER, undefined, true],
])("a batch %s", (_, item, now, revised, settled) => {
  const whole = recallItemOf({ actor, ...item });
  expect(revisedMarking(whole, now)).toEqual(revised);
  expect(isSettled(whole)).toBe(settled);
});
