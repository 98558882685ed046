import type { Link } from "../../../domain/records/record-document.ts";
import { Away, PageSign } from "../icons/signs.tsx";
import { useJourney } from "../journey.ts";
import { useLocale } from "../locale.ts";
import type { StoryFile } from "../story/files.ts";
import { formatMediaType, formatSize } from "../story/format.ts";
import { isAway } from "../story/verdict.ts";

/** Documents with their type, size and check, and external pages. */
export function FileList(props: {
  readonly files: readonly StoryFile[];
  readonly links: readonly Link[];
  readonly refuted: boolean;
}) {
  const { texts } = useLocale();
  if (props.files.length + props.links.length === 0) return null;
  return (
    <ul class="files" aria-label={texts.files.documents}>
      {props.files.map((shown, index) => (
        <FileRow key={index} shown={shown} refuted={props.refuted} />
      ))}
      {props.links.map((link, index) => (
        <li key={index}>
          <Away />
          <Target href={props.refuted ? undefined : link.url}>{link.title || link.url}</Target>
          <small class="muted">{texts.files.elsewhere}</small>
        </li>
      ))}
    </ul>
  );
}

function FileRow({ shown, refuted }: { readonly shown: StoryFile; readonly refuted: boolean }) {
  const { finished } = useJourney();
  const { texts } = useLocale();
  const { file, url, check } = shown;
  const failed = check?.outcome === "failed";
  const state = refuted
    ? "unchecked"
    : check && isAway(check)
      ? "away"
      : check
        ? ({ passed: "verified", failed: "failed", withheld: "withheld" } as const)[check.outcome]
        : finished
          ? "unchecked"
          : "checking";
  return (
    <li>
      <PageSign />
      <Target href={refuted || failed ? undefined : url}>{file.title}</Target>
      <small class="muted">
        {formatMediaType(file.mediaType)} · {formatSize(file.size, texts.locale)} ·{" "}
        <span class={`file-${state}`}>{texts.files[state]}</span>
      </small>
    </li>
  );
}

/** A link, or the struck-through text of an unsafe one. */
function Target({ href, children }: { readonly href: string | undefined; readonly children: string }) {
  if (href === undefined) return <span class="refuted">{children}</span>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  );
}
