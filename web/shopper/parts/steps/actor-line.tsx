import { Person } from "../../icons/signs.tsx";
import { useLocale } from "../../locale.ts";
import { shorten } from "../../story/format.ts";
import type { Actor } from "../../story/version.ts";
import { translate } from "../../texts/index.ts";

/** The line's actor. */
export function ActorLine({ actor }: { readonly actor: Actor }) {
  const { texts } = useLocale();
  const roles = actor.roles.map((role) => translate(texts.roles, role)).join(" · ");
  return (
    <p class="actor">
      <Person />
      <span class="visually-hidden">{texts.step.by}</span>
      <span class={actor.name === undefined ? "actor-name bad" : "actor-name"}>
        {actor.name === actor.address ? texts.step.walletActor : (actor.name ?? texts.step.unknownActor)}
      </span>
      {roles && <span class="muted">{roles}</span>}
      <span class="mono muted" title={actor.address}>
        {shorten(actor.address)}
      </span>
    </p>
  );
}
