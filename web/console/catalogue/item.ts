/** Products and places as the API tells them. */
import type { LocationKind } from "../../../domain/catalogue/location.ts";
import { userIdOf } from "../../../domain/shared/identifiers.ts";
import type { Me } from "../session/session.ts";

/** Between what readings of a kind should be. */
export interface Limit {
  readonly type: string;
  readonly unit: string;
  readonly min?: number | string;
  readonly max?: number | string;
  readonly minutes?: number;
}

/** A product. */
export interface Product {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly gtin: string | null;
  readonly nutritionalInfo: Readonly<Record<string, unknown>>;
  readonly storageGuide: string;
  readonly limits: readonly Limit[];
  readonly ownerId: string;
}

/** The texts of a place that its owner may leave empty. */
export const PLACE_TEXTS = [
  "gln",
  "extension",
  "address",
  "street",
  "city",
  "region",
  "postcode",
  "country",
  "phone",
] as const;

/** A place: farms are some of them. */
export type Place = {
  readonly id: string;
  readonly name: string;
  readonly kind: LocationKind;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly ownerId: string;
} & Readonly<Record<(typeof PLACE_TEXTS)[number], string | null>>;

/** Whether it is one's own, to change and to lend. */
export const isOwn = (me: Me, { ownerId }: { readonly ownerId: string }) => ownerId === userIdOf(me.id);
