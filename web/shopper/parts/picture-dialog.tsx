import { useEffect, useRef } from "preact/hooks";
import type { Attachment } from "../../../domain/records/record-document.ts";
import { Cross } from "../icons/signs.tsx";
import { useLocale } from "../locale.ts";

/** A picture, large, with its digest. Escape, the button and a click beside it close it. */
export function PictureDialog(props: {
  readonly source: string;
  readonly file: Attachment;
  readonly onClose: () => void;
}) {
  const { texts } = useLocale();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the Escape key closes a dialog without any help
    <dialog
      ref={dialog}
      class="picture-dialog"
      aria-label={props.file.title}
      onClose={props.onClose}
      onClick={(event) => event.target === dialog.current && dialog.current?.close()}
    >
      <button
        type="button"
        class="picture-close"
        aria-label={texts.files.close}
        onClick={() => dialog.current?.close()}
      >
        <Cross />
      </button>
      <figure>
        <img src={props.source} alt={props.file.title} />
        <figcaption>
          <span>{props.file.title}</span>
          <span class="mono muted">SHA-256 {props.file.sha256}</span>
        </figcaption>
      </figure>
    </dialog>
  );
}
