/** The Solidity compiler's SMTChecker, with z3 as the solver of the questions that it writes down. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { PROJECT_FOLDER } from "../../config/settings.ts";

const LIBRARY = "contracts/libraries/MassBalance.sol";
const PROOF = "contracts/proofs/MassBalanceProof.sol";

/** One finding of the checker about one place in the sources. */
export interface Finding {
  readonly verdict: "proved" | "refuted" | "unproved";
  readonly what: string;
  /** The expression it is about, and its position. */
  readonly code: string;
  readonly place: string;
}

interface CompilerError {
  readonly severity: string;
  readonly errorCode?: string;
  readonly message: string;
  readonly formattedMessage?: string;
  readonly sourceLocation?: { readonly file: string; readonly start: number; readonly end: number };
}

interface SmtSolver {
  readonly smtSolver: (query: string, solver: unknown) => string;
  readonly availableSolvers: readonly { readonly name: string }[];
}

const require = createRequire(import.meta.url);
const solc = require("solc");
const { smtCallback } = require("solc/smtchecker.js");
const { smtSolver, availableSolvers }: SmtSolver = require("solc/smtsolver.js");
const z3 = availableSolvers.find(({ name }) => name === "z3");

/** False where there is no z3 to ask. */
export const HAS_SOLVER = z3 !== undefined;

/** The unmodified library. */
export function readLibrary(): Promise<string> {
  return readFile(join(PROJECT_FOLDER, LIBRARY), "utf8");
}

/** Tries to prove every assertion of the proof, and that no checked arithmetic overflows, with the given library. */
export async function check(library: string): Promise<Finding[]> {
  const sources: Record<string, string> = {
    [LIBRARY]: library,
    [PROOF]: await readFile(join(PROJECT_FOLDER, PROOF), "utf8"),
  };
  const input = {
    language: "Solidity",
    sources: Object.fromEntries(Object.entries(sources).map(([file, content]) => [file, { content }])),
    settings: {
      modelChecker: {
        // CHC, unlike BMC, follows a contract through any number of transactions.
        engine: "chc",
        solvers: ["smtlib2"],
        targets: ["assert", "underflow", "overflow"],
        contracts: { [PROOF]: ["MassBalanceProof", "MassBalanceOverTimeProof"] },
        showProvedSafe: true,
        showUnproved: true,
        showUnsupported: true,
      },
    },
  };
  const { errors = [] }: { errors?: CompilerError[] } = JSON.parse(
    solc.compile(JSON.stringify(input), { smtSolver: smtCallback(smtSolver, z3) }),
  );
  return errors.map((error) => findingOf(error, sources));
}

/** How many assertions the proof makes: each of them has to be reported as proved, so that none can be skipped. */
export async function countAssertions(): Promise<number> {
  return (await readFile(join(PROJECT_FOLDER, PROOF), "utf8")).match(/\bassert\(/g)?.length ?? 0;
}

function findingOf(error: CompilerError, sources: Record<string, string>): Finding {
  if (error.severity === "error") throw new Error(error.formattedMessage ?? error.message);
  const { file = "", start = 0, end = 0 } = error.sourceLocation ?? {};
  const text = sources[file] ?? "";
  return {
    verdict: verdictOf(error.message),
    what: error.message.split("\n")[0] ?? "",
    code: text.slice(start, end),
    place: `${file}:${text.slice(0, start).split("\n").length}`,
  };
}

/** Anything not reported as proved, including any warning, is not proved. */
function verdictOf(message: string): Finding["verdict"] {
  if (/^CHC: .* check is safe!/.test(message)) return "proved";
  return /^CHC: .* happens here\./.test(message) ? "refuted" : "unproved";
}
