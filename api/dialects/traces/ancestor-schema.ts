/** What happened to that which a batch was made of, for the documentation. */
import { z } from "@hono/zod-openapi";
import { certificateSchema } from "./certificate-schema.ts";
import { toldRecallsSchema } from "./recall-schema.ts";
import { eventSchema } from "./schema.ts";

/** A batch that another was made of, with what happened to it. */
export const ancestorSchema = z
  .object({
    id: z.string(),
    batchCode: z.string(),
    name: z.string().nullable(),
    steps: z.int().openapi({ description: "How far above: 1 for what went in itself" }),
    status: z.enum(["active", "recalled", "withdrawn"]),
    result: z.enum(["pass", "fail"]).nullable(),
    notices: toldRecallsSchema.shape.notices,
    recalls: toldRecallsSchema.shape.recalls,
    events: z.array(eventSchema).openapi({ description: "The latest 50, in the order of their lines" }),
    moreEvents: z.int().openapi({ description: "How many earlier ones there are" }),
    certificates: z.array(certificateSchema),
    links: z.object({
      events: z.url(),
      certificates: z.url(),
      public: z.url(),
      recalls: z.url(),
      proof: z.url(),
    }),
  })
  .openapi("Ancestor");
