/** Holds what the API accepted against the chain itself. */

import { traceInterface } from "../../../chain/calls.ts";
import { quantity, type RpcLog } from "../../../chain/rpc.ts";
import { isLineEvent } from "../../../domain/records/kinds.ts";
import { roleConstant, roleSet } from "../../../domain/shared/roles.ts";
import { decodeLog } from "../../../proof/codec.ts";
import { contractReader } from "../../../proof/contract-reader.ts";
import { keccak256Text } from "../../../proof/hash.ts";
import type { ChaosWorld } from "./world.ts";

/** A line on chain. */
export interface ChainLine {
  readonly event: string;
  readonly batchId: string;
  readonly digest: string;
  readonly actor: string;
  readonly line: number;
}

/** An operation in the database. */
interface OperationRow {
  readonly number: number;
  readonly id: string;
  readonly account_id: number | null;
  readonly idempotency_key: string | null;
  readonly act: string;
  readonly batch_id: string | null;
  readonly digest: string | null;
  readonly actor: string | null;
  /** Under which it was signed and sent; null if it never was. */
  readonly nonce: number | null;
  readonly state: string;
  readonly error: string | null;
}

/** All that is wrong, and for the report how many operations failed as they had to. */
export async function checkChain(world: ChaosWorld): Promise<{ faults: string[]; failedRightly: number }> {
  const { chain, contract, database, ledger } = world;
  const logs = await chain.rpc.call<RpcLog[]>("eth_getLogs", [
    { address: contract, fromBlock: quantity(world.startBlock), toBlock: "latest" },
  ]);
  const lines = linesOf(logs);
  const operations = database.prepare("select * from operations order by number").all() as OperationRow[];
  const faults: string[] = [];

  // Those of administration too: all are in one count.
  const numbers = logs.flatMap((log) => decodeLog(log)?.args.line ?? []).map(Number);
  numbers.forEach((line, index) => {
    if (line !== index + 1) faults.push(`line ${line} stands where line ${index + 1} belongs`);
  });
  const times = countBy(lines, ({ digest, actor }) => `${digest} ${actor}`);
  let failedRightly = 0;
  for (const operation of operations) {
    if (operation.digest === null) continue;
    const found = times.get(`${operation.digest} ${operation.actor}`) ?? 0;
    const name = `operation ${operation.number} (${operation.state}): ${operation.act.slice(0, 160)}`;
    if (operation.state === "failed") {
      const reason = whyItCannotStand(operation, operations, lines);
      if (found > 0) faults.push(`on chain although it failed: ${name}`);
      else if (reason === undefined) faults.push(`failed without reason (${operation.error}): ${name}`);
      else failedRightly++;
      if (await canStillLand(world, operation)) faults.push(`failed, and can still land: ${name}`);
    } else if (found !== 1) {
      faults.push(`${found} times on chain: ${name}`);
    }
  }
  faults.push(...checkAnswers(world, operations), ...checkInvented(operations, lines));
  for (const { what, role, address } of ledger.roles) {
    const { roles: current } = await contractReader(
      (method, parameters) => chain.rpc.call(method, parameters),
      contract,
    ).accountOf(address);
    if ((current & roleSet(role)) === 0) faults.push(`the role is not there: ${what}`);
    const granted = grantsOf(logs, roleConstant(role), address);
    if (granted !== 1) faults.push(`granted ${granted} times: ${what}`);
  }
  return { faults, failedRightly };
}

/** Whether the signature of an operation could be brought by whoever has seen it. */
async function canStillLand({ chain, contract }: ChaosWorld, { actor, nonce }: OperationRow): Promise<boolean> {
  if (nonce === null) return false;
  const data = traceInterface.encodeFunctionData("isNonceFree", [actor, nonce]);
  return BigInt(await chain.rpc.call<string>("eth_call", [{ to: contract, data }, "latest"])) === 1n;
}

function linesOf(logs: readonly RpcLog[]): ChainLine[] {
  return logs
    .map(decodeLog)
    .filter((decoded) => decoded !== undefined && isLineEvent(decoded.event))
    .map((decoded) => {
      const { event, args } = decoded as NonNullable<typeof decoded>;
      const { id, digest, actor, line } = args;
      return { event, batchId: String(id), digest: String(digest), actor: String(actor), line: Number(line) };
    });
}

function countBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}

/** Every write that the API said yes to is an operation of the digest that it told. */
function checkAnswers({ ledger }: ChaosWorld, operations: readonly OperationRow[]): string[] {
  const byId = new Map(operations.map((operation) => [operation.id, operation]));
  const byDigest = new Map(operations.map((operation) => [operation.digest, operation]));
  const byKey = new Map(operations.map((row) => [`${row.account_id} ${row.idempotency_key}`, row]));
  return ledger.writes.flatMap(({ what, accountId, key, operationId, digest }) => {
    const known = [
      key === null ? undefined : byKey.get(`${accountId} ${key}`),
      operationId === null ? undefined : byId.get(operationId),
      digest === null ? undefined : byDigest.get(digest),
    ];
    const found = known.find((operation) => operation !== undefined);
    if (found === undefined) return [`accepted and never heard of again: ${what}`];
    const isOther = (key !== null && known[0] !== found) || (operationId !== null && known[1] !== found);
    if (isOther || (digest !== null && found.digest !== digest)) return [`answered as another write: ${what}`];
    return [];
  });
}

/** Nothing stands in an account's name that it did not ask for. */
function checkInvented(operations: readonly OperationRow[], lines: readonly ChainLine[]): string[] {
  const known = new Set(operations.map(({ digest }) => digest));
  const actors = new Set(operations.map(({ actor }) => actor));
  return lines
    .filter(({ actor, digest }) => actors.has(actor) && !known.has(digest))
    .map((line) => `nobody asked for line ${line.line}: ${JSON.stringify(line)}`);
}

const BEGINNINGS = ["Created", "SplitOff", "Produced"];

/** Why an operation that failed could not but fail, as the chain stands now that all is final. */
function whyItCannotStand(
  operation: OperationRow,
  operations: readonly OperationRow[],
  lines: readonly ChainLine[],
): string | undefined {
  const ofBatch = lines.filter(({ batchId }) => batchId === operation.batch_id);
  const creation = ofBatch.find(({ event }) => BEGINNINGS.includes(event));
  const { verb } = JSON.parse(operation.act) as { verb: string };
  if (verb === "create") return creation ? "somebody else's batch has the code" : undefined;
  if (!creation) return "its batch was never created, or its creation was lost";
  const withdrawal = ofBatch.find(({ event }) => event === "Withdrawn");
  if (!withdrawal) return undefined;
  const withdrawing = operations.find(({ digest }) => digest === withdrawal.digest);
  const isEarlier = withdrawing === undefined || withdrawing.number < operation.number;
  return isEarlier ? "its batch was withdrawn before" : undefined;
}

const ROLE_GRANTED = keccak256Text("RoleGranted(bytes32,address,address)");

function grantsOf(logs: readonly RpcLog[], role: string, address: string): number {
  const [roleTopic, account] = [keccak256Text(role), `0x${address.slice(2).padStart(64, "0")}`];
  const isGrant = ({ topics }: RpcLog) =>
    topics[0] === ROLE_GRANTED && topics[1] === roleTopic && topics[2]?.toLowerCase() === account;
  return logs.filter(isGrant).length;
}
