/** Watches the product and raises alerts when something is wrong. */
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import type { NewMessage } from "../../domain/messages/outgoing-messages.ts";
import { alertMessage } from "../../domain/monitoring/alert-message.ts";
import type { AlertLog, DeliverNotice, Notice } from "../../domain/monitoring/alerts.ts";
import { evaluateRules } from "./evaluate-rules.ts";
import type { Rule, Thresholds } from "./observations.ts";
import type { Observe } from "./observe.ts";

/** Who is notified. */
export interface Audience {
  /** Brings a notice to the webhook; null without one. */
  readonly webhook: DeliverNotice | null;
  /** Recipients of mails. */
  readonly mailTo: readonly string[];
  /** New mails are waiting. */
  readonly wakeMail: () => void;
}

/** What alerts need. */
export interface AlertsOptions {
  readonly log: AlertLog;
  readonly observe: Observe;
  readonly rules: readonly Rule[];
  readonly thresholds: Thresholds;
  readonly audience: Audience;
  /** Where the installation is reached: it says which installation raised the alert. */
  readonly instance: string;
  /** Milliseconds after which a lasting problem is reported again. */
  readonly repeatAfter: number;
  /** Milliseconds between two observations. */
  readonly interval: number;
  readonly logger: Logger;
  readonly now: () => Date;
}

/** Running alerts. */
export interface RunningAlerts {
  /** Stops after the current observation and lets another process take over. */
  stop(): Promise<void>;
}

/** A mail is not useful forever. */
const MAIL_LIFETIME = 30 * 24 * 3_600_000;

/** Milliseconds for which the lease outlasts the next observation: a delivery may take some seconds. */
const LEEWAY = 30_000;

/** Milliseconds to wait after a delivery that failed: 2, 4, 8 seconds and so on, at most five minutes. */
const pause = (attempts: number) => Math.min(300_000, 2_000 * 2 ** Math.min(attempts, 10));

/**
 * Observe the product at intervals. Of several processes only one holds the lease. Notices are stored in the same
 * transaction as the state they report and are retried until accepted: a restart neither repeats nor forgets one. A
 * notice is delivered twice only if a process dies between delivering it and recording that; its id identifies the
 * duplicate.
 */
export function startAlerts(options: AlertsOptions): RunningAlerts {
  const { log, observe, rules, thresholds, audience, instance, repeatAfter, interval, logger, now } = options;
  const holder = randomUUID();
  /** Accepted by the webhook, but not yet recorded as delivered: not posted again. */
  const taken = new Set<number>();
  const stopping = new AbortController();
  const keepWatch = () => {
    const at = now();
    return log.hold(holder, at, new Date(at.getTime() + interval + LEEWAY));
  };

  async function look(): Promise<void> {
    const { alerts, position } = await log.read();
    const { facts, position: next, check } = await observe(alerts, position);
    const judgements = rules.flatMap((rule) => rule(facts, thresholds));
    const { put, removed, notices } = evaluateRules(alerts, judgements, facts.at, repeatAfter);
    if (put.length + removed.length === 0 && next === undefined) return;
    const committed = await log.commit(holder, {
      put,
      removed,
      position: next,
      check,
      notices: audience.webhook ? notices.map((notice) => ({ ...notice, body: bodyOf(notice, instance) })) : [],
      messages: audience.mailTo.flatMap((to) => notices.map((notice) => mailOf(to, notice, instance))),
    });
    if (!committed) return;
    for (const notice of notices) notifyLog(logger, notice);
    if (notices.length > 0 && audience.mailTo.length > 0) audience.wakeMail();
  }

  /** In order: a notice that is not accepted holds up those after it. */
  async function deliver(webhook: DeliverNotice): Promise<void> {
    while (!stopping.signal.aborted && (await keepWatch())) {
      const notice = await log.nextNotice(now());
      if (!notice) return;
      try {
        if (!taken.has(notice.number)) await webhook(notice.body, stopping.signal);
      } catch (error) {
        // The name alone: the message may contain the address, which may be a secret.
        const reason = error instanceof Error ? error.name : "unknown";
        logger.warn(
          { attempts: notice.attempts + 1, reason },
          "an alert was not taken by the webhook: it is tried again",
        );
        return log.postpone(notice.number, new Date(now().getTime() + pause(notice.attempts)));
      }
      taken.add(notice.number);
      await log.delivered(notice.number);
      taken.delete(notice.number);
    }
  }

  const running = (async () => {
    let isBlind = false;
    while (!stopping.signal.aborted) {
      try {
        if (await keepWatch()) {
          await look();
          if (audience.webhook) await deliver(audience.webhook);
        }
        if (isBlind) logger.warn("the product is watched again");
        isBlind = false;
      } catch (error) {
        if (!isBlind) logger.error({ err: error }, "the product cannot be watched: trying again");
        isBlind = true;
      }
      await sleep(interval, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
    await log.release(holder).catch(() => undefined);
  })();

  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

/** A notice as it is posted to the webhook. */
function bodyOf(notice: Notice, instance: string): string {
  const { id, alertId: alert, kind, subject, state, severity, title, details, since, at } = notice;
  return JSON.stringify({ id, alert, kind, subject, state, severity, title, details, instance, since, at });
}

function mailOf(to: string, notice: Notice, instance: string): NewMessage {
  return {
    message: alertMessage(to, notice, instance),
    expiresAt: new Date(notice.at.getTime() + MAIL_LIFETIME),
  };
}

function notifyLog(logger: Logger, { state, kind, subject, severity, alertId, since, details, title }: Notice): void {
  const fields = { alertId, kind, subject, state, severity, since, details };
  if (state === "over") logger.info(fields, `an alert is over: ${title.en}`);
  else if (severity === "critical") logger.error(fields, `an alert: ${title.en}`);
  else logger.warn(fields, `an alert: ${title.en}`);
}
