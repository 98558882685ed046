import { Link } from "../parts/link.tsx";
import { useDesk, useTexts } from "./context.ts";
import { SECTIONS, sectionAt } from "./sections.ts";
import { APP_TEXTS } from "./texts.ts";

/** The ways to each part. */
export function Navigation({ path }: { readonly path: string }) {
  const { language } = useDesk();
  const texts = useTexts(APP_TEXTS);
  const current = sectionAt(path)?.section;
  return (
    <nav class="audit-nav" aria-label={texts.navigation}>
      <ul>
        {SECTIONS.filter(({ hidden }) => !hidden).map((section) => (
          <li key={section.path}>
            <Link to={`/${section.path}`} current={section === current}>
              {section.title[language]}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
