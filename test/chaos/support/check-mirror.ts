/** Holds the mirror against one that is made anew, and every batch's head against the chain. */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { traceIdOf } from "../../../domain/identifiers.ts";
import { batchId } from "../../../proof/hash.ts";
import { verifyProof } from "../../../proof/verify.ts";
import { LOCAL_CHAIN_ID } from "../../../scripts/start/local-chain.ts";
import type { TestChain } from "../../support/chain.ts";
import { dumpProjections, openTestMirror } from "../../support/mirror.ts";
import { FINAL_DEPTH } from "./anvil.ts";
import { clientOf } from "./client.ts";
import type { Random } from "./random.ts";
import type { ChaosWorld } from "./world.ts";

/** The lines in which a mirror made anew differs from the one at hand. */
export async function checkRebuild(world: ChaosWorld): Promise<string[]> {
  const { chain, contract, startBlock, folder, database } = world;
  const parts = { rpc: chain.rpc, contract, startBlock, chainId: LOCAL_CHAIN_ID };
  const finalBlock = async () => (await chain.head()) - FINAL_DEPTH;
  const rebuilt = await openTestMirror(parts as unknown as TestChain, folder, { name: "rebuilt", finalBlock });
  try {
    await rebuilt.rebuild();
    const [fresh, kept] = [rebuilt.dump(), dumpProjections({ raw: database } as Parameters<typeof dumpProjections>[0])];
    if (fresh === kept) return [];
    const [freshLines, keptLines] = [new Set(fresh.split("\n")), new Set(kept.split("\n"))];
    const missing = [...freshLines].filter((line) => !keptLines.has(line));
    const extra = [...keptLines].filter((line) => !freshLines.has(line));
    return [
      ...missing.map((line) => `the mirror lacks ${line.slice(0, 300)}`),
      ...extra.map((line) => `only the mirror has ${line.slice(0, 300)}`),
    ];
  } finally {
    await rebuilt.close();
    for (const suffix of ["", "-wal", "-shm"]) await rm(join(folder, `rebuilt.sqlite${suffix}`), { force: true });
  }
}

/** Every batch can be read, and its head is the chain's: some of those from earlier rounds, and all of this one's. */
export async function checkHeads(world: ChaosWorld, since: number, random: Random): Promise<string[]> {
  const { chain, address, ledger, accounts, contract } = world;
  const reader = accounts[0] as (typeof accounts)[number];
  const anonymous = clientOf(address, "10.9.9.9", null);
  const exists = world.database.prepare("select status from batches where id = ?").pluck();
  const earlier = ledger.batches.slice(0, since).filter(() => random.chance(4 / Math.max(4, since)));
  const wallets = new Set(world.wallets.map(({ wallet }) => wallet.address.toLowerCase()));
  const faults: string[] = [];
  for (const { code } of [...earlier, ...ledger.batches.slice(since)]) {
    const status = exists.get(batchId(code));
    if (status === undefined) continue;
    const path = `/v1/traces/${traceIdOf(batchId(code))}`;
    const shown = await reader.client.ask({ method: "GET", path });
    if (shown?.status !== (status === "withdrawn" ? 404 : 200)) faults.push(`${code} is shown as ${shown?.status}`);
    const proof = await anonymous.ask({ method: "GET", path: `/v1/traces/public/${encodeURIComponent(code)}/proof` });
    const verification = await verifyProof(proof?.body.data, {
      code,
      contract,
      rpc: (method, parameters) => chain.rpc.call(method, parameters),
      fetchBytes: () => Promise.reject(new Error("no act here has a file")),
    });
    // Whoever writes directly keeps the documents of his lines to himself here.
    const actors = new Map<number, string>();
    for (const { args } of proof?.body.data?.lines ?? []) actors.set(Number(args.seq), String(args.actor));
    const failed = verification.checks.filter(
      ({ outcome, reason, seq }) =>
        outcome === "failed" && !(reason === "missing-document" && wallets.has(actors.get(seq ?? 0) ?? "")),
    );
    if (failed.length > 0) faults.push(`${code} does not verify: ${JSON.stringify(failed).slice(0, 400)}`);
  }
  return faults;
}
