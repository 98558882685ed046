import { Broken, Cross, Leaf, Lock, Question, Tick } from "../../icons/signs.tsx";
import { useLocale } from "../../locale.ts";
import type { Trust } from "../../story/verdict.ts";

const SIGNS = {
  checking: Leaf,
  verified: Tick,
  withheld: Lock,
  failed: Cross,
  unconfirmed: Question,
  unreachable: Broken,
} as const;

/** How far a step can be trusted. */
export function TrustBadge({ trust }: { readonly trust: Trust }) {
  const { texts } = useLocale();
  const Sign = SIGNS[trust];
  return (
    <span class={`trust trust-${trust}`} data-testid="trust" data-outcome={trust}>
      <Sign />
      {texts.trust[trust]}
    </span>
  );
}
