import { useEffect, useRef, useState } from "preact/hooks";
import { sha256Hex } from "../../../proof/hash.ts";
import { lookUp } from "../../certificate/look-up.ts";
import { PageSign } from "../../shopper/icons/signs.tsx";
import { useDesk, useTexts } from "../app/context.ts";
import { pathOfBatch } from "./find.ts";
import { keepFile } from "./taken-file.ts";
import { SEARCH_TEXTS } from "./texts.ts";

/** The largest PDF, and the largest file of proofs that is read as one text. */
const LARGEST = { pdf: 64 * 1024 * 1024, proof: 256 * 1024 * 1024 };

type Fault = "tooLarge" | "unreadable" | "unknownFile";

/** Takes a file that is dropped anywhere on the page, or chosen, and goes to the view that checks it. */
export function FileDrop() {
  const { go } = useDesk();
  const texts = useTexts(SEARCH_TEXTS);
  const [fault, setFault] = useState<Fault>();
  const [isOver, setIsOver] = useState(false);

  async function take(file: File | undefined): Promise<void> {
    if (!file) return;
    setFault(undefined);
    const to = await viewOf(file).catch((): Fault => "unreadable");
    if (to.startsWith("/")) go(to);
    else setFault(to as Fault);
  }
  const latest = useRef(take);
  latest.current = take;

  // The whole page takes files: one dropped beside the box would otherwise replace the page.
  useEffect(() => {
    const over = (event: DragEvent) => {
      event.preventDefault();
      setIsOver(true);
    };
    const leave = (event: DragEvent) => {
      if (!event.relatedTarget) setIsOver(false);
    };
    const drop = (event: DragEvent) => {
      event.preventDefault();
      setIsOver(false);
      void latest.current(event.dataTransfer?.files[0]);
    };
    document.addEventListener("dragover", over);
    document.addEventListener("dragleave", leave);
    document.addEventListener("drop", drop);
    return () => {
      document.removeEventListener("dragover", over);
      document.removeEventListener("dragleave", leave);
      document.removeEventListener("drop", drop);
    };
  }, []);

  return (
    <label class={isOver ? "drop-box drop-over" : "drop-box"}>
      <PageSign />
      <strong>{texts.drop}</strong>
      <span class="drop-choose">{texts.choose}</span>
      <small class="muted">{texts.dropHint}</small>
      <input
        type="file"
        class="visually-hidden"
        accept="application/pdf,.pdf,application/json,.json,.ndjson"
        onChange={(event) => {
          void take(event.currentTarget.files?.[0]);
          // Allows choosing the same file again.
          event.currentTarget.value = "";
        }}
      />
      <span class="field-error" role="alert">
        {fault && texts[fault]}
      </span>
    </label>
  );
}

/** The path of the view for a file, or what is wrong with it. */
async function viewOf(file: File): Promise<string> {
  if ((await file.slice(0, 5).text()) === "%PDF-") {
    if (file.size > LARGEST.pdf) return "tooLarge" satisfies Fault;
    const sha256 = sha256Hex(new Uint8Array(await file.arrayBuffer()));
    const found = await lookUp({ type: "file", name: file.name, sha256 }, new AbortController().signal);
    if (found.state === "found") return `${pathOfBatch(found.claim.batchCode)}?file=${sha256}`;
    return "unknownFile" satisfies Fault;
  }
  if (file.size > LARGEST.proof) return "tooLarge" satisfies Fault;
  const text = await file.text();
  if (!text.trimStart().startsWith("{")) return "unreadable" satisfies Fault;
  keepFile({ name: file.name, text });
  return "/file";
}
