/** What a template's placeholders stand for; one that is absent is left out with its query pair. */
export type TemplateValues = Readonly<Record<string, string | undefined>>;

/** A path with placeholders, such as `/orders/{orderId}/status?customerId={customerId}`. */
export interface PathTemplate {
  /** The path with its query, percent-encoded; undefined where a value would make a step of it `.`, `..` or empty. */
  expand(values: TemplateValues): string | undefined;
}

/** Which placeholders a template has: it needs all of them, and takes no other. */
export interface Placeholders {
  readonly always: readonly string[];
  /** Those that may be absent: they may only stand in the query. */
  readonly sometimes?: readonly string[];
}

const PLACEHOLDER = /\{([^{}]*)\}/g;

/** Read a template. Throws an Error that says what is wrong with it. */
export function parseTemplate(text: string, { always, sometimes = [] }: Placeholders): PathTemplate {
  if (!/^\/(?!\/)[^\s\\#\p{C}]*$/u.test(text)) throw new Error("must be a path that begins with one slash");
  const [, path = "", query] = /^([^?]*)(?:\?(.*))?$/.exec(text) ?? [];
  const steps = path.slice(1).split("/");
  const pairs = query ? query.split("&") : [];

  const known = [...always, ...sometimes];
  const named = namesIn(text);
  for (const name of named)
    if (!known.includes(name)) throw new Error(`has the placeholder {${name}}, which is unknown`);
  for (const name of known) if (!named.includes(name)) throw new Error(`must name {${name}}`);
  for (const name of namesIn(path)) {
    if (sometimes.includes(name)) throw new Error(`must have {${name}} in its query: it may be absent`);
  }
  if (/[{}]/.test(text.replace(PLACEHOLDER, ""))) throw new Error("has a brace that belongs to no placeholder");
  if (steps.some(isDots)) throw new Error("must not have a step . or ..");
  if (pairs.some((pair) => pair.split("=", 1)[0]?.includes("{"))) throw new Error("must name its query parameters");

  return {
    expand(values) {
      const filledSteps = steps.map((step) => filled(step, values) ?? "");
      // URLs take such a part of a path as a step, not as a name.
      if (filledSteps.some((step, index) => isDots(step) || (step === "" && steps[index] !== ""))) return undefined;
      const filledPairs = pairs.map((pair) => filled(pair, values)).filter((pair) => pair !== undefined);
      return `/${filledSteps.join("/")}${filledPairs.length > 0 ? `?${filledPairs.join("&")}` : ""}`;
    },
  };
}

function namesIn(text: string): string[] {
  return [...text.matchAll(PLACEHOLDER)].map((match) => match[1] ?? "");
}

/** A step or pair with its values; undefined if one of them is absent. */
function filled(text: string, values: TemplateValues): string | undefined {
  if (namesIn(text).some((name) => values[name] === undefined)) return undefined;
  return text.replace(PLACEHOLDER, (_, name: string) => encodeURIComponent((values[name] ?? "").toWellFormed()));
}

/** Whether a URL takes a step as "here" or "up", encoded or not. */
function isDots(step: string): boolean {
  return /^\.{1,2}$/.test(step.replace(/%2e/gi, "."));
}
