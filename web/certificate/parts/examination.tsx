import { useEffect, useMemo, useState } from "preact/hooks";
import type { Proof } from "../../../proof/proof.ts";
import { EndpointForm } from "../../shopper/parts/checks/endpoint-form.tsx";
import { ToldRecalls } from "../../shopper/parts/product/told-recalls.tsx";
import { useSettings } from "../../shopper/use-settings.ts";
import { useVerification } from "../../shopper/use-verification.ts";
import { examine } from "../examine.ts";
import { type Claim, type Found, lookUp, type Subject } from "../look-up.ts";
import { useTexts } from "../texts/index.ts";
import { CertificateFacts } from "./certificate-facts.tsx";
import { Verdict } from "./verdict.tsx";

/** The batch's records are read by its own page. */
const NONE: readonly never[] = [];

/** A number or file: looked up, then checked on chain. */
export function Examination({ subject, expected }: { readonly subject: Subject; readonly expected: string }) {
  const texts = useTexts();
  const [found, setFound] = useState<Found>({ state: "loading" });
  const [round, setRound] = useState(0);

  useEffect(() => {
    const controller = new AbortController();
    setFound({ state: "loading" });
    void lookUp(subject, controller.signal).then((result) => {
      if (!controller.signal.aborted) setFound(result);
    });
    return () => controller.abort();
  }, [subject, round]);

  switch (found.state) {
    case "found":
      return <Checked subject={subject} expected={expected} claim={found.claim} proof={found.proof} />;
    case "loading":
      return <Verdict subject={subject} expected={expected} outcome="checking" />;
    case "unknown":
      return <Verdict subject={subject} expected={expected} outcome="unknown" />;
    default:
      return (
        <>
          <Verdict subject={subject} expected={expected} outcome={found.state} />
          <button type="button" class="button" onClick={() => setRound((count) => count + 1)}>
            {texts.again}
          </button>
        </>
      );
  }
}

function Checked(props: {
  readonly subject: Subject;
  readonly expected: string;
  readonly claim: Claim;
  readonly proof: Proof;
}) {
  const { subject, claim, proof } = props;
  const texts = useTexts();
  const { settings, proposed, choose } = useSettings(proof);
  const { progress, again } = useVerification(proof, claim.batchCode, settings);
  const { verification } = progress;
  const finding = useMemo(
    () => verification && examine(subject, claim, proof, verification, new Date()),
    [verification, subject, claim, proof],
  );

  return (
    <>
      <ToldRecalls code={claim.batchCode} recorded={NONE} />
      <Verdict subject={subject} expected={props.expected} outcome={finding?.outcome ?? "checking"} finding={finding} />
      {finding?.certified && <CertificateFacts finding={finding} proof={proof} checks={progress.checks.length} />}
      <details class="fold whom" open={finding?.outcome === "unreachable"}>
        <summary>{texts.whom}</summary>
        <EndpointForm
          settings={settings}
          proposed={proposed}
          choose={choose}
          again={again}
          busy={finding === undefined}
        />
      </details>
    </>
  );
}
