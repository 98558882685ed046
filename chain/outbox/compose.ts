/** From operations to a call that the contract takes. */
import type { LoggedOperation, MirrorPosition, SignedScope } from "../../domain/operations/operation-log.ts";
import { refusalOf } from "../contract-errors.ts";
import { RpcError } from "../rpc.ts";
import { type BuiltCall, buildCall, chainTime, signerOf, together } from "./build.ts";
import { type Planned, planOf } from "./plan.ts";
import { hold, nextTry, refuse } from "./refusals.ts";
import { gasAllowance } from "./relayer.ts";
import type { SenderOptions } from "./sender.ts";

/** A call that the contract takes. */
interface Composed {
  readonly data: string;
  readonly gas: bigint;
  readonly operations: readonly { readonly id: string; readonly scope: SignedScope | null }[];
}

/**
 * The call that brings as many of the operations, from the first, as the contract takes together; undefined if it takes
 * none now. What cannot be brought is put off, or fails for good.
 */
export async function compose(
  operations: readonly LoggedOperation[],
  nonce: number,
  mirror: MirrorPosition,
  options: SenderOptions,
): Promise<Composed | undefined> {
  const { log, relayer, rpc } = options;
  const { planned, held } = await planOf(operations, nonce, mirror.finalBlock, log);
  for (const one of held) await hold(one, mirror, options);
  let calls = await callsOf(planned, await chainTime(rpc), options);
  let count = calls.length;
  let isProbe = false;
  while (calls.length > 0) {
    const chosen = calls.slice(0, count);
    const [first] = chosen as [BuiltCall];
    const data = together(chosen);
    try {
      const estimate = await relayer.estimate(data);
      if (!isProbe || count === calls.length) return composedOf(chosen, data, estimate);
      // There is one that is taken: as many others with it as may be.
      isProbe = false;
      count = calls.length;
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
      // Where one is in trouble there may be many: each by itself, until there is one that is not.
      calls = calls.filter((call) => !isAfter(first, call));
      count = 1;
      isProbe = true;
    }
  }
  return undefined;
}

function composedOf(chosen: readonly BuiltCall[], data: string, estimate: bigint): Composed {
  const operations = chosen.map(({ planned: { operation }, scope }) => ({ id: operation.id, scope }));
  return { data, gas: gasAllowance(estimate), operations };
}

/** Whether a call is the given one, or was planned to follow it on its batch: that is planned anew in the next round. */
function isAfter({ planned: { operation } }: BuiltCall, call: BuiltCall): boolean {
  if (call.planned.operation.id === operation.id) return true;
  const [act, other] = [operation.act, call.planned.operation.act];
  return act.verb !== "grantRole" && other.verb !== "grantRole" && act.code === other.code;
}

async function putOff({ planned: { operation } }: BuiltCall, error: RpcError, { log, logger }: SenderOptions) {
  logger.warn({ operation: operation.id, error: error.message }, "the node takes no such call now: trying again");
  await log.postpone(operation.id, nextTry(operation));
}

async function callsOf(planned: readonly Planned[], time: number, options: SenderOptions): Promise<BuiltCall[]> {
  const calls: BuiltCall[] = [];
  for (const one of planned) {
    const { id } = one.operation;
    const signer = await signerOf(one.operation, options).catch(async (error: unknown) => {
      // That its key cannot be had now says nothing about the act, and holds up no other.
      options.logger.error({ operation: id, error }, "the key of an operation's account cannot be had: trying again");
      await options.log.postpone(id, nextTry(one.operation));
    });
    if (signer === undefined) continue;
    try {
      calls.push(await buildCall(one, time, signer, options));
    } catch (error) {
      options.logger.error({ operation: id, error }, "an operation cannot be told to the contract");
      await options.log.fail(id, "chain-rejected", "The contract has no words for this act");
    }
  }
  return calls;
}
