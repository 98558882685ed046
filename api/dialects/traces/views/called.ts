import { NAME_NOTICE } from "../../../../domain/names/name-notice.ts";
import type { Called, Confirmer, Naming } from "../../../../domain/profiles/names-at.ts";
import { checksumAddress } from "../../../http/eip55.ts";

/** A name, and whose word it is. */
export function namingView({ name, names, confirmedBy }: Naming) {
  return { name, names, confirmed: confirmedBy.length > 0, confirmedBy: confirmedBy.map(confirmerView) };
}

/** How whoever wrote a line was called then, and is called now. */
export function calledView(called: Called) {
  return {
    uri: called.uri,
    ...namingView(called),
    nowCalled: called.nowCalled && namingView(called.nowCalled),
    ...nameNoticeView(called),
  };
}

/** Whoever wrote a line. */
export function actorView(called: Called) {
  return { address: checksumAddress(called.address), ...calledView(called) };
}

/** That somebody else's name looks the same. */
export function nameNoticeView({ hasLookalike }: Pick<Called, "hasLookalike">) {
  return hasLookalike ? { nameNotice: NAME_NOTICE.en } : {};
}

/** An officer. */
export function confirmerView({ address, name }: Confirmer) {
  return { address: checksumAddress(address), name };
}
