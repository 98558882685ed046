/** What an account does by way of the API: one random act, and what the API said to it. */
import { traceIdOf } from "../../../domain/shared/identifiers.ts";
import { batchId } from "../../../proof/hash.ts";
import type { Account, ActingRole } from "./accounts.ts";
import type { Asked, Reply } from "./client.ts";
import { count, type Ledger, type TriedBatch } from "./ledger.ts";
import type { Random } from "./random.ts";

/** The types of events that a role may write. */
const EVENTS: Readonly<Record<ActingRole, readonly string[]>> = {
  producer: ["harvest", "processing", "packaging", "storage"],
  processor: ["processing", "cleaning", "packaging", "storage"],
  carrier: ["transport", "storage", "telemetry"],
  inspector: ["inspection", "quality-test", "certificate", "evaluation"],
};

/** Refusals that are the truth of a moment: the mirror had not heard yet of what the act was about, or not any more. */
const TRUE_REFUSALS: readonly number[] = [403, 404, 409];

/**
 * Do one act in an account's name.
 *
 * @param isKnown Whether the API can know of a batch by now.
 */
export async function act(
  account: Account,
  ledger: Ledger,
  isKnown: (code: string) => boolean,
  random: Random,
): Promise<void> {
  // Mostly, for those of which it does not are refused.
  const all = random.chance(0.1);
  const batches = ledger.batches.filter(({ code, withdrawn }) => !withdrawn && (all || isKnown(code))).slice(-12);
  const chosen = chooseAct(account, ledger, batches, random);
  // Of the answers only these tell which line it was: elsewhere nothing but the key does.
  const tellsLine = chosen.method === "POST" && chosen.path.startsWith("/v1/traces");
  const hasKey = random.chance(0.85) || !tellsLine;
  const key = hasKey ? `key-${account.name}-${random.below(2 ** 32)}` : null;
  const asked: Asked = { ...chosen, key, respondAsync: random.chance(0.25) };
  let reply = await account.client.ask(asked);
  // Careful clients ask for it once more, and are told of the same write.
  if (reply && reply.status < 300 && key && random.chance(0.2)) reply = await account.client.ask(asked);
  note(account, ledger, asked, reply);
}

function chooseAct(
  account: Account,
  ledger: Ledger,
  batches: readonly TriedBatch[],
  random: Random,
): Pick<Asked, "method" | "path" | "body"> {
  const own = batches.filter((batch) => batch.owner === account.name);
  const mayCreate = account.role === "producer" || account.role === "processor";
  if (mayCreate && (own.length === 0 || random.chance(0.35))) return creation(account, ledger, random);
  if (own.length > 0 && random.chance(0.35)) return change(random.pick(own), random);
  if (batches.length === 0) return creation(account, ledger, random);
  return event(account, random.pick(batches), random);
}

function creation(account: Account, ledger: Ledger, random: Random) {
  const contested = ledger.batches.filter((batch) => batch.owner.startsWith("wallet")).at(-1);
  const isContested = contested !== undefined && random.chance(0.05);
  const code = isContested ? contested.code : `B${ledger.batches.length}-${random.below(2 ** 32)}`;
  if (!isContested) ledger.batches.push({ code, owner: account.name, withdrawn: false });
  const body = {
    name: `Apples ${code}`,
    batchCode: code,
    quantity: random.between(1, 1_000),
    unit: "kg",
    contributions: "open",
  };
  return { method: "POST", path: "/v1/traces", body } as const;
}

function change(batch: TriedBatch, random: Random) {
  const path = `/v1/traces/${traceIdOf(batchId(batch.code))}`;
  if (random.chance(0.12)) {
    batch.withdrawn = true;
    return { method: "DELETE", path } as const;
  }
  return { method: "PATCH", path, body: { description: `As of ${random.below(2 ** 32)}` } } as const;
}

function event(account: Account, batch: TriedBatch, random: Random) {
  const id = traceIdOf(batchId(batch.code));
  const [type, passes] = [random.pick(EVENTS[account.role as ActingRole]), random.chance(0.7)];
  if (type === "inspection") {
    const body = { result: passes ? "pass" : "fail", file_url: "https://example.com/report.pdf" };
    return { method: "POST", path: `/batches/${id}/inspection`, body } as const;
  }
  const status = type === "quality-test" ? { status: passes ? "passed" : "failed" } : {};
  const body = { type, description: `No. ${random.below(2 ** 32)}`, ...status };
  return { method: "POST", path: `/v1/traces/${id}/events`, body } as const;
}

/** Write down what the API said. */
function note(account: Account, ledger: Ledger, asked: Asked, reply: Reply | null): void {
  const what = `${asked.method} ${asked.path} by ${account.name}`;
  ledger.story.push(`${what}: ${reply?.status ?? "answer lost"}`);
  if (reply === null) {
    count(ledger, "answer lost");
  } else if (reply.status < 300) {
    count(ledger, `accepted (${reply.status})`);
    const data = reply.body?.data ?? reply.body?.operation ?? reply.body;
    ledger.writes.push({
      what,
      accountId: account.id,
      key: asked.key ?? null,
      operationId: reply.status === 202 ? data.id : null,
      digest: asked.method === "POST" ? (data?.chain?.digest ?? null) : null,
    });
  } else if (TRUE_REFUSALS.includes(reply.status)) {
    count(ledger, `refused (${reply.status})`);
  } else {
    ledger.complaints.push(`${what} was answered ${reply.status}: ${JSON.stringify(reply.body).slice(0, 300)}`);
  }
}
