import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";

/** The parts of the page that are fetched when they are needed, not at first. */
export const lateParts = () => import("./late-parts.ts");

type Parts = Awaited<ReturnType<typeof lateParts>>;

/** A component that is fetched as soon as it is wanted; undefined until it is there. */
export function useLate<Properties>(
  isWanted: boolean,
  pick: (parts: Parts) => ComponentType<Properties>,
): ComponentType<Properties> | undefined {
  const [found, setFound] = useState<{ readonly component: ComponentType<Properties> }>();
  useEffect(() => {
    if (!isWanted || found) return;
    // Where the connection breaks off, the rest of the page stays as it is.
    lateParts().then(
      (parts) => setFound({ component: pick(parts) }),
      () => undefined,
    );
  }, [isWanted]);
  return isWanted ? found?.component : undefined;
}
