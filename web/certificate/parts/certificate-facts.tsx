import type { ComponentChildren } from "preact";
import { harmless } from "../../../domain/shared/foreign-text.ts";
import type { Proof } from "../../../proof/proof.ts";
import { pathOf } from "../../shopper/address.ts";
import { useLocale } from "../../shopper/locale.ts";
import { CalledName } from "../../shopper/parts/actor-name.tsx";
import { formatMomentDay } from "../../shopper/story/format.ts";
import { translate } from "../../shopper/texts/index.ts";
import type { Finding } from "../examine.ts";
import { useTexts } from "../texts/index.ts";

/** The certificate as on chain, to compare with the paper. */
export function CertificateFacts(props: { readonly finding: Finding; readonly proof: Proof; readonly checks: number }) {
  const { proof, checks } = props;
  const { certified, attested, attestations = [], declaredBy, revocation, journey, names = [] } = props.finding;
  const { language, texts: shopper } = useLocale();
  const texts = useTexts();
  if (!certified || !attested) return null;
  const { facts } = texts;
  const called = (seq: number, address: string) => {
    const named = proof.actors[address];
    const actor = { address, name: named && harmless(named.name), roles: named?.roles ?? [] };
    return <CalledName actor={actor} found={names.find((name) => name.seq === seq)} proof={proof} finished />;
  };
  const day = (date: Date) => formatMomentDay(date.getTime() / 1000, shopper.locale);
  const code = proof.batch.code;
  return (
    <section class="certificate-facts" aria-labelledby="facts-title">
      <h2 id="facts-title">{facts.title}</h2>
      <dl class="facts">
        <Fact name={facts.number} wide>
          {certified.number}
        </Fact>
        <Fact name={facts.batch}>{code}</Fact>
        <Fact name={facts.type}>{declaredBy ? texts.outcomes.declared : translate(texts.types, certified.type)}</Fact>
        <Fact name={facts.issuer}>{called(attested.seq, attested.actor)}</Fact>
        {attestations.map(({ seq, actor }) => (
          <Fact key={seq} name={facts.attestedBy(seq)}>
            {called(seq, actor)}
          </Fact>
        ))}
        <Fact name={facts.issued}>{day(certified.issuedAt)}</Fact>
        <Fact name={facts.validUntil}>{day(certified.validUntil)}</Fact>
        <Fact name={facts.line}>{attested.seq}</Fact>
        {revocation && <Fact name={facts.revokedBy}>{revocation.seq}</Fact>}
        <Fact name={facts.checks}>{checks}</Fact>
        {journey && <Fact name={facts.journey}>{texts.journeyIs[journey]}</Fact>}
        <Fact name={facts.address} wide>
          {attested.actor}
        </Fact>
        <Fact name={facts.file} wide>
          {certified.file.sha256.slice(2)}
        </Fact>
      </dl>
      <Since finding={props.finding} proof={proof} />
      <p class="buttons">
        <a class="button" href={`/certificates/${certified.number}.pdf`}>
          {texts.download}
        </a>
        <a class="button-quiet" href={`${pathOf(code)}?lang=${language}`}>
          {texts.journey}
        </a>
      </p>
    </section>
  );
}

/** What came after it: the paper cannot say so itself. */
function Since({ finding, proof }: { readonly finding: Finding; readonly proof: Proof }) {
  const { texts: shopper } = useLocale();
  const texts = useTexts();
  if (!finding.since || finding.since.length === 0) return null;
  return (
    <section data-testid="since">
      <h3>{texts.since.title}</h3>
      <ul class="since">
        {finding.since.map(({ type, line: { args } }) => (
          <li key={String(args.seq)} class={`since-${type}`} data-since={type}>
            <a href={`${pathOf(proof.batch.code)}#line-${args.seq}`}>
              {texts.since[type]}{" "}
              <small class="muted">
                {formatMomentDay(Number(args.timestamp), shopper.locale)} ·{" "}
                {harmless(proof.actors[String(args.actor)]?.name ?? texts.unknownActor)}
              </small>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Fact(props: { readonly name: string; readonly wide?: boolean; readonly children: ComponentChildren }) {
  return (
    <div class={props.wide ? "fact-wide" : undefined}>
      <dt>{props.name}</dt>
      <dd class={props.wide ? "mono" : undefined}>{props.children}</dd>
    </div>
  );
}
