import type { AddedEvent } from "../events/add-event.ts";
import type { Written } from "../operations/submit-act.ts";
import { PERMISSIONS } from "../roles/permissions.ts";
import type { Context } from "../services.ts";
import { harvestInput } from "./add-tomato.ts";
import { type TomatoServices, updateTomato } from "./internal.ts";

/** Record where and when a tomato was harvested. Throws `forbidden`, `validation`, `not-found`. */
export async function updateHarvest(
  services: TomatoServices,
  context: Context,
  input: unknown,
  picture?: Uint8Array,
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
  return updateTomato(services, context, update, input, picture);
}
