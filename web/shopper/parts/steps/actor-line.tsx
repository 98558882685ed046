import { capacityOf } from "../../../../domain/records/capacity.ts";
import { Person } from "../../icons/signs.tsx";
import { useLocale } from "../../locale.ts";
import { shorten } from "../../story/format.ts";
import type { Version } from "../../story/version.ts";
import { translate } from "../../texts/index.ts";
import { ActorName } from "../actor-name.tsx";

/** The line's actor, and in which capacity it wrote. */
export function ActorLine({ version }: { readonly version: Version }) {
  const { actor, line } = version;
  const { texts } = useLocale();
  const capacity = texts.step.capacities[capacityOf(line.args)];
  const roles = actor.roles.map((role) => translate(texts.roles, role)).join(" · ");
  return (
    <p class="actor">
      <Person />
      <span class="visually-hidden">{texts.step.by}</span>
      <ActorName version={version} />
      {roles && <span class="muted">{roles}</span>}
      {capacity && <span class="muted">{capacity}</span>}
      <span class="mono muted" title={actor.address}>
        {shorten(actor.address)}
      </span>
    </p>
  );
}
