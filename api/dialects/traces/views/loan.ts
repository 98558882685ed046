import { EVERYBODY, type Loan } from "../../../../domain/catalogue/loan.ts";
import { userIdOf } from "../../../../domain/shared/identifiers.ts";
import { isoTime, wholeSecond } from "../../../../domain/shared/time.ts";
import { checksumAddress } from "../../../http/eip55.ts";
import { nameNoticeView } from "./called.ts";

/** Whom an item is lent to. */
export function loanView({ to, since }: Loan, alike: ReadonlySet<number>) {
  return {
    to: to ? userIdOf(to.id) : EVERYBODY,
    name: to?.name ?? null,
    ...nameNoticeView({ hasLookalike: to !== null && alike.has(to.id) }),
    address: to && checksumAddress(to.address),
    since: isoTime(wholeSecond(since)),
  };
}
