import type { Services } from "../services.ts";

/**
 * Store every phone number in its international form: those of before were stored as they were typed, so that one number
 * could be two accounts'. Where it was, the older account has the number from now on, and the other a former spelling of
 * it: that is still where its codes go, but nobody is found by it. Does nothing where all is well. Gives the accounts
 * that share a number with an older one.
 */
export async function unifyPhones({ accounts, phones }: Pick<Services, "accounts" | "phones">): Promise<number[]> {
  const owners = new Map<string, number>();
  const others: number[] = [];
  for (const { id, phone } of await accounts.phones()) {
    const number = phones.e164(phone);
    if (number === null) continue;
    if (owners.has(number)) {
      others.push(id);
      continue;
    }
    owners.set(number, id);
    if (number !== phone) await accounts.respellPhone({ id, phone }, number);
  }
  return others;
}
