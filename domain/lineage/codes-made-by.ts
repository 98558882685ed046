import { partCode } from "../batches/part-code.ts";
import type { Act } from "../operations/act.ts";

/** The codes of the batches that an act makes, in its order; none of most acts. */
export function codesMadeBy(act: Act): readonly string[] {
  if (act.verb === "create") return [act.code];
  if (act.verb === "split") return act.parts.map(({ name }) => partCode(act.code, name));
  return act.verb === "transform" ? act.outputs.map(({ code }) => code) : [];
}
