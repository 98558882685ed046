import { useState } from "preact/hooks";
import type { Texts } from "../texts.ts";

/** Input for files, and whether they are withheld. */
export function FileDrop(props: {
  readonly texts: Texts;
  readonly onFiles: (files: readonly File[], restricted: boolean) => void;
}) {
  const { texts, onFiles } = props;
  const [restricted, setRestricted] = useState(false);
  const [over, setOver] = useState(false);

  function drop(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    onFiles([...(event.dataTransfer?.files ?? [])], restricted);
  }

  return (
    <section
      class={over ? "sheet drop drop-over" : "sheet drop"}
      aria-label={texts.choose}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <label class="button" for="files">
        {texts.choose}
      </label>
      <input
        id="files"
        class="visually-hidden"
        type="file"
        multiple
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])], restricted);
          // Allows choosing the same file again.
          currentTarget.value = "";
        }}
      />
      <p class="muted">{texts.drop}</p>
      <label class="check">
        <input
          id="restricted"
          type="checkbox"
          checked={restricted}
          onChange={({ currentTarget }) => setRestricted(currentTarget.checked)}
        />
        <span>{texts.restricted}</span>
      </label>
    </section>
  );
}
