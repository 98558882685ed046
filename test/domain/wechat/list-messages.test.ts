/** Whose messages somebody may list. */
import { expect, test } from "vitest";
import { roleSet } from "../../../domain/shared/roles.ts";
import { listMessages, listMessagesInput } from "../../../domain/wechat/list-messages.ts";
import { accountOf, contextOf, servicesOf } from "../../support/made.ts";

const list = (input: object, roles = 0) =>
  listMessages(
    servicesOf({
      administrators: { has: async () => false },
      mirror: { rolesOf: async () => roles },
      messages: { list: async (query: object) => ({ items: [query], total: 1, next: null }) },
    }),
    contextOf(accountOf()),
    input,
  ).then(
    ({ items }) => (items[0] as unknown as { accountId?: number }).accountId,
    ({ code }) => code,
  );

test.each([
  [{}, 0, 7],
  [{ userId: "" }, 0, 7],
  [{ userId: "7" }, 0, 7],
  [{ userId: "8" }, 0, "forbidden"],
  [{ userId: "all" }, 0, "forbidden"],
  [{ userId: "8" }, roleSet("regulator"), 8],
  [{ userId: "all" }, roleSet("regulator"), undefined],
])("%j with roles %i lists those of %s", async (input, roles, whose) => {
  expect(await list(input, roles)).toBe(whose);
});

test.each([{ userId: "0" }, { userId: "-1" }, { userId: "ALL" }, { state: "lost" }, { page: "0" }])(
  "%j is refused",
  (input) => {
    expect(listMessagesInput.safeParse(input).success).toBe(false);
  },
);
