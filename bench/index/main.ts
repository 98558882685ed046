import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Interface } from "ethers";
import type { Objects } from "../../domain/files/objects.ts";
import { diskObjects } from "../../integrations/objects/disk.ts";
import { traceAbi } from "../../proof/abi.ts";
import { decodeLog } from "../../proof/codec.ts";
import type { Database } from "../../store/database.ts";
import { startEvm } from "../gas/evm.ts";
import { deployTrace } from "../gas/trace.ts";
import { type Contender, race } from "../stopwatch.ts";
import { markdownTable, ratio, showCount, showRatio } from "../table.ts";
import { writeJourneys } from "./journeys.ts";
import { backfill, insertRows, mirroredLines, newDatabase, type Rows, rowsOf } from "./mirror.ts";
import { type RecordedChain, recordChain } from "./recorded-chain.ts";
import { fillFolder, memoryObjects } from "./storage.ts";

const FLOOR = "bare insert of the same rows, without documents";

/** `npm run bench -- index`: how fast the mirror is made anew, beside the least that it could take. */
export async function indexReport({ lines = 20_000, rounds = 3 } = {}): Promise<string> {
  console.error(`Writing ${showCount(lines)} lines to a chain …`);
  const trace = await deployTrace(await startEvm());
  const documents = await writeJourneys(trace, lines);
  const chain = await recordChain(trace);
  const folder = await mkdtemp(join(tmpdir(), "suyuan-bench-"));
  try {
    const objects = join(folder, "objects");
    await fillFolder(objects, documents);
    const memory = memoryObjects(documents);
    const nothing = memoryObjects(new Map());
    const contenders: Contender[] = [
      floor(FLOOR, folder, await rowsAfter(chain, folder, nothing)),
      indexer("indexer, storage has no document", chain, folder, async () => nothing),
      floor("bare insert of the same rows, with documents", folder, await rowsAfter(chain, folder, memory)),
      indexer("indexer, documents in memory", chain, folder, async () => memory),
      indexer("indexer, documents on disk", chain, folder, () => diskObjects(objects)),
      { name: "decoding alone: our compiled decoder", run: () => chain.logs.forEach((log) => void decodeLog(log)) },
      { name: "decoding alone: ethers `parseLog`", run: parseLogs(chain) },
    ];
    console.error(`Timing ${contenders.length} contenders, ${rounds} rounds …`);
    const medians = await race(contenders, rounds);
    const reference = medians.get(FLOOR) as number;
    const rows = [...medians].map(([name, milliseconds]) => [
      name,
      showCount((chain.lines / milliseconds) * 1000),
      showRatio(ratio(milliseconds, reference)),
    ]);
    const table = markdownTable(["what", "lines a second", "time to the floor"], rows);
    return `## Index\n\n${showCount(chain.lines)} lines, median of ${rounds} rounds\n\n${table}\n`;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function indexer(name: string, chain: RecordedChain, folder: string, storage: () => Promise<Objects>): Contender {
  return {
    name,
    prepare: async () => ({ database: await newDatabase(folder), objects: await storage() }),
    run(prepared) {
      const { database, objects } = prepared as { database: Database; objects: Objects };
      return backfill(chain, database, objects);
    },
    async finish(prepared) {
      const { database } = prepared as { database: Database };
      const mirrored = mirroredLines(database);
      if (mirrored !== chain.lines) throw new Error(`mirrored ${mirrored} lines of ${chain.lines}`);
      await database.close();
    },
  };
}

function floor(name: string, folder: string, rows: ReadonlyMap<string, Rows>): Contender {
  return {
    name,
    prepare: () => newDatabase(folder),
    run: (database) => insertRows(database as Database, rows),
    finish: (database) => (database as Database).close(),
  };
}

/** What the indexer leaves in the tables with this storage. */
async function rowsAfter(chain: RecordedChain, folder: string, objects: Objects): Promise<Map<string, Rows>> {
  const database = await newDatabase(folder);
  await backfill(chain, database, objects);
  const rows = rowsOf(database);
  await database.close();
  return rows;
}

function parseLogs({ logs }: RecordedChain): () => void {
  const abi = new Interface(traceAbi as never);
  return () => {
    for (const { topics, data } of logs) {
      if (!abi.parseLog({ topics: [...topics], data })) throw new Error("ethers does not know a log");
    }
  };
}
