/** A batch's descriptions: its first, and those that amended it; what amends a step is none. */
import { expect, test } from "vitest";
import { listRevisions } from "../../../domain/events/list-revisions.ts";
import {
  accountOf,
  addressOf,
  amendmentOf,
  batchOf,
  contextOf,
  descriptionOf,
  lineOf,
  servicesOf,
  stepOf,
  TRACE_ID,
} from "../../support/made.ts";

const amended = (
  seq: number,
  amends: number,
  content: Parameters<typeof amendmentOf>[1],
  visibility = "public" as const,
) =>
  lineOf(seq, {
    event: "Amended",
    kind: "amendment",
    amended: amends,
    document: amendmentOf(amends, content),
    visibility,
  });
const fuji = descriptionOf({ name: "Fuji" });
const lines = [
  lineOf(1),
  lineOf(2),
  amended(3, 1, { batch: fuji }),
  amended(4, 2, { step: stepOf() }),
  { ...amended(5, 1, { batch: descriptionOf({ name: "Withheld" }) }), visibility: "restricted" as const },
];
const services = servicesOf<Parameters<typeof listRevisions>[0]>({
  mirror: {
    rolesOf: async () => 0,
    isAgent: async () => false,
    batchByTraceId: async () => batchOf(),
    linesOf: async () => lines,
  },
});

test("they come in their order, without what the reader may not see", async () => {
  const names = async (digits: string) => {
    const { revisions } = await listRevisions(services, contextOf(accountOf({ address: addressOf(digits) })), TRACE_ID);
    return revisions.map(({ line, description }) => [line.chain.seq, description?.name ?? null]);
  };
  expect(await names("a7")).toEqual([
    [1, "Apples"],
    [3, "Fuji"],
    [5, "Withheld"],
  ]);
  expect(await names("99")).toEqual([
    [1, "Apples"],
    [3, "Fuji"],
    [5, null],
  ]);
  await expect(listRevisions(services, contextOf(null), TRACE_ID)).rejects.toMatchObject({ code: "unauthenticated" });
});
