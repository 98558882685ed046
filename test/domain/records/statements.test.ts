import { expect, test } from "vitest";
import { statementsIn } from "../../../domain/records/statements.ts";

const [HOLDER, PARTY, AUTHORITY, ROLE] = [1, 2, 3, 4] as const;
const [firm, buyer, stranger] = ["0xf1", "0xb1", "0x51"] as const;
const line = (seq: number, event: string, actor: string, capacity: number, more = {}) => ({
  event,
  args: { seq, actor, capacity, ...more },
});

test("a line by role alone is a statement, unless its author held the batch then", () => {
  const lines = [
    line(1, "Created", "0xa9", HOLDER, { holder: firm }),
    line(2, "Recorded", firm, ROLE),
    line(3, "Recorded", stranger, ROLE),
    line(4, "Recorded", buyer, ROLE),
    line(5, "CustodyAccepted", buyer, 6),
    line(6, "Recorded", buyer, ROLE),
    line(7, "Recorded", firm, ROLE),
    line(8, "Amended", stranger, ROLE),
  ];
  expect([...statementsIn(lines)]).toEqual([3, 4, 7, 8]);
});

test.each(["Created", "SplitOff", "Produced"])("who holds a batch is told by its %s", (event) => {
  const lines = [line(1, event, stranger, HOLDER, { holder: firm }), line(2, "Recorded", firm, ROLE)];
  expect([...statementsIn(lines)]).toEqual([]);
});

test("what is written in any other capacity is none, whoever wrote it", () => {
  const lines = [HOLDER, PARTY, AUTHORITY, 5, 6].map((capacity, index) =>
    line(index + 2, "Recorded", stranger, capacity),
  );
  expect([...statementsIn([line(1, "Created", firm, HOLDER, { holder: firm }), ...lines])]).toEqual([]);
});
