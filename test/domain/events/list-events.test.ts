/** Which of a batch's events are listed, and in which order. */
import { expect, test } from "vitest";
import { listEvents } from "../../../domain/events/list-events.ts";
import { accountOf, batchOf, contextOf, lineOf, servicesOf, stepDocument, TRACE_ID } from "../../support/made.ts";

const step = (seq: number, type: string, time: string) =>
  lineOf(seq, { kind: type, document: stepDocument(type, {}, time) });
const services = servicesOf<Parameters<typeof listEvents>[0]>({
  now: () => new Date("2026-03-05T00:00:00Z"),
  mirror: {
    rolesOf: async () => 0,
    batchByTraceId: async () => batchOf(),
    linesOf: async () => [
      lineOf(1), // The first of March, 8:00.
      step(2, "harvest", "2026-03-03T08:00:00Z"),
      step(3, "storage", "2026-03-02T23:59:59Z"),
      step(4, "harvest", "2026-03-03T08:00:00Z"),
    ],
  },
  accounts: { byAddresses: async () => new Map() },
});

test.each([
  [{}, [1, 3, 2, 4]],
  [{ sortDir: "desc" }, [4, 2, 3, 1]],
  [{ type: "harvest" }, [2, 4]],
  [{ type: "sale" }, []],
  [{ type: "" }, [1, 3, 2, 4]],
  [{ fromDate: "2026-03-02" }, [3, 2, 4]],
  // A day is in a time to its last moment.
  [{ toDate: "2026-03-02" }, [1, 3]],
  [{ fromDate: "2026-03-03T08:00:00Z", toDate: "2026-03-03T08:00:00Z" }, [2, 4]],
  [{ fromDate: "2026-03-03T08:00:01Z" }, []],
])("%j lists the lines %j", async (input, seqs) => {
  const { entries } = await listEvents(services, contextOf(accountOf()), TRACE_ID, input);
  expect(entries.map(({ line }) => line.chain.seq)).toEqual(seqs);
});

test.each([{ sortDir: "up" }, { fromDate: "soon" }, { type: "x".repeat(51) }])("%j is refused", async (input) => {
  await expect(listEvents(services, contextOf(accountOf()), TRACE_ID, input)).rejects.toMatchObject({
    code: "validation",
  });
});
