import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { formatSize } from "../../shopper/story/format.ts";
import { UploadError } from "../digest.ts";
import { type PersonalNumber, personalNumberInFile } from "../personal.ts";
import type { Stored } from "../server.ts";
import type { Texts } from "../texts.ts";
import { type Progress, uploadFile } from "../upload-file.ts";

type State =
  | { readonly at: "asked"; readonly found: PersonalNumber }
  | { readonly at: "under-way"; readonly progress: Progress | undefined }
  | { readonly at: "done"; readonly stored: Stored }
  | { readonly at: "failed"; readonly error: UploadError };

/** One file: its progress, its address, or what went wrong. */
export function FileRow(props: {
  readonly file: File;
  readonly restricted: boolean;
  readonly token: string | undefined;
  readonly worker: string;
  readonly texts: Texts;
  readonly onStored?: (stored: Stored) => void;
  /** Shown at its end. */
  readonly children?: ComponentChildren;
}) {
  const { file, restricted, token, worker, texts, onStored, children } = props;
  const [state, setState] = useState<State>({ at: "under-way", progress: undefined });
  const [attempt, setAttempt] = useState(0);
  const [agreed, setAgreed] = useState(false);

  // Started once per attempt, with the current token; not before what looks personal was agreed to.
  useEffect(() => {
    if (agreed || attempt > 0) return send();
    personalNumberInFile(file).then((found) => (found ? setState({ at: "asked", found }) : send()));
  }, [attempt, agreed]);

  function send(): void {
    setState({ at: "under-way", progress: undefined });
    const onProgress = (progress: Progress) => setState({ at: "under-way", progress });
    uploadFile(file, { token: token ?? "", worker, restricted, onProgress }).then(
      (stored) => {
        setState({ at: "done", stored });
        onStored?.(stored);
      },
      (error) => setState({ at: "failed", error: error instanceof UploadError ? error : new UploadError("refused") }),
    );
  }

  return (
    <li class="sheet file" data-testid="file" data-state={state.at}>
      <p class="file-name">
        <strong>{file.name}</strong>
        <span class="muted">{formatSize(file.size, texts.locale)}</span>
      </p>
      {state.at === "asked" && (
        <p class="bad" role="alert">
          {texts.found[state.found]}
          {texts.stop}
          <button type="button" class="button-quiet" disabled={!token} onClick={() => setAgreed(true)}>
            {texts.sendAnyway}
          </button>
        </p>
      )}
      {state.at === "under-way" && <Bar progress={state.progress} texts={texts} />}
      {state.at === "done" && <Result stored={state.stored} texts={texts} />}
      {state.at === "failed" && (
        <p class="bad" role="alert">
          {texts.failures[state.error.reason]} {state.error.detail}
          <button type="button" class="button-quiet" disabled={!token} onClick={() => setAttempt(attempt + 1)}>
            {texts.retry}
          </button>
        </p>
      )}
      {children}
    </li>
  );
}

function Bar({ progress, texts }: { readonly progress: Progress | undefined; readonly texts: Texts }) {
  const phase = texts.phases[progress?.phase ?? "waiting"];
  const percent = Math.round((progress?.share ?? 0) * 100);
  return (
    <p class="file-progress">
      <progress value={percent} max={100} aria-label={phase} />
      <span class="muted">
        {phase} {percent} %
      </span>
    </p>
  );
}

function Result({ stored, texts }: { readonly stored: Stored; readonly texts: Texts }) {
  return (
    <div role="status">
      <p>
        <span class="tag">{stored.restricted ? texts.withheld : texts.phases.done}</span>{" "}
        {!stored.restricted && (
          <a href={stored.url} target="_blank" rel="noopener">
            {texts.open}
          </a>
        )}
      </p>
      <p class="muted">{texts.digest}</p>
      <p class="mono" data-testid="digest">
        {stored.sha256}
      </p>
      <p class="mono" data-testid="url">
        {stored.url}
      </p>
    </div>
  );
}
