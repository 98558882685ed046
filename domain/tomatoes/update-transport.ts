import { z } from "zod";
import type { AddedEvent } from "../events/add-event.ts";
import type { Written } from "../operations/submit-act.ts";
import { PERMISSIONS } from "../roles/permissions.ts";
import type { Context } from "../services.ts";
import { requiredText } from "../shared/input.ts";
import { type TomatoServices, updateTomato } from "./internal.ts";

const transportInput = z.object({ transportInfo: requiredText("Transport info", 5000) });

/** Record how a tomato is transported. Throws `forbidden`, `validation`, `not-found`. */
export async function updateTransport(
  services: TomatoServices,
  context: Context,
  input: unknown,
  picture?: Uint8Array,
): Promise<Written<AddedEvent>> {
  const update = {
    permission: PERMISSIONS.tomato.updateTransport,
    action: "update transport information",
    input: transportInput,
    event: ({ transportInfo }: { transportInfo: string }) => ({ type: "transport", description: transportInfo }),
  };
  return updateTomato(services, context, update, input, picture);
}
