import { DomainError, type ErrorCode } from "../domain/errors.ts";
import { textOf } from "../proof/kind.ts";
import { traceInterface } from "./calls.ts";
import { RpcError } from "./rpc.ts";

/** Why the contract refused a call. */
export interface Refusal {
  /** The custom error's name, or `Revert` where the node tells none. */
  readonly name: string;
  /** Whether the same act can pass later, signed anew: another line came between, or writing is stopped for a while. */
  readonly passing: boolean;
  readonly code: ErrorCode;
  /** For people. */
  readonly message: string;
}

/** The refusal in a node's error; undefined if it is not one of the contract's. */
export function refusalOf(error: unknown): Refusal | undefined {
  if (!(error instanceof RpcError)) return undefined;
  if (error.data?.startsWith("0x") && error.data.length >= 10) {
    const parsed = traceInterface.parseError(error.data);
    if (parsed) return describe(parsed.name, parsed.args.toObject(true) as Record<string, unknown>);
  }
  return error.code === 3 || /revert/i.test(error.message)
    ? { name: "Revert", passing: false, code: "chain-rejected", message: "The contract refused the act" }
    : undefined;
}

/** The error that a refusal is for a caller. */
export function refusalError(refusal: Pick<Refusal, "code" | "message">): DomainError {
  return new DomainError(refusal.code, refusal.message);
}

function describe(name: string, args: Record<string, unknown>): Refusal {
  const refused = (code: ErrorCode, message: string, passing = false): Refusal => ({ name, passing, code, message });
  switch (name) {
    case "BatchExists":
      return refused("conflict", "A batch of this code exists already");
    case "UnknownBatch":
      return refused("not-found", "The chain has no such batch");
    case "BatchNotActive":
      return refused("conflict", "The batch is recalled or withdrawn, so it takes no further lines");
    case "UnauthorizedActor":
      return refused("forbidden", `The account holds no role that may write a ${textOf(String(args.kind))}`);
    case "NotCustodian":
      return refused("forbidden", "Only the batch's custodian may do this");
    case "UnknownLine":
      return refused("not-found", `The batch has no line ${String(args.seq)}`);
    case "InvalidSignature":
    case "SignatureExpired":
      return refused("conflict", "Another line of this batch came between, again and again", true);
    case "EnforcedPause":
      return refused("unavailable", "Writing to the contract is stopped for now", true);
    default:
      return refused("chain-rejected", `The contract refused the act: ${name}`);
  }
}
