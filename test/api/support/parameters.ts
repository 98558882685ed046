/** Every route's parameters and header fields as a page of the documentation, made of the OpenAPI documents. */

interface Schema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly description?: string;
}

interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: Schema;
}

interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly security?: readonly object[];
  readonly summary?: string;
  readonly responses: Readonly<Record<string, { readonly headers?: Readonly<Record<string, unknown>> }>>;
}

/** A dialect's OpenAPI document, under its title. */
export interface Documented {
  readonly name: string;
  readonly title: string;
  readonly document: { readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> };
}

const HEAD = `# Parameters and header fields of every route

Made of the OpenAPI documents, and held against them by \`test/api/openapi.test.ts\`; \`vitest run test/api/openapi.test.ts -u\`
writes it anew. Bodies and answers are in the [OpenAPI documents](dialects.md) themselves, to be read at \`/docs\`.

A route marked 🔒 takes \`Authorization: Bearer …\`. **Bold** is what has to be there; the others may be left out. Every answer
has \`X-Request-Id\`, which \`X-Request-Id\` of the request sets.
`;

/** The page. */
export function parametersPage(dialects: readonly Documented[]): string {
  const sections = dialects.map(({ name, title, document }) => {
    const rows = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => row(`${method.toUpperCase()} ${path}`, operation)),
    );
    const head =
      "| route | in the path | in the query | header fields | fields of the answer |\n| --- | --- | --- | --- | --- |";
    return `## [${title}](dialects/${name}.md)\n\n${head}\n${rows.join("\n")}\n`;
  });
  return [HEAD, ...sections].join("\n");
}

function row(route: string, { parameters = [], security = [], responses }: Operation): string {
  const of = (place: Parameter["in"]) =>
    parameters
      .filter((each) => each.in === place)
      .map(told)
      .join("<br>");
  const answered = Object.values(responses).flatMap(({ headers = {} }) => Object.keys(headers));
  const fields = [...new Set(answered)].map((name) => `\`${name}\``).join(", ");
  const lock = security.length > 0 ? "🔒 " : "";
  return `| ${lock}\`${route}\` | ${of("path")} | ${of("query")} | ${of("header")} | ${fields} |`;
}

function told({ name, required, description, schema = {} }: Parameter): string {
  const word = required ? `**\`${name}\`**` : `\`${name}\``;
  const said = [valuesOf(schema), description ?? schema.description].filter(Boolean).join(". ");
  return (said ? `${word}: ${said}` : word).replaceAll("|", "\\|").replaceAll("\n", " ");
}

function valuesOf({ type, enum: words, const: only, default: otherwise, minimum, maximum, maxLength }: Schema): string {
  const isNumber = type === "integer" || type === "number";
  const range =
    minimum === undefined
      ? ""
      : ` from ${minimum}${maximum === undefined || maximum > 2 ** 52 ? "" : ` to ${maximum}`}`;
  const kind = words ?? (only === undefined ? undefined : [only]);
  const values = kind ? kind.map((word) => `\`${String(word)}\``).join(", ") : isNumber ? `${type}${range}` : "";
  const length = maxLength === undefined ? "" : `at most ${maxLength} characters`;
  const unless = otherwise === undefined ? "" : `else \`${String(otherwise)}\``;
  return [values, length, unless].filter(Boolean).join(", ");
}
