import { useMemo, useState } from "preact/hooks";
import type { Proof } from "../../../proof/proof.ts";
import { type Journey, JourneyContext } from "../../shopper/journey.ts";
import { CheckGroups } from "../../shopper/parts/checks/check-groups.tsx";
import { Heads } from "../../shopper/parts/checks/heads.tsx";
import { Limits } from "../../shopper/parts/checks/limits.tsx";
import { VerdictCard } from "../../shopper/parts/checks/verdict-card.tsx";
import { Warnings } from "../../shopper/parts/product/warnings.tsx";
import { doneChecks, expectedChecks } from "../../shopper/story/progress.ts";
import { tellStory } from "../../shopper/story/story.ts";
import { verdictOf } from "../../shopper/story/verdict.ts";
import { useVerification } from "../../shopper/use-verification.ts";
import { useDesk, useTexts } from "../app/context.ts";
import { Actors } from "./actors.tsx";
import { LineCard } from "./line-card.tsx";
import { type FoundFile, recompute } from "./recompute.ts";
import { BATCH_TEXTS } from "./texts.ts";

/** All that a proof says, computed anew: the verdict, the heads, each line with its hashes, and who wrote them. */
export function Report({ code, proof }: { readonly code: string; readonly proof: Proof }) {
  const { settings } = useDesk();
  const texts = useTexts(BATCH_TEXTS);
  const { progress } = useVerification(proof, code, settings);
  const { checks, verification, files, filesFetched } = progress;
  const [isOpen, setIsOpen] = useState(false);
  const story = useMemo(() => tellStory(proof), [proof]);
  const expected = useMemo(() => expectedChecks(proof), [proof]);
  const names = useMemo(() => new Map(verification?.names.map((name) => [name.seq, name])), [verification]);
  const lines = useMemo(() => {
    const foundFile: FoundFile = ({ sha256, title }, seq) =>
      files.has(sha256)
        ? sha256
        : checks.find((check) => check.name === "attachment" && check.seq === seq && check.subject === title)?.actual;
    return recompute(proof, foundFile);
  }, [proof, files, checks]);
  const journey: Journey = { proof, story, checks, names, finished: verification !== undefined, files };
  const asked = new URLSearchParams(location.search).get("file");

  return (
    <JourneyContext.Provider value={journey}>
      <Warnings />
      <VerdictCard
        verdict={verdictOf(verification)}
        checks={checks}
        done={doneChecks(checks, filesFetched, expected)}
        expected={expected}
      />
      <section class="sheet" id="verification" aria-labelledby="checks-title">
        <h2 id="checks-title">{texts.checks}</h2>
        <Heads computed={verification?.head} />
        <CheckGroups />
      </section>
      <section aria-labelledby="lines-title">
        <h2 id="lines-title">{texts.lines}</h2>
        <p class="muted">{texts.linesIntro}</p>
        <button type="button" class="button-quiet" aria-pressed={isOpen} onClick={() => setIsOpen(!isOpen)}>
          {isOpen ? texts.closeAll : texts.openAll}
        </button>
        {lines.map((line) => (
          <LineCard
            key={line.seq}
            line={line}
            name={names.get(line.seq)}
            isOpen={isOpen}
            isOfFile={
              asked !== null && line.rows.some(({ hashed, expected: sha }) => hashed === "file" && sha === asked)
            }
          />
        ))}
      </section>
      <Actors proof={proof} names={verification?.names} />
      <Limits />
    </JourneyContext.Provider>
  );
}
