import { useState } from "preact/hooks";
import { describeName } from "../../../proof/name-messages.ts";
import type { LineName } from "../../../proof/names.ts";
import type { Proof } from "../../../proof/proof.ts";
import { History } from "../accounts/history.tsx";
import { useDesk, useTexts } from "../app/context.ts";
import { Link } from "../parts/link.tsx";
import { BATCH_TEXTS } from "./texts.ts";

/** Everybody who wrote a line, by what the contract tells of them. */
export function Actors({ proof, names }: { readonly proof: Proof; readonly names: readonly LineName[] | undefined }) {
  const texts = useTexts(BATCH_TEXTS);
  const actors = [...new Set(proof.lines.map(({ args }) => String(args.actor)))];
  return (
    <section aria-labelledby="actors-title">
      <h2 id="actors-title">{texts.actors}</h2>
      <p class="muted">{texts.actorsIntro}</p>
      {actors.map((account) => (
        <Actor key={account} account={account} proof={proof} name={names?.findLast((one) => one.account === account)} />
      ))}
    </section>
  );
}

function Actor(props: {
  readonly account: string;
  readonly proof: Proof;
  /** As of its last line here. */
  readonly name: LineName | undefined;
}) {
  const { account, proof, name } = props;
  const { language } = useDesk();
  const texts = useTexts(BATCH_TEXTS);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <div class="sheet">
      <p>{name ? describeName(name, language) : account}</p>
      <p>
        <Link to={`/accounts/${account}`}>{texts.allLines}</Link>
      </p>
      <details class="fold" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
        <summary>{texts.history}</summary>
        {isOpen && <History account={account} profiles={proof.profiles?.documents} />}
      </details>
    </div>
  );
}
