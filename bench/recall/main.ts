import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lineageView } from "../../api/dialects/traces/views/lineage-graph.ts";
import type { Account } from "../../domain/accounts/account.ts";
import { readLineage } from "../../domain/lineage/read-lineage.ts";
import { planRecall, type Standing } from "../../domain/recalls/plan-recall.ts";
import { recipientsOf } from "../../domain/recalls/recipients.ts";
import { summaryOf } from "../../domain/recalls/summary.ts";
import { RECORD_FORMAT } from "../../domain/records/record-document.ts";
import type { Context } from "../../domain/services.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import { mirrorRepository } from "../../store/batches/mirror.ts";
import type { Database } from "../../store/database.ts";
import { lineagesRepository } from "../../store/lineage/lineages.ts";
import { recallFacts } from "../../store/recalls/recall-facts.ts";
import { newDatabase } from "../index/mirror.ts";
import { race } from "../stopwatch.ts";
import { markdownTable, showCount } from "../table.ts";

const word = (digits: number, bytes: number): Hex => `0x${digits.toString(16).padStart(bytes * 2, "0")}`;

/** What telling may take of a second. */
const DEMANDS = { lineage: 500, preview: 1_000 };
const NAMES = { lineage: "a lineage", preview: "the preview of a recall" };

/**
 * `npm run bench -- recall`: how long it takes to tell a lineage, as JSON with every holder; and what a recall reaches: each
 * batch with its holder, what remains, what was sold, and who can mark it; all of it in figures; and to whom goods went by the
 * batches' records.
 */
export async function recallReport({ layers = 10, wide = 1_000, rounds = 5 } = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "suyuan-bench-"));
  try {
    const database = await newDatabase(folder);
    console.error(`Writing ${showCount(layers * wide)} batches …`);
    fillLineage(database, layers, wide);
    const services = {
      accounts: { byAddresses: async () => new Map() },
      keys: { addressOf: () => word(1, 20) },
      lineages: lineagesRepository(database),
      mirror: mirrorRepository(database),
      recallFacts: recallFacts(database),
    } as never;
    const account = { address: word(1, 20), custody: "custodial" } as Account;
    const context: Context = { account, idempotencyKey: null, respondAsync: false };
    const lineage = async () => {
      const told = lineageView(await readLineage(services, context, "trace-0", {}));
      if (told.nodes.length !== layers * wide || JSON.stringify(told).length < layers * wide) {
        throw new Error(`${told.nodes.length} batches were told`);
      }
    };
    const maker: Standing = { regulator: null, addresses: [word(1, 20)], actingFor: new Map() };
    const preview = async () => {
      const { items } = await planRecall(services, maker, word(0, 32), "descendants");
      const recipients = await recipientsOf(services, context, items);
      if (recipients.items.length !== Math.min(100, layers * wide))
        throw new Error(`${recipients.items.length} recipients were found`);
      const { batches } = summaryOf(items);
      if (batches !== layers * wide) throw new Error(`${batches} batches were reached`);
    };
    const medians = await race(
      [
        { name: "lineage", run: lineage },
        { name: "preview", run: preview },
      ],
      rounds,
    );
    const rows = [...medians].map(([name, milliseconds]) => [
      NAMES[name as keyof typeof DEMANDS],
      `${Math.round(milliseconds)} ms`,
      `≤ ${DEMANDS[name as keyof typeof DEMANDS]} ms`,
    ]);
    const about = `${showCount(layers * wide)} batches, ${layers} generations, median of ${rounds} rounds`;
    return `## Lineage and recall\n\n${about}\n\n${markdownTable(["what", "time", "demand"], rows)}\n`;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A first batch, and generations of which each batch was made of two of the one before; a hundred firms hold them. */
function fillLineage({ raw }: Database, layers: number, wide: number): void {
  const batch = raw.prepare(
    `insert into batches (id, trace_id, code, skeleton, unit, quantity, made, gone, custodian, seq, status, verdicts, open,
     recalls, withdrawn, head, described_by, created_at, updated_at, name, state, search) values (?, ?, ?, ?, 'KGM', '5000', '10000',
     '{"sold":"5000"}', ?, 1, 'active', '[]', 0, 0, 0, '0x', 1, 0, 0, 'Sauce', 'active', '')`,
  );
  const fact = raw.prepare(
    `insert into facts (block_number, log_index, block_hash, transaction_hash, event, args, batch_id, line, chain, seq, actor,
     kind, digest, timestamp, head) values (?, 0, '0x', ?, 'Created', ?, ?, ?, '0x', 1, ?, '', ?, 0, '0x')`,
  );
  const record = raw.prepare("insert into records (digest, text, visibility) values (?, ?, 'public')");
  const edge = raw.prepare(
    "insert into lineage_edges (line, parent, child, kind, quantity) values (?, ?, ?, 'transformation', '1000')",
  );
  raw.transaction(() => {
    for (let number = 0; number < layers * wide; number++) {
      const id = word(number, 32);
      const holder = word(1 + (number % 100), 20);
      batch.run(id, `trace-${number}`, `B${number}`, `b${number}`, holder);
      fact.run(number, id, JSON.stringify({ holder }), id, number + 1, holder, id);
      record.run(id, saleOf(`B${number}`, `Shop ${number % 100}`));
      if (number === 0) continue;
      const above = Math.floor(number / wide) - 1;
      const parents = above < 0 ? [0] : [number - wide, above * wide + ((number + 1) % wide)];
      for (const parent of new Set(parents)) edge.run(number + 1, word(parent, 32), id);
    }
  })();
}

/** The text of a record that says that goods of a batch went to somebody. */
function saleOf(code: string, name: string): string {
  const step = { type: "sale", title: "Sold", description: "", location: "", operator: { id: "", name: "" } };
  return JSON.stringify({
    code,
    eventTime: "2026-03-01T00:00:00Z",
    format: RECORD_FORMAT,
    kind: "sale",
    record: "step",
    salt: "0".repeat(32),
    step: { ...step, details: {}, attachments: [], to: { name } },
  });
}
