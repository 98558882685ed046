/** The ERP sandbox, a process of its own. */
import { SANDBOX_CREDENTIALS } from "../credentials.ts";
import { runSandbox } from "../program.ts";
import { startErpSandbox } from "./server.ts";

await runSandbox(({ where }) => startErpSandbox({ ...where, ...SANDBOX_CREDENTIALS.erp }));
