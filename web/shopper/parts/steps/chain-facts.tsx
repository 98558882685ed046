import type { ComponentChildren } from "preact";
import { useJourney } from "../../journey.ts";
import { useLocale } from "../../locale.ts";
import { cidOf } from "../../story/cid.ts";
import { safeUrl } from "../../story/files.ts";
import type { Version } from "../../story/version.ts";

/** A step's position on chain, collapsed by default. */
export function ChainFacts({ versions }: { readonly versions: readonly Version[] }) {
  const { texts } = useLocale();
  return (
    <details class="fold chain-facts">
      <summary>{texts.chain.title}</summary>
      {versions.map((version) => (
        <LineFacts key={version.seq} version={version} />
      ))}
      <p class="muted">{texts.chain.note}</p>
    </details>
  );
}

function LineFacts({ version }: { readonly version: Version }) {
  const { proof } = useJourney();
  const { chain } = useLocale().texts;
  const { line, seq, actor, digest } = version;
  const explorer = safeUrl(proof.chain.explorerUrl)?.replace(/\/$/, "");
  return (
    <dl class="facts">
      <Fact name={chain.seq}>{seq}</Fact>
      <Fact name={chain.line}>{String(line.args.line)}</Fact>
      <Fact name={chain.actor}>{actor.address}</Fact>
      <Fact name={chain.digest}>{digest}</Fact>
      {/^0x[0-9a-f]{64}$/.test(digest) && <Fact name={chain.cid}>{cidOf(digest)}</Fact>}
      <Fact name={chain.block}>{line.blockNumber}</Fact>
      <Fact name={chain.transaction}>
        {explorer ? (
          <a href={`${explorer}/tx/${line.transactionHash}`} target="_blank" rel="noopener noreferrer">
            {line.transactionHash}
          </a>
        ) : (
          line.transactionHash
        )}
      </Fact>
      <Fact name={chain.finality}>{chain[line.status]}</Fact>
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd class="mono">{children}</dd>
    </div>
  );
}
