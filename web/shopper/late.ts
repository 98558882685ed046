/** What of the page is fetched when it is needed, not at first: each is a script of its own, by its name. */
interface Late {
  readonly origins: typeof import("./origins.ts");
  readonly readings: typeof import("./readings.tsx");
}

/** A part of the page that is fetched now. Rejects where it cannot be had. */
export function late<Name extends keyof Late>(name: Name): Promise<Late[Name]> {
  return import(`${document.getElementById("page")?.dataset[name]}`);
}
