import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Failure } from "../parts/failure.tsx";
import { Link } from "../parts/link.tsx";
import { useDesk, useTexts } from "./context.ts";
import { type SectionProperties, sectionAt } from "./sections.ts";
import { APP_TEXTS } from "./texts.ts";

/** The view at a path: fetched first where it was not shown yet. */
export function View({ path }: { readonly path: string }) {
  const { language } = useDesk();
  const texts = useTexts(APP_TEXTS);
  const found = sectionAt(path);
  const section = found?.section;
  const [loaded, setLoaded] = useState<{ path: string; component: ComponentType<SectionProperties> }>();
  const [error, setError] = useState<unknown>();

  const load = () => {
    setError(undefined);
    section?.load().then(({ default: component }) => setLoaded({ path: section.path, component }), setError);
  };
  useEffect(load, [section]);
  useEffect(() => {
    document.title = [section?.title[language] ?? texts.nothing, texts.tagline, texts.brand].join(" · ");
  }, [section, language, texts]);

  if (!found) {
    return (
      <p>
        {texts.nothing} <Link to="/">{texts.toStart}</Link>
      </p>
    );
  }
  if (error !== undefined) return <Failure error={error} onRetry={load} />;
  if (!loaded || loaded.path !== section?.path) return <p role="status">{texts.loading}</p>;
  const { component: Component } = loaded;
  return <Component key={path} rest={found.rest} />;
}
