/** Parts of the ERP's JSON, by a mapping's names. */

/** The value at a name, whose dots step into objects; undefined if there is none. */
export function valueAt(value: unknown, name: string): unknown {
  return name.split(".").reduce<unknown>((inner, key) => {
    const isObject = typeof inner === "object" && inner !== null && !Array.isArray(inner);
    return isObject && Object.hasOwn(inner, key) ? (inner as Record<string, unknown>)[key] : undefined;
  }, value);
}

/** A row's values under our own names for them. */
export function valuesAt(row: unknown, names: Readonly<Record<string, string | null>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(names).map(([ours, theirs]) => [ours, theirs === null ? undefined : valueAt(row, theirs)]),
  );
}

const TOKEN = /\s*("[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^\s{}[\],:"]+)/y;

/**
 * The part of a JSON text at a name, verbatim: parsing and serialising it again would change its numbers. As with
 * `JSON.parse`, the last of duplicate keys counts. Undefined if there is none.
 *
 * @param text Text that `JSON.parse` accepts.
 */
export function textAt(text: string, name: string): string | undefined {
  return name.split(".").reduce<string | undefined>((inner, key) => (inner ? memberOf(inner, key) : undefined), text);
}

function memberOf(text: string, key: string): string | undefined {
  let depth = 0;
  let current: string | undefined;
  let start = 0;
  let found: string | undefined;
  let previous = "";
  const token = new RegExp(TOKEN);
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const [, word = ""] = match;
    // The outermost object's value ends before the comma or brace that follows it.
    if (depth === 1 && (word === "," || word === "}") && current === key) {
      found = text.slice(start, token.lastIndex - word.length).trim();
    }
    if (depth === 1 && word === ":") {
      current = JSON.parse(previous);
      start = token.lastIndex;
    }
    if (word === "{" || word === "[") depth += 1;
    if (word === "}" || word === "]") depth -= 1;
    previous = word;
  }
  return found;
}
