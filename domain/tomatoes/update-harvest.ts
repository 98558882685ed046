import type { AddedEvent } from "../events/add-event.ts";
import type { SubmitServices, Written } from "../operations/submit-act.ts";
import { PERMISSIONS } from "../roles/permissions.ts";
import type { Context, Services } from "../services.ts";
import { harvestInput } from "./add-tomato.ts";
import { updateTomato } from "./internal.ts";

/** Record where and when a tomato was harvested. Throws `forbidden`, `validation`, `not-found`. */
export async function updateHarvest(
  services: SubmitServices & Pick<Services, "accounts" | "keys" | "mirror" | "uploads">,
  context: Context,
  input: unknown,
): Promise<Written<AddedEvent>> {
  const update = {
    permission: PERMISSIONS.tomato.updateHarvest,
    action: "update harvest information",
    input: harvestInput(services),
    event: ({ productionArea, harvestDate }: { productionArea: string; harvestDate: string }) => ({
      type: "harvest",
      location: productionArea,
      date: harvestDate,
    }),
  };
  return updateTomato(services, context, update, input);
}
