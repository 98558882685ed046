/** The evaluator sandbox, a process of its own. */
import { runSandbox } from "../program.ts";
import { startEvaluatorSandbox } from "./server.ts";

await runSandbox(({ where }) => startEvaluatorSandbox(where));
