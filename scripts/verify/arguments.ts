/** What `npm run verify` is told on its command line. */
import { parseArgs } from "node:util";

const OPTIONS = {
  code: { type: "string" },
  api: { type: "string" },
  proof: { type: "string" },
  reading: { type: "string" },
  export: { type: "string" },
  rpc: { type: "string" },
  contract: { type: "string" },
  all: { type: "boolean" },
  lineage: { type: "boolean" },
} as const;

/**
 * The options and codes. There are no options of one letter, so that what begins with one dash is a code: batches may be
 * called so. One that begins with two is given as `--code=…`. Throws for an unknown option.
 */
export function readArguments(parameters: readonly string[]) {
  const isCode = (text: string, index: number) =>
    /^-[^-]/.test(text) && !takesNext(parameters[index - 1]) && !parameters.slice(0, index).includes("--");
  const codes = parameters.filter(isCode);
  const rest = parameters.filter((text, index) => !isCode(text, index));
  const { values, positionals } = parseArgs({ args: [...rest], allowPositionals: true, options: OPTIONS });
  const { code, ...options } = values;
  return { options, codes: [...(code === undefined ? [] : [code]), ...codes, ...positionals] };
}

/** Whether a parameter is an option whose value is the next one. */
function takesNext(parameter: string | undefined): boolean {
  const name = parameter?.startsWith("--") ? parameter.slice(2) : "";
  return Object.hasOwn(OPTIONS, name) && OPTIONS[name as keyof typeof OPTIONS].type === "string";
}
