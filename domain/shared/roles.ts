/** The business roles on chain, in the order of their bits (contracts/types/Account.sol). */
export const ROLES = ["producer", "processor", "carrier", "inspector", "retailer", "regulator"] as const;

/** A business role. */
export type Role = (typeof ROLES)[number];

/** A set of roles as the contract packs it: one bit a role. */
export type RoleSet = number;

/** The bits of all business roles; an account's and a kind's word on chain have others besides. */
export const ALL_ROLES: RoleSet = (1 << ROLES.length) - 1;

/** The bits of the officers: who grants business roles, and who grants regulators and registrars. */
export const REGISTRAR: RoleSet = 1 << 6;
export const DEFAULT_ADMIN: RoleSet = 1 << 7;

/** In a kind's set of roles: the batch's holder may write it (contracts/types/Account.sol). */
export const HOLDER: RoleSet = 1 << 8;

/** The set that holds exactly these roles. */
export function roleSet(...roles: readonly Role[]): RoleSet {
  return roles.reduce((set, role) => set | (1 << ROLES.indexOf(role)), 0);
}

/** The roles in a set, in the order of their bits. */
export function rolesIn(set: RoleSet): Role[] {
  return ROLES.filter((_, bit) => set & (1 << bit));
}

/** The text whose keccak256 is the role's identifier in OpenZeppelin AccessControl, such as `PRODUCER_ROLE`. */
export function roleConstant(role: Role): string {
  return `${role.toUpperCase()}_ROLE`;
}

/** Which officer grants and revokes a role. */
export function officeOf(role: Role): "registrar" | "admin" {
  return role === "regulator" ? "admin" : "registrar";
}
