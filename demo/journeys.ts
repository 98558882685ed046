/**
 * The demonstration: the two journeys in the API documents, an apple batch from California and a tomato batch from
 * Shouguang (山东寿光). Firms, dates and findings of the apple batch are those of the traces document.
 */

import { apples } from "./apples.ts";
import { tomatoes } from "./tomatoes.ts";

/** A firm that takes part, by an account of its own. */
export interface DemoAccount {
  readonly username: string;
  /** As `POST /api/auth/register` names roles. */
  readonly role: string;
  readonly name: string;
  /** What it says of itself on chain. */
  readonly profile?: { readonly names: { readonly en?: string; readonly zh?: string }; readonly place?: string };
  /** The authority that confirms that. */
  readonly confirmedBy?: string;
  /** Which wallet signs for it; left out, the instance does. */
  readonly wallet?: number;
}

/** A file to be attached, by its place in this folder. */
export interface DemoFile {
  readonly file: string;
  readonly title: string;
  readonly type: "image" | "document";
  readonly restricted?: boolean;
}

/** One event, as `POST /v1/traces/{traceId}/events` takes it, with who records it. */
export interface DemoEvent {
  readonly by: string;
  readonly type: string;
  readonly date: string;
  readonly title: string;
  readonly description: string;
  readonly location: string;
  readonly details: Readonly<Record<string, string>>;
  readonly files: readonly DemoFile[];
  readonly restricted?: boolean;
  readonly trade?: DemoTrade;
}

/** A place, as `POST /v1/locations` takes it. */
export interface DemoPlace {
  readonly name: string;
  readonly kind?: string;
  readonly city?: string;
  readonly region?: string;
  readonly country: string;
  readonly latitude: number;
  readonly longitude: number;
}

/** A place of a firm's own, by its id. */
export interface DemoLocation extends DemoPlace {
  readonly by: string;
  readonly id: string;
  readonly kind: string;
}

/** What an event says of trade: places by the ids of locations, firms by their usernames. */
export interface DemoTrade {
  readonly place?: string | DemoPlace;
  readonly from?: { readonly account: string; readonly place?: string | DemoPlace };
  readonly to?: { readonly name: string; readonly place?: DemoPlace };
  readonly carrier?: { readonly account: string };
  readonly quantity?: number;
  readonly references?: readonly { readonly type: string; readonly number: string; readonly issuer?: string }[];
}

/** A batch, what it refers to, and everything that happened to it. */
export interface DemoJourney {
  readonly by: string;
  readonly product: {
    readonly id: string;
    readonly name: string;
    readonly description: string;
    /** An example: GS1 gave the prefix 952 to demonstrations, and no trade item will ever have such a number. */
    readonly gtin: `952${string}`;
    readonly picture: string;
    readonly nutritionalInfo: Readonly<Record<string, string | number>>;
    readonly storageGuide: string;
  };
  readonly farm: {
    readonly id: string;
    readonly name: string;
    readonly location: string;
    readonly owner: string;
    readonly certifications: readonly string[];
  };
  /** Where the farm is. */
  readonly farmPlace: Omit<DemoPlace, "kind" | "name">;
  /** Places of the firms. */
  readonly locations: readonly DemoLocation[];
  /** Whom the holder admits to the batch, and what it notes down about them: inspectors need not be admitted. */
  readonly parties: readonly { readonly account: string; readonly note: string }[];
  readonly batch: {
    readonly batchCode: string;
    readonly name: string;
    readonly description: string;
    readonly quantity: number;
    readonly unit: string;
    readonly harvestDate: string;
    readonly certifications: readonly string[];
    readonly attributes: Readonly<Record<string, string>>;
  };
  readonly events: readonly DemoEvent[];
  /** The commitment certificate that its holder issues after all of it, as its route takes it. */
  readonly commitment?: { readonly basis: readonly string[]; readonly contact: string; readonly place: string };
}

/** How many lines a journey has on chain. */
export function linesOf({ events, commitment }: DemoJourney): number {
  return 1 + events.length + (commitment ? 1 : 0);
}

/** The demonstration accounts' password: for development only, and printed at the start. */
export const DEMO_PASSWORD = "Suyuan2026";

/** All firms of both journeys. */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  {
    username: "food-authority",
    role: "regulator",
    name: "Food Authority",
    profile: { names: { en: "Food Authority", zh: "食品监管局" } },
  },
  {
    username: "green-valley",
    role: "supplier",
    name: "Green Valley Farm",
    profile: { names: { en: "Green Valley Farm", zh: "绿谷农场" }, place: "California, USA" },
    confirmedBy: "food-authority",
  },
  // It says who it is, and nobody confirms it.
  {
    username: "clean-process",
    role: "processor",
    name: "Clean Process Inc.",
    profile: { names: { en: "Clean Process Inc.", zh: "清洁加工公司" } },
  },
  { username: "pack-fresh", role: "processor", name: "Pack Fresh Ltd." },
  { username: "fast-delivery", role: "logistics", name: "Fast Delivery Co." },
  { username: "food-safety-lab", role: "inspector", name: "Food Safety Lab" },
  { username: "usda-organic", role: "inspector", name: "USDA Organic" },
  { username: "clean-food", role: "inspector", name: "Clean Food Association" },
  { username: "shouguang-grower", role: "supplier", name: "寿光蔬菜合作社" },
  { username: "shouguang-factory", role: "processor", name: "寿光番茄加工厂" },
  { username: "shouguang-logistics", role: "logistics", name: "寿光冷链物流示范车队" },
  { username: "tomato-expert", role: "inspector", name: "寿光果蔬质量检测站" },
];

/** Both journeys. */
export const DEMO_JOURNEYS: readonly DemoJourney[] = [apples, tomatoes];

/** The codes of the demonstration batches. */
export const DEMO_CODES = DEMO_JOURNEYS.map((journey) => journey.batch.batchCode);
