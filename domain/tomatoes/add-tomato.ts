import { z } from "zod";
import type { Batch } from "../batches/batch.ts";
import { type CreateServices, createBatchOf } from "../batches/create-batch.ts";
import type { Written } from "../operations/submit-act.ts";
import { PERMISSIONS } from "../roles/permissions.ts";
import { requirePermission } from "../roles/require-permission.ts";
import type { Context } from "../services.ts";
import type { Clock } from "../shared/days.ts";
import { parseInput, requiredName } from "../shared/input.ts";
import { requireAccount } from "../shared/require-account.ts";
import { pastDaySchema } from "./day.ts";

/** Where and when a tomato was harvested. The area is part of the batch's name, which has at most 200 characters. */
export function harvestInput(clock: Clock) {
  return z.object({
    productionArea: requiredName("Production area", 190),
    harvestDate: pastDaySchema("Harvest date", clock),
  });
}

/** Create a batch of tomatoes, without a quantity. Throws `forbidden`, `validation`. */
export async function addTomato(services: CreateServices, context: Context, input: unknown): Promise<Written<Batch>> {
  const account = requireAccount(context);
  await requirePermission(services, account, PERMISSIONS.tomato.add, "add tomato information");
  const { productionArea, harvestDate } = parseInput(harvestInput(services), input);
  return createBatchOf(
    services,
    context,
    {
      name: `番茄 ${productionArea}`,
      description: "",
      productId: "",
      quantity: 0n,
      unit: "KGM",
      farmId: "",
      harvestDate,
      certifications: [],
      attributes: {},
      // By the document a role is all that its steps take.
      contributions: "open",
      restricted: false,
      producer: { name: account.name, location: productionArea },
    },
    { tomato: input },
  );
}
