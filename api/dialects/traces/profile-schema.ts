import { z } from "@hono/zod-openapi";

const time = () => z.iso.datetime();
const names = z.object({ en: z.string().optional(), zh: z.string().optional() });
const confirmer = z.object({ address: z.string(), name: z.string().nullable() });

const naming = {
  name: z.string().nullable().openapi({ description: "Null where nobody gives it a name" }),
  names: names.nullable().openapi({ description: "By a profile on chain; null where it is the account's name here" }),
  confirmed: z.boolean(),
  confirmedBy: z.array(confirmer).openapi({ description: "The registrars and regulators whose word the name is" }),
};

/** The URI of a party. */
export const partyUriSchema = z.string().openapi({
  description:
    "What it is known by outside: `https://id.gs1.org/417/{GLN}` where that is confirmed, else its `did:pkh`",
});

/** How whoever wrote a line was called then, and is called now. */
export const calledFields = {
  uri: partyUriSchema,
  ...naming,
  nowCalled: z.object(naming).nullable().openapi({ description: "Where it is called otherwise by now" }),
  nameNotice: z
    .string()
    .optional()
    .openapi({ description: "Another's name looks the same, and this one is not confirmed" }),
};

/** Whoever wrote a line. */
export const calledSchema = z.object({ address: z.string(), ...calledFields }).openapi("Actor");

/** Where a line of administration stands. */
const place = z.object({
  line: z.int(),
  transactionHash: z.string(),
  blockNumber: z.int(),
  status: z.enum(["pending", "confirmed", "final"]),
});

/** What an account says of itself. */
export const profileInputSchema = z
  .object({
    names,
    gln: z.string().optional().openapi({ description: "Global Location Number, 13 digits" }),
    licences: z.array(z.object({ kind: z.string(), number: z.string(), issuer: z.string().optional() })).optional(),
    place: z.string().optional(),
    contact: z.string().optional(),
    website: z.url().optional(),
  })
  .openapi("ProfileInput");

const anchored = z.object({
  digest: z.string().openapi({ description: "SHA-256 of the profile's document" }),
  profile: profileInputSchema.nullable().openapi({ description: "Null where it is not here, or unreadable" }),
  date: time(),
  chain: place,
});

/** Who is behind an address. */
export const profileSchema = z
  .object({
    id: z.string().nullable(),
    address: z.string(),
    uri: partyUriSchema,
    ...naming,
    confirmedBy: z.array(confirmer.extend({ date: time(), chain: place })),
    nameNotice: z.string().optional(),
    profile: anchored.nullable().openapi({ description: "What it goes by" }),
    says: anchored.nullable().openapi({ description: "What it says of itself: what can be confirmed" }),
  })
  .openapi("Profile");

/** Who is behind an address, with everything that was ever said of it. */
export const profileHistorySchema = profileSchema
  .extend({
    history: z.array(
      z.object({
        date: time(),
        by: confirmer.extend({ as: z.enum(["itself", "regulator", "registrar"]) }),
        withdrawn: z.boolean(),
        digest: z.string().nullable(),
        names: names.nullable(),
        chain: place,
      }),
    ),
  })
  .openapi("ProfileWithHistory");

/** Which profile is confirmed. */
export const confirmationInputSchema = z
  .object({
    digest: z.string().openapi({ description: "`says.digest`, as it was read: what changed since is not confirmed" }),
  })
  .openapi("ProfileConfirmation");
