/** How names that identify people are compared, and whom they identify. */
import type { Services } from "../services.ts";
import type { AccountWithPassword, Phones } from "./ports.ts";

/**
 * One spelling for all variants that find the same account: full width and half width, upper and lower case, and a
 * phone number however it is grouped and with its country or without. Rate limits count by this, or each spelling would
 * have a count of its own.
 */
export function identityKey(phones: Phones, text: string): string {
  const plain = text.trim().normalize("NFKC").toLowerCase();
  const phone = phones.e164(plain);
  if (phone !== null) return phone;
  return /^\+?[\d\s-]+$/.test(plain) ? plain.replace(/[\s-]/g, "") : plain;
}

/** The account that has this username, email address or phone number, in whichever way that one is written. */
export function identifiedAccount(
  { accounts, phones }: Pick<Services, "accounts" | "phones">,
  identifier: string,
): Promise<AccountWithPassword | undefined> {
  return accounts.byIdentifier(phones.e164(identifier) ?? identifier);
}
