import { useEffect, useRef } from "preact/hooks";
import type { Attachment } from "../../../domain/records/record-document.ts";
import { Cross } from "../icons/signs.tsx";
import { useLocale } from "../locale.ts";

const dialogIsKnown = typeof HTMLDialogElement === "function" && "showModal" in HTMLDialogElement.prototype;

/** A picture, large, with its digest. Escape, the button and a click beside it close it. */
export function PictureDialog(props: {
  readonly source: string;
  readonly file: Attachment;
  readonly onClose: () => void;
}) {
  const { texts } = useLocale();
  const dialog = useRef<HTMLDialogElement>(null);
  const { onClose } = props;
  // Before iOS 15.4 a dialog is a box like any other: it is shown as long as it is there.
  useEffect(() => dialog.current?.showModal?.(), []);
  const close = () => (dialog.current?.close ? dialog.current.close() : onClose());
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the Escape key closes a dialog without any help
    <dialog
      ref={dialog}
      class={dialogIsKnown ? "picture-dialog" : "picture-dialog picture-dialog-plain"}
      aria-label={props.file.title}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && close()}
    >
      <button type="button" class="picture-close" aria-label={texts.files.close} onClick={close}>
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
