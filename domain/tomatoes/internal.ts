/** Shared code for updating a tomato: each update is one more line. */

import { z } from "zod";
import { type AddedEvent, addEventInput, addEventOf, type EventFields } from "../events/add-event.ts";
import type { AttachmentServices } from "../files/store-attachment.ts";
import { idempotencyOf, type SubmitServices, type Written } from "../operations/submit-act.ts";
import type { Permission } from "../roles/permissions.ts";
import { requirePermission } from "../roles/require-permission.ts";
import type { Context, Services } from "../services.ts";
import type { Clock } from "../shared/days.ts";
import { parseInput } from "../shared/input.ts";
import { requireAccount } from "../shared/require-account.ts";
import type { TradeServices } from "../trade/trade-of.ts";
import { findTomatoOrThrow, tomatoIdSchema } from "./find-tomato-or-throw.ts";
import { keepPicture } from "./keep-picture.ts";

/** The services that a write on a tomato needs. */
export type TomatoServices = SubmitServices &
  AttachmentServices &
  TradeServices &
  Pick<Services, "accounts" | "keys" | "mirror" | "uploads">;

/** One of the updates. */
export interface TomatoUpdate<Shape extends z.ZodRawShape> {
  readonly permission: Permission;
  /** The rest of "You do not have permission to …". */
  readonly action: string;
  /** Its input besides the tomato's id. */
  readonly input: z.ZodObject<Shape>;
  /** The event that it adds. */
  readonly event: (fields: z.output<z.ZodObject<Shape>>) => Partial<EventFields> & { readonly type: string };
}

/** An event with only these fields. */
export function eventOf(services: Clock, { type, ...fields }: Partial<EventFields> & { type: string }): EventFields {
  return { ...parseInput(addEventInput(services), { type }), ...fields };
}

/** Add an update's event to a tomato, with a picture if one came along. Throws `forbidden`, `validation`, `not-found`. */
export async function updateTomato<Shape extends z.ZodRawShape>(
  services: TomatoServices,
  context: Context,
  update: TomatoUpdate<Shape>,
  input: unknown,
  sent?: Uint8Array,
): Promise<Written<AddedEvent>> {
  const account = requireAccount(context);
  await requirePermission(services, account, update.permission, update.action);
  const { tomatoId } = parseInput(z.object({ tomatoId: tomatoIdSchema }), input);
  const event = update.event(parseInput(update.input, input));
  const batch = await findTomatoOrThrow(services, tomatoId);
  const picture = await keepPicture(services, context, sent);
  const idempotency = await idempotencyOf(services, context, account, {
    verb: "update-tomato",
    type: event.type,
    input,
    ...(picture && { picture: picture.sha256 }),
  });
  const attachments = picture ? [picture.attachment] : [];
  return addEventOf(services, context, batch, eventOf(services, { ...event, attachments }), idempotency);
}
