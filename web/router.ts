/** Addresses of the views of a page in parts: each has one that can be kept, sent and gone back to. */
import { useEffect, useState } from "preact/hooks";

/** The ways among the views below a path, such as `/console`. */
export function routerAt(root: string) {
  /** The address of a path below the root, which keeps the language that was chosen. */
  function addressOf(path: string): string {
    const language = new URLSearchParams(location.search).get("lang");
    const [pathname = "", search = ""] = path.split("?");
    const query = new URLSearchParams(search);
    if (language && !query.has("lang")) query.set("lang", language);
    const asked = query.toString();
    return `${root}${pathname === "/" ? "" : pathname}${asked && `?${asked}`}`;
  }

  function pathNow(): string {
    return location.pathname.slice(root.length).replace(/\/$/, "") || "/";
  }

  /** The current path below the root, such as `/batches/AP1`, and how to go to another. */
  function usePath(): readonly [string, (path: string) => void] {
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

  return { addressOf, usePath };
}

/** The parts of a path, decoded: of `/batches/AP%201`, `["batches", "AP 1"]`. */
export function partsOf(path: string): readonly string[] {
  return path.slice(1).split("/").map(decoded);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Whether a click on a link is meant for this tab, and not for a new one. */
export function isForThisTab(event: MouseEvent): boolean {
  return !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0);
}
