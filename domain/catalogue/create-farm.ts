import { z } from "zod";
import type { Context, Services } from "../services.ts";
import { optionalName, parseInput, requiredName, textList } from "../shared/input.ts";
import { newId } from "../shared/new-id.ts";
import type { Farm } from "./farm.ts";
import { chosenId, createItem } from "./items.ts";

/** The input for creating a farm. */
export const createFarmInput = z.object({
  id: chosenId,
  name: requiredName("Name", 200),
  location: optionalName("Location", 500),
  owner: optionalName("Owner", 200),
  certifications: textList("Certifications"),
});

/** Create a farm. Throws `validation`, `forbidden`, and a `conflict` if its id is taken. */
export async function createFarm(
  services: Pick<Services, "farms" | "hashOf" | "mirror" | "now" | "outbox" | "requests">,
  context: Context,
  input: unknown,
): Promise<Farm> {
  const { id, ...fields } = parseInput(createFarmInput, input);
  const request = { verb: "create-farm", noun: "farm", input };
  return createItem(services, context, services.farms, request, async (account) => {
    const at = services.now();
    return { ...fields, id: id ?? newId("farm"), ownerId: account.id, createdAt: at, updatedAt: at };
  });
}
