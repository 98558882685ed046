import type { Role } from "../../../domain/shared/roles.ts";

/** The roles in this dialect's words; a consumer has none on chain. */
const WORDS = {
  Consumer: null,
  Grower: "producer",
  Logistic: "carrier",
  Factory: "processor",
  QualityExpert: "inspector",
} as const satisfies Record<string, Role | null>;

/** A word for a role. */
export type RoleType = keyof typeof WORDS;

/** All words for roles. */
export const ROLE_TYPES = Object.keys(WORDS) as RoleType[];

/** Whether a value is a word for a role. */
export function isRoleType(value: unknown): value is RoleType {
  return typeof value === "string" && Object.hasOwn(WORDS, value);
}

/** The role that a word means; null for none. */
export function roleOfType(roleType: RoleType): Role | null {
  return WORDS[roleType];
}
