/** The sentences that the source may answer a request with, as it has them: `{}` stands for what is put in. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAst } from "vitest/node";
import { PROJECT_FOLDER } from "../../config/settings.ts";

/** Where such sentences stand. Chinese words and other dialects' own have no need of translating. */
const FOLDERS = ["domain", "api/http", "api/dialects/traces", "store", "chain", "integrations"];
const NONE_OF_OURS =
  /^domain\/(?:names|monitoring|messages|wechat|orders|tomatoes)\/|\/(?:sandbox|pdf|erp|messages|wechat|alerts)\/|migrations\/|error-messages\.ts$/;

/** Which argument of a call is a sentence; of zod's methods every text is. */
const ARGUMENT: Readonly<Record<string, number>> = { DomainError: 1, RequestFault: 1, RoleMissing: 2, invalid: 1 };
const ZOD = new Set([
  "min",
  "max",
  "int",
  "regex",
  "refine",
  "enum",
  "number",
  "string",
  "literal",
  "email",
  "addIssue",
]);

/** A node of the syntax tree. */
interface Node {
  readonly type: string;
  // biome-ignore lint/suspicious/noExplicitAny: each type of node has other fields
  readonly [field: string]: any;
}

/** A sentence, and where it stands. */
export interface FoundMessage {
  readonly text: string;
  readonly at: string;
}

/** All of them. */
export function messagesInSource(): readonly FoundMessage[] {
  const paths = FOLDERS.flatMap((folder) =>
    readdirSync(join(PROJECT_FOLDER, folder), { recursive: true, encoding: "utf8" }).map((name) => `${folder}/${name}`),
  );
  return paths.filter((path) => path.endsWith(".ts") && !NONE_OF_OURS.test(path)).flatMap(messagesIn);
}

function messagesIn(path: string): FoundMessage[] {
  const source = readFileSync(join(PROJECT_FOLDER, path), "utf8");
  const program = parseAst(source, { lang: "ts" } as never) as unknown as Node;
  const constants = new Map<string, Node>();
  const found: FoundMessage[] = [];
  const add = (node: Node | undefined) => {
    for (const text of textsOf(node, constants)) if (/^\S+ \S/.test(text)) found.push({ text, at: path });
  };
  walk(program, (node) => {
    if (node.type === "VariableDeclarator" && node.id.type === "Identifier" && node.init) {
      constants.set(node.id.name, node.init);
    }
  });
  walk(program, (node) => {
    if (node.type === "CallExpression" || node.type === "NewExpression") {
      const isMethod = node.callee.type === "MemberExpression";
      const name: string = isMethod ? node.callee.property.name : node.callee.name;
      const index = ARGUMENT[name];
      if (index !== undefined) add(node.arguments[index]);
      if (isMethod && ZOD.has(name) && path.startsWith("domain/")) for (const each of node.arguments) add(each);
    }
    if (node.type === "Property" && ["message", "error"].includes(node.key.name)) add(node.value);
  });
  return found;
}

function walk(node: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(node)) for (const each of node) walk(each, visit);
  else if (typeof node === "object" && node !== null) {
    if ("type" in node) visit(node as Node);
    for (const value of Object.values(node)) walk(value, visit);
  }
}

/** The texts that an expression may come to. */
function textsOf(node: Node | null | undefined, constants: ReadonlyMap<string, Node>, depth = 0): string[] {
  const inner = (each: Node | null | undefined) => textsOf(each, constants, depth + 1);
  if (!node || depth > 6) return [];
  switch (node.type) {
    case "Literal":
      return typeof node.value === "string" ? [node.value] : [];
    case "TemplateLiteral":
      return [node.quasis.map(({ value }: Node) => value.cooked).join("{}")];
    case "ConditionalExpression":
      return [...inner(node.consequent), ...inner(node.alternate)];
    case "LogicalExpression":
      return [...inner(node.left), ...inner(node.right)];
    case "Identifier":
      return inner(constants.get(node.name));
    case "ArrowFunctionExpression":
      return node.body.type === "BlockStatement" ? [] : inner(node.body);
    case "MemberExpression":
      return inner(node.object);
    case "ObjectExpression":
      return node.properties.flatMap((each: Node) => (each.type === "Property" ? inner(each.value) : []));
    case "TSAsExpression":
    case "TSSatisfiesExpression":
    case "ParenthesizedExpression":
      return inner(node.expression);
    default:
      return [];
  }
}
