import { useState } from "preact/hooks";
import { FileDrop } from "../../upload/parts/file-drop.tsx";
import { FileRow } from "../../upload/parts/file-row.tsx";
import type { Stored } from "../../upload/server.ts";
import { TEXTS as UPLOAD_TEXTS } from "../../upload/texts.ts";
import { typeOf } from "../../upload/type-of.ts";
import { useConsole, useTexts } from "../app/context.ts";

const en = { remove: "Leave it out", waits: "A file is not stored yet: wait for it, or leave it out." };
const zh: typeof en = { remove: "不附此文件", waits: "仍有文件未上传完成，请等待，或不附该文件。" };

interface Piece {
  readonly id: number;
  readonly file: File;
  readonly restricted: boolean;
  readonly token: string;
  readonly stored?: Stored;
}

/** A file as a request names it. */
export interface AttachmentInput {
  readonly type: "image" | "document";
  readonly url: string;
  readonly title: string;
}

let count = 0;

/** Files that go with an act: where they are dropped, and what the request names. */
export function useEvidence() {
  const [pieces, setPieces] = useState<readonly Piece[]>([]);
  const { waits } = useTexts({ en, zh });
  return {
    pieces,
    setPieces,
    clear: () => setPieces([]),
    /** What was stored. Throws a sentence while one is still on its way. */
    attachments: (): readonly AttachmentInput[] =>
      pieces.map(({ file, stored }) => {
        if (!stored) throw new Error(waits);
        return { type: typeOf(file).startsWith("image/") ? "image" : "document", url: stored.url, title: file.name };
      }),
  };
}

/** Where files are dropped, and how far each has come. */
export function Evidence({ pieces, setPieces }: Pick<ReturnType<typeof useEvidence>, "pieces" | "setPieces">) {
  const { session, language } = useConsole();
  const { remove } = useTexts({ en, zh });
  const texts = UPLOAD_TEXTS[language];
  const worker = document.getElementById("page")?.dataset.worker ?? "";

  async function add(files: readonly File[], restricted: boolean): Promise<void> {
    // Where nobody is signed in any more, the server says so of each file.
    const token = await session.bearer().catch(() => "");
    setPieces((before) => [...before, ...files.map((file) => ({ id: ++count, file, restricted, token }))]);
  }

  const onStored = (id: number) => (stored: Stored) =>
    setPieces((before) => before.map((piece) => (piece.id === id ? { ...piece, stored } : piece)));

  return (
    <div class="evidence">
      <FileDrop texts={texts} onFiles={add} />
      <p class="muted">{texts.personal}</p>
      <ul class="files">
        {pieces.map(({ id, file, restricted, token }) => (
          <FileRow
            key={id}
            file={file}
            restricted={restricted}
            token={token}
            worker={worker}
            texts={texts}
            onStored={onStored(id)}
          >
            <button
              type="button"
              class="button-quiet"
              onClick={() => setPieces((before) => before.filter((piece) => piece.id !== id))}
            >
              {remove}
            </button>
          </FileRow>
        ))}
      </ul>
    </div>
  );
}
