import type { Polygon } from "../shared/geography.ts";

/** What a place is used for. */
export const LOCATION_KINDS = [
  "farm",
  "field",
  "greenhouse",
  "packhouse",
  "cooler",
  "warehouse",
  "distribution-centre",
  "store",
  "plant",
  "laboratory",
  "office",
  "port",
  "airport",
  "other",
] as const;
/** One of them. */
export type LocationKind = (typeof LOCATION_KINDS)[number];

/** A place that records name: a farm is one of them. */
export interface Location {
  readonly id: string;
  readonly name: string;
  readonly kind: LocationKind;
  /** Its Global Location Number, as its owner says. */
  readonly gln: string | null;
  /** What tells it apart from others of the same number. */
  readonly extension: string | null;
  /** Its address in one line, as its owner writes it. */
  readonly address: string | null;
  readonly street: string | null;
  readonly city: string | null;
  readonly region: string | null;
  readonly postcode: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null;
  /** May be a person's: it goes into no record. */
  readonly phone: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly polygon: Polygon | null;
  /** The place that it is in. */
  readonly parentId: string | null;
  readonly ownerId: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** A place's address in one line, however its owner gave it; empty where it has none. */
export function addressLine({
  address,
  street,
  city,
  region,
  country,
}: {
  readonly [Part in "address" | "street" | "city" | "region" | "country"]?: string | null | undefined;
}): string {
  return address || [street, city, region, country].filter(Boolean).join(", ");
}
