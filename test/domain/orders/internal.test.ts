/** Whose orders somebody sees, and what can be the name of one. */
import { expect, test } from "vitest";
import { isErpIdentifier, ownCompany } from "../../../domain/orders/internal.ts";
import { materialProgress } from "../../../domain/orders/material-progress.ts";
import { orderMaterials } from "../../../domain/orders/order-materials.ts";
import { orderStatus } from "../../../domain/orders/order-status.ts";
import { accountOf, contextOf, servicesOf } from "../../support/made.ts";

test.each([
  ["ORD-123", true],
  ["订单 1", true],
  ["x".repeat(100), true],
  ["x".repeat(101), false],
  ["", false],
  ["a/b", false],
  ["a\\b", false],
  ["a\u0000b", false],
  ["a\u200bb", false],
  [".", false],
  ["...", false],
  [".a", true],
])("%j can be an order's: %s", (id, can) => {
  expect(isErpIdentifier(id)).toBe(can);
});

const world = (bound: boolean) => {
  const asked: string[] = [];
  const answer = async (customer: string, id: string) => {
    asked.push(`${customer} ${id}`);
    return id === "KNOWN" ? { text: "told", batchCodes: [] } : undefined;
  };
  const services = servicesOf<Parameters<typeof orderStatus>[0]>({
    settings: { publicUrl: "" },
    companyBindings: { byAccount: async () => (bound ? { customerId: "C-1" } : undefined) },
    erp: { orderStatus: answer, orderMaterials: answer, materialProgress: answer },
    mirror: { batchesByCodes: async () => [] },
  });
  return { services, asked };
};

test("somebody bound to none is told so, and nobody has one", async () => {
  await expect(ownCompany(world(false).services, contextOf(accountOf()))).rejects.toMatchObject({
    reason: "not-bound",
  });
  await expect(ownCompany(world(true).services, contextOf(null))).rejects.toMatchObject({ code: "unauthenticated" });
  expect(await ownCompany(world(true).services, contextOf(accountOf()))).toEqual({ customerId: "C-1" });
});

test.each([
  [orderStatus, "order-not-found"],
  [orderMaterials, "order-not-found"],
  [materialProgress, "material-not-found"],
] as const)("%o asks in the name of one's own company, and for nothing that can be no name", async (verb, reason) => {
  const { services, asked } = world(true);
  const context = contextOf(accountOf());
  expect(await verb(services, context, "KNOWN")).toEqual({ text: "told", batches: [] });
  await expect(verb(services, context, "OTHERS")).rejects.toMatchObject({ code: "not-found", reason });
  await expect(verb(services, context, "../KNOWN")).rejects.toMatchObject({ code: "not-found", reason });
  expect(asked).toEqual(["C-1 KNOWN", "C-1 OTHERS"]);
});
