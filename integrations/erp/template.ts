/** The values of a template's placeholders; an absent one is left out with its query pair. */
export type TemplateValues = Readonly<Record<string, string | undefined>>;

/** A path with placeholders, such as `/orders/{orderId}/status?customerId={customerId}`. */
export interface PathTemplate {
  /** The path with its query, percent-encoded; undefined if a value would make a path segment `.`, `..` or empty. */
  expand(values: TemplateValues): string | undefined;
}

/** A template's placeholders: all of these are required, and no others allowed. */
export interface Placeholders {
  readonly always: readonly string[];
  /** Optional ones, which are only allowed in the query. */
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
      // URLs resolve such a segment as a step, not as a name.
      if (filledSteps.some((step, index) => isDots(step) || (step === "" && steps[index] !== ""))) return undefined;
      const filledPairs = pairs.map((pair) => filled(pair, values)).filter((pair) => pair !== undefined);
      return `/${filledSteps.join("/")}${filledPairs.length > 0 ? `?${filledPairs.join("&")}` : ""}`;
    },
  };
}

function namesIn(text: string): string[] {
  return [...text.matchAll(PLACEHOLDER)].map((match) => match[1] ?? "");
}

/** A segment or pair with its values; undefined if one of them is absent. */
function filled(text: string, values: TemplateValues): string | undefined {
  if (namesIn(text).some((name) => values[name] === undefined)) return undefined;
  return text.replace(PLACEHOLDER, (_, name: string) => encodeURIComponent((values[name] ?? "").toWellFormed()));
}

/** Whether URLs resolve a segment as "." or "..", encoded or not. */
function isDots(step: string): boolean {
  return /^\.{1,2}$/.test(step.replace(/%2e/gi, "."));
}
