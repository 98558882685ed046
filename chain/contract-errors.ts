import type { ErrorCode } from "../domain/shared/errors.ts";
import { traceInterface } from "./calls.ts";
import { type ErrorArguments, errorMessage } from "./error-messages.ts";
import { RpcError } from "./rpc.ts";

/** Why the contract refused a call. */
export interface Refusal {
  /** The custom error's name, or `Revert` where the node tells none. */
  readonly name: string;
  /** Whether the same act can pass later, signed anew: another line came between, or writing is stopped for a while. */
  readonly passing: boolean;
  readonly code: ErrorCode;
  /** For people, in English and in Chinese. */
  readonly message: string;
  readonly messageZh: string;
}

/** What a refusal is to the core; any other error is `chain-rejected`. */
const CODES: Readonly<Record<string, ErrorCode>> = {
  BatchExists: "conflict",
  UnknownBatch: "not-found",
  BatchNotActive: "conflict",
  InsufficientQuantity: "conflict",
  UnauthorizedActor: "forbidden",
  BatchNotRecalled: "conflict",
  NotCustodian: "forbidden",
  NotOffered: "forbidden",
  NotRegulator: "forbidden",
  UnknownLine: "not-found",
  InvalidSignature: "conflict",
  SignatureExpired: "conflict",
  EnforcedPause: "unavailable",
};

/** Refusals that can pass by themselves, or with a new signature. */
const PASSING = new Set(["InvalidSignature", "SignatureExpired", "EnforcedPause"]);

/** The refusal in a node's error; undefined if it is not one of the contract's. */
export function refusalOf(error: unknown): Refusal | undefined {
  if (!(error instanceof RpcError)) return undefined;
  const known = error.data === undefined ? undefined : refusalOfData(error.data);
  if (known) return known;
  return error.code === 3 || /revert/i.test(error.message) ? describe("Revert", {}) : undefined;
}

/** The refusal in a call's revert data; undefined if it is no custom error of the contract. */
export function refusalOfData(data: string): Refusal | undefined {
  if (!/^0x[0-9a-f]{8}/i.test(data)) return undefined;
  const parsed = traceInterface.parseError(data);
  return parsed ? describe(parsed.name, parsed.args.toObject(true) as ErrorArguments) : undefined;
}

function describe(name: string, args: ErrorArguments): Refusal {
  const { en, zh } = errorMessage(name, args);
  return { name, passing: PASSING.has(name), code: CODES[name] ?? "chain-rejected", message: en, messageZh: zh };
}
