import { z } from "zod";
import { readingLimitsInput } from "../catalogue/reading-limits.ts";
import { optionalName, optionalText } from "../shared/input.ts";

/** What a request says beside its readings. */
export const readingsInput = z.object({
  title: optionalName("Title", 200),
  description: optionalText("Description", 5000),
  location: optionalName("Location", 500),
  restricted: z.boolean({ error: "Restricted must be true or false" }).default(false),
  /** Instead of the product's. */
  limits: readingLimitsInput.optional(),
});
