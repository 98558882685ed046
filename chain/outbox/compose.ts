/** From operations to a call that the contract takes. */
import { isOfficerAct } from "../../domain/operations/act.ts";
import type { LoggedOperation, MirrorPosition, SignedScope } from "../../domain/operations/operation-log.ts";
import { multicallAnswers, skippedOf } from "../calls.ts";
import { type Refusal, refusalOf } from "../contract-errors.ts";
import { RpcError } from "../rpc.ts";
import { type BuiltCall, buildCall, chainTime, nonceOf, signerOf, together } from "./build.ts";
import { givingNoncesOfAll, noncesOf } from "./nonces.ts";
import { planOf } from "./plan.ts";
import { hold, nextTry, refuse } from "./refusals.ts";
import { gasAllowance, MOST_GAS } from "./relayer.ts";
import type { SenderOptions } from "./sender.ts";
import { subjectsOf } from "./subjects.ts";

/** A call that the contract takes. */
interface Composed {
  readonly data: string;
  readonly gas: bigint;
  readonly operations: readonly { readonly id: string; readonly scope: SignedScope | null }[];
}

/**
 * Compose a call and keep it: the nonces that are given to its operations are given to nothing else meanwhile. Undefined if
 * the contract takes none of them now.
 *
 * @param keep Writes down what was signed under those nonces.
 */
export function composeAndKeep<T>(
  operations: readonly LoggedOperation[],
  mirror: MirrorPosition,
  options: SenderOptions,
  keep: (composed: Composed) => Promise<T>,
): Promise<T | undefined> {
  const withoutNonce = operations.filter(({ scope, signature }) => scope === null && signature === null);
  const actors = withoutNonce.flatMap(({ actor }) => actor ?? []);
  return givingNoncesOfAll(actors, async () => {
    const composed = await compose(operations, mirror, options);
    return composed && keep(composed);
  });
}

/**
 * The call that brings as many of the operations, from the first, as the contract takes together; undefined if it takes
 * none now. What cannot be brought is put off, or fails for good.
 */
export async function compose(
  operations: readonly LoggedOperation[],
  mirror: MirrorPosition,
  options: SenderOptions,
): Promise<Composed | undefined> {
  const { planned, held } = await planOf(operations, options.log);
  for (const one of held) await hold(one, options);
  let calls = await callsOf(planned, options);
  let count = calls.length;
  while (calls.length > 0) {
    const chosen = calls.slice(0, count);
    const [first] = chosen as [BuiltCall];
    try {
      const skipped = await skippedAmong(chosen, options);
      if (skipped.length === 0) {
        const composed = await composedOf(chosen, options);
        if (composed.gas <= MOST_GAS || count === 1) return composed;
        // Each is taken, but not all by one transaction.
        count = Math.ceil(count / 2);
        continue;
      }
      for (const call of skipped) await lookInto(call, mirror, options);
      calls = calls.filter((call) => !skipped.some((one) => isAfter(one, call)));
      count = Math.min(count, calls.length);
    } catch (error) {
      if (!(error instanceof RpcError)) throw error;
      // Too much gas for one block, say: fewer may fit. But one that alone is in trouble must not stop the others.
      if (count > 1) {
        count = Math.ceil(count / 2);
        continue;
      }
      const refusal = refusalOf(error);
      if (refusal) await refuse(first, refusal, mirror, options);
      else await putOff(first, error, options);
      calls = calls.filter((call) => !isAfter(first, call));
      count = calls.length;
    }
  }
  return undefined;
}

/** The signed acts that the contract would skip if these were brought now. Throws where it would refuse the call. */
async function skippedAmong(calls: readonly BuiltCall[], { relayer }: SenderOptions): Promise<readonly BuiltCall[]> {
  const { data, brought, isMulticall } = together(calls);
  const answer = await relayer.simulate(data);
  if (brought.length === 0) return [];
  const isSkipped = skippedOf(isMulticall ? (multicallAnswers(answer).at(-1) as string) : answer);
  return brought.filter((_, index) => isSkipped(index));
}

/** Why an act would be skipped, as it says alone: what that means for its operation. */
async function lookInto(call: BuiltCall, mirror: MirrorPosition, options: SenderOptions): Promise<void> {
  try {
    const refusal = await refusalAlone(call, options);
    if (refusal) await refuse(call, refusal, mirror, options);
    // Alone it is taken: what was to come before it is what was in its way.
    else await options.log.postpone(call.operation.id, nextTry(call.operation));
  } catch (error) {
    if (!(error instanceof RpcError)) throw error;
    await putOff(call, error, options);
  }
}

async function refusalAlone(call: BuiltCall, { relayer }: SenderOptions): Promise<Refusal | undefined> {
  try {
    await relayer.perform(call);
    return undefined;
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal) return refusal;
    throw error;
  }
}

async function composedOf(chosen: readonly BuiltCall[], { relayer }: SenderOptions): Promise<Composed> {
  const { data } = together(chosen);
  const operations = chosen.map(({ operation, scope }) => ({ id: operation.id, scope }));
  return { data, gas: gasAllowance(await relayer.estimate(data)), operations };
}

/**
 * Whether a call is the given one, or was planned to follow it on its batch or account: that is planned anew in the next
 * round.
 */
function isAfter({ operation }: BuiltCall, call: BuiltCall): boolean {
  if (call.operation.id === operation.id) return true;
  const [act, other] = [operation.act, call.operation.act];
  if (call.operation.number < operation.number) return false;
  if (isOfficerAct(act)) return isOfficerAct(other) && act.address === other.address;
  const subjects = new Set(subjectsOf(act, operation.actor));
  return subjectsOf(other, call.operation.actor).some((subject) => subjects.has(subject));
}

async function putOff({ operation }: BuiltCall, error: RpcError, { log, logger }: SenderOptions) {
  logger.warn({ operation: operation.id, error: error.message }, "the node takes no such call now: trying again");
  await log.postpone(operation.id, nextTry(operation));
}

async function callsOf(planned: readonly LoggedOperation[], options: SenderOptions): Promise<BuiltCall[]> {
  const time = await chainTime(options.rpc);
  const nonces = noncesOf(options);
  const calls: BuiltCall[] = [];
  for (const operation of planned) {
    const { id } = operation;
    const signer = await signerOf(operation, options).catch(async (error: unknown) => {
      // That its key cannot be had now says nothing about the act, and holds up no other.
      options.logger.error({ operation: id, error }, "the key of an operation's account cannot be had: trying again");
      await options.log.postpone(id, nextTry(operation));
    });
    if (signer === undefined) continue;
    // Outside of what follows: that the chain cannot be asked says nothing about the act.
    const nonce = signer && (await nonceOf(operation, nonces));
    if (nonce === undefined) {
      await options.log.postpone(id, nextTry(operation));
      continue;
    }
    try {
      calls.push(await buildCall(operation, time, signer && nonce !== null ? { signer, nonce } : null, options));
    } catch (error) {
      options.logger.error({ operation: id, error }, "an operation cannot be told to the contract");
      await options.log.fail(id, "chain-rejected", "The contract has no words for this act");
    }
  }
  return calls;
}
