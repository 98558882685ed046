import { DomainError } from "./errors.ts";

/** Who is signed in. Throws `unauthenticated` if nobody is. */
export function requireAccount<A>(context: { readonly account: A | null }): A {
  if (context.account) return context.account;
  throw new DomainError("unauthenticated", "Sign in to do this");
}
