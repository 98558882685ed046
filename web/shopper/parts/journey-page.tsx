import { useEffect, useMemo, useRef } from "preact/hooks";
import type { Proof } from "../../../proof/proof.ts";
import { isSameButCase, readAskedFor } from "../address.ts";
import { type Journey, JourneyContext } from "../journey.ts";
import { useLate } from "../late.ts";
import { useLocale } from "../locale.ts";
import { doneChecks, expectedChecks } from "../story/progress.ts";
import { tellStory } from "../story/story.ts";
import { verdictOf } from "../story/verdict.ts";
import { useScan } from "../use-scan.ts";
import { useSettings } from "../use-settings.ts";
import { useVerification } from "../use-verification.ts";
import { VerdictCard } from "./checks/verdict-card.tsx";
import { Notice } from "./notice.tsx";
import { Certificates } from "./product/certificates.tsx";
import { Hero } from "./product/hero.tsx";
import { Hold } from "./product/hold.tsx";
import { ToldRecalls } from "./product/told-recalls.tsx";
import { Warnings } from "./product/warnings.tsx";
import { Statements } from "./steps/statements.tsx";
import { Timeline } from "./steps/timeline.tsx";

/** A batch whose proof has loaded: its story, and its verification in progress. */
export function JourneyPage({ code, proof }: { readonly code: string; readonly proof: Proof }) {
  const { language, texts } = useLocale();
  const asked = readAskedFor(location.search, code);
  useScan(code);
  const { settings, proposed, choose } = useSettings(proof);
  const { progress, again } = useVerification(proof, code, settings);
  const story = useMemo(() => tellStory(proof), [proof]);
  const expected = useMemo(() => expectedChecks(proof), [proof]);
  const { checks, verification, files, filesFetched } = progress;
  const finished = verification !== undefined;
  const names = useMemo(() => new Map(verification?.names.map((name) => [name.seq, name])), [verification]);
  const journey: Journey = { proof, story, checks, names, finished, files };
  const done = doneChecks(checks, filesFetched, expected);
  const name = story.product?.description.product.name;

  // What comes below is fetched when the verdict, which it must not keep waiting, has been there once.
  const isJudged = useRef(false);
  isJudged.current ||= finished;
  const RouteMap = useLate(isJudged.current, ({ RouteMap: part }) => part);
  const AboutGoods = useLate(isJudged.current, ({ AboutGoods: part }) => part);
  const VerificationPanel = useLate(isJudged.current, ({ VerificationPanel: part }) => part);
  const FeedbackForm = useLate(isJudged.current, ({ FeedbackForm: part }) => part);
  const promises = story.steps.some(({ kind }) => kind === "commitment");
  const Commitments = useLate(promises, ({ Commitments: part }) => part);

  useEffect(() => {
    document.title = `${name ?? code} · ${texts.brand}`;
  }, [name, code, texts.brand]);

  return (
    <JourneyContext.Provider value={journey}>
      <div class="first-things">
        <Warnings />
        <Hold />
        <ToldRecalls code={code} recorded={story.recalls} />
        {asked &&
          (isSameButCase(asked, code) ? (
            <p class="muted">{texts.page.otherCase(code)}</p>
          ) : (
            <Notice tone="bad">{texts.page.askedFor(asked, code)}</Notice>
          ))}
      </div>
      <article class="journey">
        <Hero code={code}>
          <VerdictCard verdict={verdictOf(verification)} checks={checks} done={done} expected={expected} />
        </Hero>
        <div class="promises">
          {Commitments && <Commitments />}
          <Certificates />
        </div>
        <div class="told">
          {RouteMap && <RouteMap />}
          <Timeline />
          <Statements />
        </div>
        {AboutGoods && <AboutGoods />}
        {VerificationPanel && (
          <VerificationPanel
            code={code}
            verification={verification}
            settings={settings}
            proposed={proposed}
            choose={choose}
            again={again}
          />
        )}
        {FeedbackForm && <FeedbackForm code={code} />}
        <p class="muted counted">
          {texts.page.counted} <a href={`/privacy?lang=${language}`}>{texts.page.privacy}</a>
        </p>
      </article>
    </JourneyContext.Provider>
  );
}
