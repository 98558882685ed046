/** Acts: what goes on chain. Each is sent with a key of its own, signed where a wallet has to, and followed. */
import type { Session } from "../session/session.ts";
import { type Answer, newKey } from "./call.ts";

/** Where an act stands, as a person follows it. */
export type ActState = "sending" | "signing" | "pending" | "done";

/** A write on its way, as the API tells it. */
export interface Operation {
  readonly id: string;
  readonly state: "unsigned" | "waiting" | "sent" | "mined" | "final" | "failed";
  readonly stuck: boolean;
  readonly error: string | null;
  readonly typedData: TypedData | null;
  /** The codes of the batches that it makes. */
  readonly makes: readonly string[];
  readonly chain: {
    readonly batchId: string;
    readonly seq: number;
    readonly transactionHash: string;
    readonly blockNumber: number;
  } | null;
  /** Where what was asked for takes several: all of them. */
  readonly acts?: readonly Operation[];
}

/** Typed data (EIP-712). */
export interface TypedData {
  readonly domain: { readonly chainId?: number | string };
  readonly primaryType: string;
  readonly message: Readonly<Record<string, unknown>>;
}

/** What an act needs of the page. */
export interface Performing {
  readonly session: Session;
  /** Has a person's wallet sign, after showing in whose name. Rejects where the person refuses. */
  readonly sign: (typedData: TypedData) => Promise<string>;
  readonly onState: (state: ActState) => void;
  /** Change a thing only while it is as it was read. */
  readonly ifMatch?: string | null;
}

/** What is no act yet, and kept here once a wallet signed it: a hand-over of many batches. */
interface Unsigned {
  readonly id: string;
  readonly status: "unsigned";
  readonly typedData: TypedData;
}

const isUnsigned = (data: unknown): data is Unsigned => (data as { readonly status?: unknown }).status === "unsigned";

/** What became of it. */
export interface Performed<Data> {
  /** The API's answer; null where its operations were followed instead. */
  readonly data: Data | null;
  readonly operations: readonly Operation[];
  readonly warnings: readonly string[];
}

/** The act failed on its way, and why. */
export class ActError extends Error {
  override readonly name = "ActError";
}

/** Milliseconds between two looks at an operation. */
const PAUSE = 700;

const ACCEPTED = 202;

/** Send an act, and wait until it is on chain. Rejects with an ApiError, a WalletError or an ActError. */
export async function perform<Data>(
  { session, sign, onState, ifMatch }: Performing,
  method: string,
  path: string,
  body?: unknown,
  key = newKey(),
): Promise<Performed<Data>> {
  onState("sending");
  const headers = { "idempotency-key": key, ...(ifMatch && { "if-match": ifMatch }) };
  const answer = await session.call<Data>(method, path, { body, headers });
  if (answer.status === ACCEPTED && isUnsigned(answer.data)) {
    onState("signing");
    const signature = await sign(answer.data.typedData);
    const { data } = await session.call<Data>("POST", `${path}/${answer.data.id}/signature`, { body: { signature } });
    onState("done");
    return { data, operations: [], warnings: answer.warnings };
  }
  const { warnings } = answer;
  if (answer.status !== ACCEPTED) {
    onState("done");
    return { data: answer.data, operations: [], warnings };
  }
  const operations = await followAll({ session, sign, onState }, operationIn(answer));
  onState("done");
  return { data: null, operations, warnings };
}

/** Follow all acts of one request to their ends. Those that failed are told with what they should have made. */
async function followAll(performing: Performing, accepted: Operation): Promise<readonly Operation[]> {
  const done: Operation[] = [];
  const failures: string[] = [];
  for (const act of accepted.acts ?? [accepted]) {
    try {
      done.push(await follow(performing, act));
    } catch (error) {
      if (!(error instanceof ActError)) throw error;
      failures.push([error.message, act.makes.join(", ")].filter(Boolean).join(" "));
    }
  }
  if (failures.length > 0) throw new ActError(failures.join(" "));
  return done;
}

/** Follow an operation until it is on chain, signing it where it has to be. */
export async function follow({ session, sign, onState }: Performing, begun: Operation): Promise<Operation> {
  let operation = begun;
  if (operation.state === "unsigned" && operation.typedData) {
    onState("signing");
    const signature = await sign(operation.typedData);
    const path = `/v1/operations/${operation.id}/signature`;
    operation = operationIn(await session.call("POST", path, { body: { signature } }));
  }
  onState("pending");
  while (operation.state === "waiting" || operation.state === "sent") {
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    operation = operationIn(await session.call("GET", `/v1/operations/${operation.id}`));
  }
  if (operation.state === "failed") throw new ActError(operation.error ?? "");
  return operation;
}

/** Answers of 202 hold the operation itself, or beside something else. */
function operationIn({ data }: Answer<unknown>): Operation {
  const { operation = data } = data as { readonly operation?: unknown };
  return operation as Operation;
}
