import { z } from "zod";
import { requiredText } from "../input.ts";
import { PERMISSIONS } from "../permissions.ts";
import type { Context, Services } from "../services.ts";
import type { AddedEvent } from "./add-event.ts";
import { updateTomato } from "./update-tomato.ts";
import type { Written } from "./writing.ts";

const transportInput = z.object({ transportInfo: requiredText("Transport info", 5000) });

/** Tell how a tomato is transported. Throws `forbidden`, `validation`, `not-found`. */
export async function updateTransport(
  services: Services,
  context: Context,
  input: unknown,
): Promise<Written<AddedEvent>> {
  const update = {
    permission: PERMISSIONS.tomato.updateTransport,
    action: "update transport information",
    input: transportInput,
    event: ({ transportInfo }: { transportInfo: string }) => ({ type: "transport", description: transportInfo }),
  };
  return updateTomato(services, context, update, input);
}
