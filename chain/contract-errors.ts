import type { ErrorCode } from "../domain/shared/errors.ts";
import { traceInterface } from "./calls.ts";
import { type ErrorArguments, errorMessage } from "./error-messages.ts";
import { RpcError } from "./rpc.ts";

/** Why the contract refused a call. */
export interface Refusal {
  /** The custom error's name, or `Revert` where the node tells none. */
  readonly name: string;
  /** Whether the same act can pass later, signed anew: its nonce was taken, or writing is stopped for a while. */
  readonly passing: boolean;
  readonly code: ErrorCode;
  /** For people, in English and in Chinese. */
  readonly message: string;
  readonly messageZh: string;
}

/** What a refusal is to the core; any other error is `chain-rejected`. */
const CODES: Readonly<Record<string, ErrorCode>> = {
  BatchExists: "conflict",
  BatchNotActive: "conflict",
  AlreadyRecalled: "conflict",
  NotRecalled: "conflict",
  InsufficientQuantity: "conflict",
  OtherQuantity: "conflict",
  NothingDone: "conflict",
  InvalidNonce: "conflict",
  InvalidSignature: "conflict",
  SignatureExpired: "conflict",
  UnknownBatch: "not-found",
  UnknownLine: "not-found",
  UnauthorizedActor: "forbidden",
  NotHolder: "forbidden",
  NotRegulator: "forbidden",
  NotRegistrar: "forbidden",
  NotAdmin: "forbidden",
  NotOffered: "forbidden",
  NamespaceTaken: "forbidden",
  EnforcedPause: "unavailable",
};

/** Refusals that can pass by themselves, or with a new signature. */
const PASSING = new Set(["InvalidNonce", "InvalidSignature", "SignatureExpired", "EnforcedPause"]);

/** The refusal in a node's error; undefined if it is not one of the contract's. */
export function refusalOf(error: unknown): Refusal | undefined {
  if (!(error instanceof RpcError)) return undefined;
  const known = error.data === undefined ? undefined : refusalOfData(error.data);
  if (known) return known;
  return error.code === 3 || /revert/i.test(error.message) ? describe("Revert", {}) : undefined;
}

/** Why an act that was brought was skipped, from the reason in `ActSkipped`. */
export function refusalOfSkipped(reason: string): Refusal {
  return refusalOfData(reason) ?? describe("Revert", {});
}

/**
 * The refusal in a call's revert data; undefined if it is no custom error of the contract. Data may be cut off, as the
 * reasons in `ActSkipped` are: the arguments that it has are told.
 */
export function refusalOfData(data: string): Refusal | undefined {
  if (!/^0x[0-9a-f]{8}/i.test(data)) return undefined;
  const error = traceInterface.getError(data.slice(0, 10));
  // `Error(string)` and `Panic(uint256)` are the compiler's: ethers knows them for every contract.
  if (!error || error.name === "Error" || error.name === "Panic") return undefined;
  // All arguments of our errors are single words.
  const present = Math.floor((data.length - 10) / 64);
  const whole = data.slice(0, 10 + present * 64).padEnd(10 + error.inputs.length * 64, "0");
  const args = traceInterface.decodeErrorResult(error, whole);
  const named = error.inputs.slice(0, present).map(({ name }, index) => [name, args[index]]);
  return describe(error.name, Object.fromEntries(named) as ErrorArguments);
}

function describe(name: string, args: ErrorArguments): Refusal {
  const { en, zh } = errorMessage(name, args);
  return { name, passing: PASSING.has(name), code: CODES[name] ?? "chain-rejected", message: en, messageZh: zh };
}
