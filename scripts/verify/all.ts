/** `npm run verify -- --all`: what the terminal shows of a whole mirror's verification. */
import { join } from "node:path";
import SQLite from "better-sqlite3";
import { createRpc } from "../../chain/rpc.ts";
import { deploymentOn } from "../../config/find-deployment.ts";
import { createLogger } from "../../config/logger.ts";
import { readSettings } from "../../config/settings.ts";
import type { ProofVerdict } from "../../proof/check.ts";
import { verifyMirror } from "./verify-mirror.ts";

/** Milliseconds between two lines of progress. */
const PROGRESS = 2_000;

/**
 * Verify the data folder's mirror by a node's logs: this installation's, or another of the auditor's choice. Throws
 * where there is no mirror, or no contract of ours on the node's chain.
 */
export async function verifyAll(given: { readonly rpc?: string | undefined }): Promise<ProofVerdict> {
  const settings = readSettings();
  const url = given.rpc ?? settings.chainRpcUrl ?? `http://127.0.0.1:${settings.chainPort}`;
  const rpc = createRpc(url);
  const chainId = Number(await rpc.call<string>("eth_chainId", []));
  const deployment = await deploymentOn({ dataFolder: settings.dataFolder, rpc }, chainId);
  if (!deployment) throw new Error(`There is no deployment of Trace on chain ${chainId}, which ${url} is of`);
  const database = new SQLite(join(settings.dataFolder, "suyuan.sqlite"), { readonly: true, fileMustExist: true });
  let printedAt = Date.now();
  try {
    const verdict = await verifyMirror({
      rpc,
      contract: deployment.address,
      startBlock: deployment.startBlock,
      database,
      logger: createLogger("verify", settings.logLevel),
      onProgress(block, head) {
        if (Date.now() - printedAt < PROGRESS) return;
        printedAt = Date.now();
        console.error(`· block ${block} of ${head}`);
      },
    });
    const { block, lines, difference, nodeIsWhole, behind } = verdict;
    if (!nodeIsWhole) {
      console.log(`✗ The logs of ${url} do not fold into the contract's chain: it hides, changes or exchanges lines.`);
    }
    if (difference) {
      const { line, onChain, mirrored } = difference;
      console.log(`✗ Line ${line}, block ${difference.block}: the chain has ${onChain ?? "nothing"},`);
      console.log(`    the mirror ${mirrored === onChain ? "another of that sort" : (mirrored ?? "nothing")}.`);
    }
    const isFailed = !nodeIsWhole || difference !== undefined;
    if (behind > 0) console.log(`· The mirror has not reached the last ${behind} lines yet.`);
    const said = isFailed ? "FAILED" : behind > 0 ? "INCOMPLETE" : "VERIFIED";
    console.log(`${said}: ${lines} lines up to block ${block}, those of administration included, against ${url}`);
    return isFailed ? "failed" : behind > 0 ? "incomplete" : "verified";
  } finally {
    database.close();
  }
}
