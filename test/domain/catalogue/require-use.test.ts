/** A farm's or product's name is its owner's word: others use it when it was lent to them. */
import { expect, test } from "vitest";
import { requireUse } from "../../../domain/catalogue/require-use.ts";
import { accountOf } from "../../support/made.ts";

const farm = { id: "farm-1", ownerId: 7 };
const lentTo = (...accounts: number[]) => ({ isLentTo: async (_: string, id: number) => accounts.includes(id) });

test("its owner uses it, and who was lent it", async () => {
  await requireUse(lentTo(), accountOf({ id: 7 }), "farm", farm);
  await requireUse(lentTo(8), accountOf({ id: 8 }), "farm", farm);
});

test("anybody else is told how to make one, and whom to ask", async () => {
  const refused = requireUse(lentTo(8), accountOf({ id: 9 }), "farm", farm);
  await expect(refused).rejects.toMatchObject({
    code: "forbidden",
    message: expect.stringMatching(/POST \/v1\/farms,.*POST \/v1\/farms\/farm-1\/loans/),
    details: [{ field: "farmId" }],
  });
  const product = requireUse(lentTo(), accountOf({ id: 9 }), "product", { id: "prod-1", ownerId: 7 });
  await expect(product).rejects.toMatchObject({ details: [{ field: "productId" }] });
});
