import { EVERYBODY, type Loan } from "../../../../domain/catalogue/loan.ts";
import { userIdOf } from "../../../../domain/shared/identifiers.ts";
import { isoTime, wholeSecond } from "../../../../domain/shared/time.ts";
import { checksumAddress } from "../../../http/eip55.ts";

/** Whom an item is lent to. */
export function loanView({ to, since }: Loan) {
  return {
    to: to ? userIdOf(to.id) : EVERYBODY,
    name: to?.name ?? null,
    address: to && checksumAddress(to.address),
    since: isoTime(wholeSecond(since)),
  };
}
