import { keccak256Text } from "../../proof/hash.ts";

/** An address in mixed case, which guards against mistyping (EIP-55). */
export function checksumAddress(address: string): string {
  const digits = address.slice(2).toLowerCase();
  const hash = keccak256Text(digits).slice(2);
  return `0x${Array.from(digits, (digit, index) => (Number.parseInt(hash[index] ?? "0", 16) > 7 ? digit.toUpperCase() : digit)).join("")}`;
}
