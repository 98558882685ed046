import { useTexts } from "../app/context.ts";
import { Facts } from "../parts/facts.tsx";
import type { ProfileWords as Words } from "./application.ts";
import { APPROVAL_TEXTS } from "./texts.ts";

/** What is said of an account. */
export function ProfileWords({ words }: { readonly words: Words }) {
  const texts = useTexts(APPROVAL_TEXTS);
  const licences = (words.licences ?? []).map(({ kind, number, issuer }) =>
    [kind, number, issuer].filter(Boolean).join(" · "),
  );
  return (
    <Facts
      of={[
        [texts.nameZh, words.names.zh],
        [texts.nameEn, words.names.en],
        ["GLN", words.gln],
        [texts.place, words.place],
        [texts.contact, words.contact],
        [texts.website, words.website],
        [texts.licences, licences.length > 0 && licences.map((each) => <p key={each}>{each}</p>)],
      ]}
    />
  );
}
