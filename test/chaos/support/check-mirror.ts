/** Holds the mirror against one that is made anew, and every batch's head against the chain. */
import { traceIdOf } from "../../../domain/shared/identifiers.ts";
import { batchId } from "../../../proof/hash.ts";
import { verifyProof } from "../../../proof/verify.ts";
import { dumpProjections } from "../../support/mirror.ts";
import { clientOf } from "./client.ts";
import type { Random } from "./random.ts";
import type { ChaosWorld } from "./world.ts";

/** The lines in which a mirror made anew differs from the one at hand. */
export async function checkRebuild({ database, mirror }: ChaosWorld): Promise<string[]> {
  await mirror.rebuild();
  const kept = dumpProjections({ raw: database } as Parameters<typeof dumpProjections>[0]);
  const [freshLines, keptLines] = [new Set(mirror.dump().split("\n")), new Set(kept.split("\n"))];
  return [
    ...[...freshLines].filter((line) => !keptLines.has(line)).map((line) => `the mirror lacks ${line.slice(0, 300)}`),
    ...[...keptLines]
      .filter((line) => !freshLines.has(line))
      .map((line) => `only the mirror has ${line.slice(0, 300)}`),
  ];
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

/** The API tells of each write of this round that is final, and on which line it stands. */
export async function checkOperations(world: ChaosWorld, since: number): Promise<string[]> {
  const faults: string[] = [];
  for (const { what, accountId, operationId } of world.ledger.writes.slice(since)) {
    const account = world.accounts.find(({ id }) => id === accountId);
    if (!account || operationId === null) continue;
    const told = await account.client.ask({ method: "GET", path: `/v1/operations/${operationId}` });
    const { state, chain, error } = told?.body?.data ?? {};
    const isTrue = state === "failed" ? typeof error === "string" : state === "final" && chain?.status === "final";
    if (!isTrue) faults.push(`told as ${JSON.stringify(told?.body).slice(0, 300)}: ${what}`);
  }
  return faults;
}
