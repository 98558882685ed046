import { z } from "zod";
import type { AddedEvent } from "../events/add-event.ts";
import type { Written } from "../operations/submit-act.ts";
import { PERMISSIONS } from "../roles/permissions.ts";
import type { Context } from "../services.ts";
import { pastDaySchema } from "./day.ts";
import { type TomatoServices, updateTomato } from "./internal.ts";

/** Record when a tomato was processed. Throws `forbidden`, `validation`, `not-found`. */
export async function updateProcessing(
  services: TomatoServices,
  context: Context,
  input: unknown,
  picture?: Uint8Array,
): Promise<Written<AddedEvent>> {
  const update = {
    permission: PERMISSIONS.tomato.updateProcessing,
    action: "update processing information",
    input: z.object({ processingDate: pastDaySchema("Processing date", services) }),
    event: ({ processingDate }: { processingDate: string }) => ({ type: "processing", date: processingDate }),
  };
  return updateTomato(services, context, update, input, picture);
}
