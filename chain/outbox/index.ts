import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import { isOfficerAct } from "../../domain/operations/act.ts";
import type { LoggedOperation } from "../../domain/operations/operation-log.ts";
import type { Idempotency, Outbox } from "../../domain/operations/outbox.ts";
import { DomainError } from "../../domain/shared/errors.ts";
import { failpoint } from "../../domain/shared/failpoint.ts";
import type { Hex } from "../../domain/shared/hex.ts";
import type { Role } from "../../domain/shared/roles.ts";
import { custodialAddress } from "../keystore.ts";
import type { Officers } from "../officers.ts";
import { isConsentPast } from "./consents.ts";
import { givingNonces } from "./nonces.ts";
import { cannotAsk, checkedSignature, proposal } from "./proposals.ts";
import { CONSENT_OVER } from "./refusals.ts";
import { createSender, type SenderOptions } from "./sender.ts";
import { subjectOf } from "./subjects.ts";

/** The outbox with its own loop. */
export interface RunningOutbox extends Outbox {
  /** Ends the loop after the round under way. Whatever still waits is taken up at the next start. */
  stop(): Promise<void>;
}

/** What the outbox needs beside what its sender needs. */
export interface OutboxOptions extends SenderOptions {
  /** Milliseconds between looks at the chain while something is under way. */
  readonly pollInterval: number;
  readonly logger: Logger;
}

/** How often a waiting request looks at its operation, in milliseconds. */
const SETTLE_INTERVAL = 15;
/** How often the outbox looks at the chain when nothing is under way: it may forget what was mined. */
const IDLE_INTERVAL = 2_000;

/** Milliseconds to wait after a round that failed: doubled each time, up to the longest. */
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 8_000;

/** Start the outbox: what an earlier process left behind is taken up at once. */
export function startOutbox(options: OutboxOptions): RunningOutbox {
  const { log, logger, keys, keyIdOf } = options;
  const { relayer } = options;
  const officers: Officers = options.officers ?? { all: [], for: async () => relayer, expected: () => relayer };
  const sender = createSender(options);
  const stopping = new AbortController();
  let wake = Promise.withResolvers<void>();

  const loop = (async () => {
    let failures = 0;
    let told: string | undefined;
    while (!stopping.signal.aborted) {
      wake = Promise.withResolvers<void>();
      let busy = false;
      let failed = false;
      try {
        busy = await sender.round();
        if (told !== undefined) logger.warn("the outbox goes on");
        [failures, told] = [0, undefined];
      } catch (error) {
        failed = true;
        // Once, however often it is tried.
        const { message } = error as Error;
        if (message !== told) logger.warn({ error }, "the outbox could not go on: it tries again");
        told = message;
      }
      const interval = failed
        ? Math.min(FIRST_PAUSE * 2 ** failures++, LONGEST_PAUSE)
        : busy
          ? options.pollInterval
          : IDLE_INTERVAL;
      // While something is under way a new operation waits for its turn: only an idle loop is woken.
      const pause = sleep(interval, undefined, { signal: stopping.signal }).catch(() => undefined);
      await (busy || failed ? pause : Promise.race([pause, wake.promise]));
    }
  })();

  const actorOf = async (accountId: number | null) =>
    accountId === null ? null : custodialAddress(keys, await keyIdOf(accountId));
  /** Who is to do an officer's act; where the chain cannot be asked, the one whose office it should be. */
  const officerFor = async (role: Role): Promise<Hex> => {
    const officer = await officers.for(role).catch(() => officers.expected(role));
    return (officer ?? relayer).address;
  };

  const sameRequest = (operation: LoggedOperation, requestHash: string | null, idempotency: Idempotency) => {
    if (requestHash === idempotency.requestHash) return operation;
    throw new DomainError("conflict", "This Idempotency-Key was used for another request");
  };

  return {
    async find(accountId, idempotency) {
      const found = await log.byKey(accountId, idempotency.key);
      return found && sameRequest(found.operation, found.requestHash, idempotency);
    },

    async accept(accountId, act, idempotency) {
      const actor = isOfficerAct(act) ? await officerFor(act.role) : await actorOf(accountId);
      const subject = subjectOf(act, actor);
      failpoint("outbox:before-accept");
      const { operation, requestHash, existing } = await log.add(randomUUID(), accountId, act, subject, idempotency);
      failpoint("outbox:after-accept");
      wake.resolve();
      return existing && idempotency ? sameRequest(operation, requestHash, idempotency) : operation;
    },

    propose: (accountId, actor, act, idempotency) =>
      givingNonces(actor, async () => {
        const found = idempotency && (await log.byKey(accountId, idempotency.key));
        const earlier = found && sameRequest(found.operation, found.requestHash, idempotency);
        if (earlier && earlier.state !== "unsigned") return earlier;
        const typedData = await proposal(act, actor, options, earlier?.scope).catch(cannotAsk);
        if (earlier) {
          await log.retype(earlier.id, typedData);
          return (await log.byId(earlier.id)) ?? earlier;
        }
        const subject = subjectOf(act, actor, typedData);
        const { operation, requestHash, existing } = await log.add(randomUUID(), accountId, act, subject, idempotency);
        return existing && idempotency ? sameRequest(operation, requestHash, idempotency) : operation;
      }),

    async sign(id, signature) {
      const operation = await log.byId(id);
      const signedBefore = new DomainError("conflict", "This operation is signed already");
      if (!operation?.typedData || !operation.actor) throw new DomainError("not-found", "There is no such operation");
      if (operation.state !== "unsigned") throw signedBefore;
      if (await isConsentPast(operation, options).catch(cannotAsk)) throw new DomainError("conflict", CONSENT_OVER);
      const own = await checkedSignature(operation.actor, operation.typedData, signature, options).catch(cannotAsk);
      if (!(await log.signed(id, own))) throw signedBefore;
      wake.resolve();
      return (await log.byId(id)) ?? operation;
    },

    async settle(id, timeout) {
      const end = Date.now() + timeout;
      for (;;) {
        const operation = await log.byId(id);
        if (!operation) throw new DomainError("not-found", "There is no such operation");
        if (operation.state === "failed") {
          throw new DomainError(
            operation.errorCode ?? "chain-rejected",
            operation.error ?? "The contract refused the act",
          );
        }
        if (operation.state === "mined" || operation.state === "final") return operation;
        if (Date.now() >= end) return operation;
        await sleep(SETTLE_INTERVAL);
      }
    },

    withdraw: (id, reason) => log.withdraw(id, reason),
    byId: (id) => log.byId(id),
    mayChange: async (role) => (await officers.for(role).catch(() => officers.expected(role))) !== undefined,
    isCreationUnderWay: (id, including) => log.isCreationUnderWay(id, including),
    async undoneOn(id) {
      const undone = await log.undoneOn(id);
      // What the mirror has is done, noted or not.
      const operations = await log.byIds(undone.map((one) => one.id));
      return operations.filter(({ chain }) => chain === null).map(({ act }) => act);
    },

    async stop() {
      stopping.abort();
      wake.resolve();
      await loop;
    },
  };
}
