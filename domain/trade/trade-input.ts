/** What a request may say of trade: where a step took place, between whom, how much of the batch, and with which papers. */
import { z } from "zod";
import { lackOf, placeFields } from "../catalogue/location-input.ts";
import { webUrlSchema } from "../files/attachments.ts";
import { REFERENCE_TYPES } from "../records/trade.ts";
import { isWebAddress } from "../shared/foreign-text.ts";
import { optionalName, requiredName, requiredText } from "../shared/input.ts";
import { unitOf } from "../shared/quantity.ts";
import { quantityOf } from "../shared/quantity-input.ts";

const OF_A_LOCATION = "What is told of a place besides its location's id is the location's";

/** A place: a location of one's own, or one that is lent to one, by its id; or what is told of it. */
const placeInput = (label: string) =>
  z.preprocess(
    (value) => (typeof value === "string" ? { id: value } : value),
    z
      .object(
        {
          id: requiredText(`${label} ID`, 64).optional(),
          ...placeFields,
          name: placeFields.name.optional(),
          kind: placeFields.kind.nullish(),
        },
        { error: `${label} must be a location's id or an object` },
      )
      .superRefine(({ id, ...told }, context) => {
        const more = Object.keys(told).find((field) => told[field as keyof typeof told] != null);
        const lack = id === undefined ? lackOf(told) : undefined;
        const add = (field: string, message: string) => context.addIssue({ code: "custom", path: [field], message });
        if (id === undefined && told.name === undefined) add("name", "Name is required");
        if (id !== undefined && more !== undefined) add(more, OF_A_LOCATION);
        if (lack) add(lack.field, lack.message);
      }),
  );

/** A party: who is meant by a text, or that an account is meant, or that a name is; and where the goods are there. */
const partyInput = (label: string) =>
  z.preprocess(
    (value) => (typeof value === "string" ? { party: value } : value),
    z
      .object(
        {
          /** An account by its id, address or confirmed GLN; else the name of somebody without one. */
          party: requiredName(label, 200).optional(),
          /** An account, and nothing else. */
          account: requiredName(`${label}'s account`, 200).optional(),
          /** A name, whoever else is called so. */
          name: requiredName(`${label}'s name`, 200).optional(),
          place: placeInput("Place").optional(),
        },
        { error: `${label} must be a text or an object` },
      )
      .superRefine(({ party, account, name, place }, context) => {
        const count = [party, account, name].filter((each) => each !== undefined).length;
        const message = `${label} must be told by one of party, account and name`;
        if (count > 1 || (count === 0 && !place)) context.addIssue({ code: "custom", path: [], message });
      }),
  );

const QUANTITY = "Quantity must be a positive number with at most three decimals";
const UNIT = "Unit must be a usual unit or a UN/ECE Recommendation 20 code";

/** The fields. */
export const tradeInput = {
  place: placeInput("Place").optional(),
  from: partyInput("From").optional(),
  to: partyInput("To").optional(),
  carrier: partyInput("Carrier").optional(),
  /** How much of the batch it is about. */
  quantity: quantityOf(z.number({ error: QUANTITY }).positive(QUANTITY), QUANTITY).optional(),
  /** The batch's, where it is left out. */
  unit: requiredText("Unit", 20)
    .refine((unit) => unitOf(unit) !== undefined, UNIT)
    .optional(),
  references: z
    .array(
      z.object(
        {
          type: z.enum(REFERENCE_TYPES, { error: `Type must be one of ${REFERENCE_TYPES.join(", ")}` }),
          number: requiredName("Number", 100),
          issuer: optionalName("Issuer", 200),
        },
        { error: "A reference must be an object" },
      ),
      { error: "References must be a list" },
    )
    .max(50, "References must have at most 50 entries")
    .default([]),
  /** Who gave the lot its code: a place, or the address of a page that tells it. */
  lotSource: z
    .union([
      z
        .string()
        .trim()
        .refine(isWebAddress)
        .pipe(webUrlSchema("Lot source"))
        .transform((url) => ({ url })),
      placeInput("Lot source"),
    ])
    .optional(),
};

const fields = z.object(tradeInput);

/** What a request says of trade. */
export type TradeInput = z.output<typeof fields>;
/** What it says of a place. */
export type PlaceInput = NonNullable<TradeInput["place"]>;
/** What it says of a party. */
export type PartyInput = NonNullable<TradeInput["from"]>;
