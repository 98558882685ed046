import { useTexts } from "../app/context.ts";
import { fileName, saveFile } from "../parts/save-file.ts";
import { BATCH_TEXTS } from "./texts.ts";

/** Keeps the proof as it came: this page and `npm run verify` check it without this server, years later. */
export function SaveProof({ proof, name }: { readonly proof: unknown; readonly name: string }) {
  const texts = useTexts(BATCH_TEXTS);
  return (
    <button
      type="button"
      class="button-quiet"
      onClick={() => saveFile(`${fileName(name)}.proof.json`, [JSON.stringify(proof)], "application/json")}
    >
      {texts.save}
    </button>
  );
}
