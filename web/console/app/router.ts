/** The console's addresses: each view has one that can be kept, sent and gone back to. */
import { useEffect, useState } from "preact/hooks";

/** Where the console begins. */
export const ROOT = "/console";

/** The current path below the console, such as `/batches/AP1`, and how to go to another. */
export function usePath(): readonly [string, (path: string) => void] {
  const [path, setPath] = useState(pathNow);
  useEffect(() => {
    const moved = () => setPath(pathNow());
    addEventListener("popstate", moved);
    return () => removeEventListener("popstate", moved);
  }, []);
  const go = (to: string) => {
    history.pushState(null, "", addressOf(to));
    setPath(pathNow());
    scrollTo(0, 0);
  };
  return [path, go];
}

/** The address of a path below the console, which keeps the language that was chosen. */
export function addressOf(path: string): string {
  const language = new URLSearchParams(location.search).get("lang");
  const [pathname = "", search = ""] = path.split("?");
  const query = new URLSearchParams(search);
  if (language && !query.has("lang")) query.set("lang", language);
  const asked = query.toString();
  return `${ROOT}${pathname === "/" ? "" : pathname}${asked && `?${asked}`}`;
}

function pathNow(): string {
  return location.pathname.slice(ROOT.length).replace(/\/$/, "") || "/";
}
