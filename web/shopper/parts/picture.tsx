import { useMemo, useState } from "preact/hooks";
import { Cross, Lock } from "../icons/signs.tsx";
import { useJourney } from "../journey.ts";
import { useLate } from "../late.ts";
import { useLocale } from "../locale.ts";
import { dataUrl } from "../story/data-url.ts";
import type { StoryFile } from "../story/files.ts";
import { isAway } from "../story/verdict.ts";

/** A picture that can be enlarged. It is drawn from the hashed bytes, so what is shown is what was checked. */
export function Picture({ shown, refuted }: { readonly shown: StoryFile; readonly refuted: boolean }) {
  const { files, proof } = useJourney();
  const { texts } = useLocale();
  const [open, setOpen] = useState(false);
  const PictureDialog = useLate(open, ({ PictureDialog: part }) => part);
  const { file, check } = shown;
  const bytes = files.get(file.sha256);
  const source = useMemo(() => bytes && dataUrl(bytes, file.mediaType), [bytes, file.mediaType]);
  const status = proof.attachments[file.sha256]?.status ?? "missing";

  if (refuted) return <Blank tone="bad" text={`${file.title} – ${texts.files.unchecked}`} />;
  if (status === "restricted" || status === "erased") {
    return <Blank tone="quiet" text={`${file.title} – ${texts.files.withheld}`} />;
  }
  if (check && isAway(check)) return <Blank tone="quiet" text={`${file.title} – ${texts.files.away}`} />;
  if (check?.outcome === "failed" || status === "missing") return <Blank tone="bad" text={texts.files.notShown} />;
  if (!source) return <span class="picture bone" role="img" aria-label={texts.files.checking} />;
  return (
    <>
      <button type="button" class="picture" aria-label={texts.files.open(file.title)} onClick={() => setOpen(true)}>
        <img src={source} alt={file.title} />
      </button>
      {PictureDialog && <PictureDialog source={source} file={file} onClose={() => setOpen(false)} />}
    </>
  );
}

function Blank({ tone, text }: { readonly tone: "bad" | "quiet"; readonly text: string }) {
  return (
    <span class={`picture picture-blank picture-${tone}`}>
      {tone === "bad" ? <Cross /> : <Lock />}
      <span>{text}</span>
    </span>
  );
}
