import type { LineName } from "../../../proof/names.ts";
import type { Proof } from "../../../proof/proof.ts";
import { useJourney } from "../journey.ts";
import { useLocale } from "../locale.ts";
import { calledOf, type ShownNaming } from "../story/called.ts";
import type { Actor, Version } from "../story/version.ts";

/** Who wrote a line of this journey: the name at that time and whose word it is, and what it is called now. */
export function ActorName({ version: { actor, seq } }: { readonly version: Version }) {
  const { proof, names, finished } = useJourney();
  return <CalledName actor={actor} found={names.get(seq)} proof={proof} finished={finished} />;
}

/** How whoever wrote a line is called, by what the chain was found to say. */
export function CalledName(props: {
  readonly actor: Actor;
  readonly found: LineName | undefined;
  readonly proof: Proof;
  readonly finished: boolean;
}) {
  const { actor, found, proof, finished } = props;
  const { language, texts } = useLocale();
  const { atLine, now } = calledOf(actor, found, language);
  const isMarked = proof.lookalikes?.accounts.includes(actor.address) && (atLine?.by.length ?? 0) === 0;
  return (
    <span class="named" data-testid="actor">
      {atLine ? (
        <Said naming={atLine} finished={finished} />
      ) : (
        <span class={actor.name === undefined ? "actor-name bad" : "actor-name"}>
          {actor.name === undefined ? texts.step.unknownActor : texts.step.walletActor}
        </span>
      )}
      {now !== undefined && (
        <span class="muted" data-testid="now-called">
          {now === null ? texts.names.takenBack : <Now naming={now} />}
        </span>
      )}
      {isMarked && (
        <span class="name-notice" data-testid="name-notice">
          {texts.names.lookalike}
        </span>
      )}
    </span>
  );
}

function Said({ naming: { name, by }, finished }: { readonly naming: ShownNaming; readonly finished: boolean }) {
  const { names } = useLocale().texts;
  const shown = <bdi class="actor-name">{name}</bdi>;
  // Whose word it is, the chain has yet to say.
  if (!finished) return shown;
  if (by.length > 0) {
    return (
      <span>
        {shown} <span class="confirmed">{names.confirmedBy}</span> <Officers by={by} />
      </span>
    );
  }
  return (
    <span>
      <span class="muted">{names.saysItIs}</span> {shown} <span class="muted">{names.notConfirmed}</span>
    </span>
  );
}

function Now({ naming: { name, by } }: { readonly naming: ShownNaming }) {
  const { names } = useLocale().texts;
  return (
    <>
      {names.nowCalled} <bdi>{name}</bdi>{" "}
      {by.length > 0 ? (
        <>
          <span class="confirmed">{names.confirmedBy}</span> <Officers by={by} />
        </>
      ) : (
        names.notConfirmed
      )}
    </>
  );
}

function Officers({ by }: { readonly by: readonly string[] }) {
  return (
    <>
      {by.map((name, index) => (
        <span key={name}>
          {index > 0 && ", "}
          <bdi>{name}</bdi>
        </span>
      ))}
    </>
  );
}
