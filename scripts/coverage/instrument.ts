/**
 * Turns branches into lines, which Hardhat counts: each condition goes through a function of its own, below the source,
 * that has one line for true and one for false. The lines of the source stay where they are.
 */
import { createRequire } from "node:module";

/** One condition of a source, and the lines of its instrumented copy that record its outcomes. */
export interface Branch {
  readonly line: number;
  readonly condition: string;
  readonly trueLine: number;
  readonly falseLine: number;
}

/** A source that counts its branches. */
export interface Instrumented {
  readonly source: string;
  readonly lines: number;
  readonly branches: readonly Branch[];
}

/** The relevant part of a node of the syntax tree. */
interface Node {
  readonly nodeType: string;
  /** Where it begins and how long it is, in bytes. */
  readonly src: string;
  readonly condition?: Node;
  readonly leftExpression?: Node;
  readonly operator?: string;
  readonly expression?: { readonly name?: string };
  readonly arguments?: readonly Node[];
}

const solc = createRequire(import.meta.url)("solc");

/** Instruments a source. Its functions take their names from `prefix`, which no other source may have. */
export function instrument(source: string, prefix: string): Instrumented {
  // A character for each byte, as the compiler counts.
  const text = Buffer.from(source.trimEnd()).toString("latin1");
  const lines = text.split("\n").length;
  const insertions: { at: number; text: string }[] = [];
  const branches: Branch[] = [];
  const functions: string[] = [];
  for (const [index, { src }] of conditionsOf(parse(source)).entries()) {
    const [start = 0, length = 0] = src.split(":").map(Number);
    const name = `${prefix}${index}`;
    insertions.push({ at: start, text: `${name}.branch(` }, { at: start + length, text: ")" });
    functions.push(
      `library ${name} { function branch(bool condition) internal pure returns (bool) { if (condition)`,
      "return true;",
      "return false; } }",
    );
    branches.push({
      line: text.slice(0, start).split("\n").length,
      condition: decode(text.slice(start, start + length)).replace(/\s+/g, " "),
      trueLine: lines + functions.length - 1,
      falseLine: lines + functions.length,
    });
  }
  return { source: decode([insert(text, insertions), ...functions, ""].join("\n")), lines, branches };
}

function parse(source: string): unknown {
  const settings = { stopAfter: "parsing", outputSelection: { "*": { "": ["ast"] } } };
  const input = { language: "Solidity", sources: { source: { content: source } }, settings };
  const { errors = [], sources } = JSON.parse(solc.compile(JSON.stringify(input)));
  for (const { severity, formattedMessage } of errors) if (severity === "error") throw new Error(formattedMessage);
  return sources.source.ast;
}

/** All conditions, outer ones before those inside them. Loops are not among them: each ends at some point. */
function conditionsOf(tree: unknown): Node[] {
  if (typeof tree !== "object" || tree === null) return [];
  return [...conditionsAt(tree as Node), ...Object.values(tree).flatMap(conditionsOf)];
}

/** The conditions by which this node itself branches. */
function conditionsAt(node: Node): Node[] {
  const { nodeType, operator, expression } = node;
  let condition: Node | undefined;
  if (nodeType === "IfStatement" || nodeType === "Conditional") condition = node.condition;
  // Whether the right side is evaluated. The value of the whole is a branch of the enclosing expression.
  if (nodeType === "BinaryOperation" && /^(&&|\|\|)$/.test(operator ?? "")) condition = node.leftExpression;
  if (nodeType === "FunctionCall" && expression?.name === "require") condition = node.arguments?.[0];
  return condition ? [condition] : [];
}

function insert(text: string, insertions: readonly { at: number; text: string }[]): string {
  let result = "";
  let position = 0;
  // Stable: of two that begin at the same place the outer one comes first.
  for (const insertion of insertions.toSorted((left, right) => left.at - right.at)) {
    result += text.slice(position, insertion.at) + insertion.text;
    position = insertion.at;
  }
  return result + text.slice(position);
}

function decode(text: string): string {
  return Buffer.from(text, "latin1").toString();
}
