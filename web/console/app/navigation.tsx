import { useEffect, useRef, useState } from "preact/hooks";
import { Failure } from "../parts/failure.tsx";
import { Link } from "../parts/link.tsx";
import { useConsole, useTexts } from "./context.ts";
import { SECTIONS, sectionAt } from "./sections.ts";
import { APP_TEXTS } from "./texts.ts";

/** The ways to each part, and who is signed in. */
export function Navigation({ path, onSignOut }: { readonly path: string; readonly onSignOut: () => Promise<void> }) {
  const { language, me } = useConsole();
  const texts = useTexts(APP_TEXTS);
  const [failure, setFailure] = useState<unknown>();
  const current = sectionAt(path)?.section;
  const shown = SECTIONS.filter(
    ({ hidden, duties }) => !hidden && (!duties || duties.some((duty) => me.duties.includes(duty))),
  );
  // On a phone the parts are beside each other, and some out of sight.
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => list.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" }), [current]);
  return (
    <nav class="console-nav" aria-label={texts.navigation}>
      <ul ref={list}>
        {shown.map((section) => (
          <li key={section.path}>
            <Link to={`/${section.path}`} current={section === current}>
              {section.title[language]}
            </Link>
          </li>
        ))}
      </ul>
      <p class="console-who">
        <span class="muted">{texts.signedInAs}</span> <strong>{me.name}</strong>{" "}
        <button type="button" class="button-quiet" onClick={() => onSignOut().catch(setFailure)}>
          {texts.signOut}
        </button>
      </p>
      {failure !== undefined && <Failure error={failure} />}
    </nav>
  );
}
