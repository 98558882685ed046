import { safeUrl } from "../../shopper/story/files.ts";
import { useDesk, useTexts } from "../app/context.ts";
import { EXPLORER_TEXTS } from "./texts.ts";

/** A link to the same thing on the network's own explorer, where there is one. */
export function OwnExplorer({ path }: { readonly path: string }) {
  const { network } = useDesk();
  const texts = useTexts(EXPLORER_TEXTS);
  const explorer = safeUrl(network.explorerUrl)?.replace(/\/$/, "");
  if (!explorer) return null;
  return (
    <p>
      <a href={explorer + path} target="_blank" rel="noopener noreferrer">
        {texts.own}
      </a>
    </p>
  );
}
