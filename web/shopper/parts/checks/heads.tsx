import { Cross, Tick } from "../../icons/signs.tsx";
import { useJourney } from "../../journey.ts";
import { useLocale } from "../../locale.ts";
import { headsOf } from "../../story/groups.ts";

/** The two fingerprints of the whole journey, side by side. */
export function Heads({ computed }: { readonly computed: string | undefined }) {
  const { checks } = useJourney();
  const { panel } = useLocale().texts;
  const heads = headsOf(checks, computed);
  const comparable = heads.computed !== undefined && heads.onChain !== undefined;
  const equal = comparable && heads.computed === heads.onChain;
  return (
    <div class={`heads ${comparable ? (equal ? "heads-equal" : "heads-different") : ""}`}>
      <div>
        <h3>{panel.computed}</h3>
        <p class="mono" data-testid="head-computed">
          {heads.computed ?? panel.noHead}
        </p>
      </div>
      <div>
        <h3>{panel.onChain}</h3>
        <p class="mono" data-testid="head-on-chain">
          {heads.onChain ?? panel.noHead}
        </p>
      </div>
      {comparable && (
        <p class="heads-result">
          {equal ? <Tick /> : <Cross />}
          {equal ? panel.equal : panel.different}
        </p>
      )}
    </div>
  );
}
