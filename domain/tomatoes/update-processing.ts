import { z } from "zod";
import type { AddedEvent } from "../events/add-event.ts";
import type { SubmitServices, Written } from "../operations/submit-act.ts";
import { PERMISSIONS } from "../roles/permissions.ts";
import type { Context, Services } from "../services.ts";
import { pastDaySchema } from "./day.ts";
import { updateTomato } from "./internal.ts";

/** Record when a tomato was processed. Throws `forbidden`, `validation`, `not-found`. */
export async function updateProcessing(
  services: SubmitServices & Pick<Services, "accounts" | "keys" | "mirror" | "uploads">,
  context: Context,
  input: unknown,
): Promise<Written<AddedEvent>> {
  const update = {
    permission: PERMISSIONS.tomato.updateProcessing,
    action: "update processing information",
    input: z.object({ processingDate: pastDaySchema("Processing date", services) }),
    event: ({ processingDate }: { processingDate: string }) => ({ type: "processing", date: processingDate }),
  };
  return updateTomato(services, context, update, input);
}
