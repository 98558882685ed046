import { isDeepStrictEqual } from "node:util";

/** A body without what it tells as it is shown anyway, as who fetched an object and sends it back does: nothing is ignored. */
export function withoutShown(body: unknown, view: object): unknown {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return body;
  const shown = JSON.parse(JSON.stringify(view)) as Record<string, unknown>;
  const told = Object.entries(body).filter(
    ([name, value]) => !(Object.hasOwn(shown, name) && isDeepStrictEqual(shown[name], value)),
  );
  return Object.fromEntries(told);
}
