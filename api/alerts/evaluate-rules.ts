import { randomUUID } from "node:crypto";
import type { Alert, AlertKey, Notice } from "../../domain/monitoring/alerts.ts";
import type { Judgement } from "./observations.ts";

/** What a round of rules changes. */
export interface Judged {
  readonly put: readonly Alert[];
  readonly removed: readonly AlertKey[];
  /** In the order in which they are to be sent. */
  readonly notices: readonly Notice[];
}

const keyOf = ({ kind, subject }: AlertKey) => `${kind} ${subject}`;

/**
 * Compare judgements with the alerts so far: a problem is reported once when it begins, again every `repeatAfter`
 * milliseconds while it lasts, and once when it is over.
 */
export function evaluateRules(
  alerts: readonly Alert[],
  judgements: readonly Judgement[],
  now: Date,
  repeatAfter: number,
): Judged {
  const put: Alert[] = [];
  const removed: AlertKey[] = [];
  const notices: Notice[] = [];
  const judged = new Map(judgements.map((judgement) => [keyOf(judgement), judgement]));
  const known = new Map(alerts.map((alert) => [keyOf(alert), alert]));

  const notify = (state: Notice["state"], { id: alertId, state: _, toldAt: __, ...alert }: Alert) =>
    notices.push({ ...alert, id: randomUUID(), alertId, state, at: now });

  for (const alert of alerts) {
    const verdict = judged.get(keyOf(alert))?.verdict ?? "well";
    if (verdict !== "well") continue;
    removed.push({ kind: alert.kind, subject: alert.subject });
    if (alert.state === "active") notify("over", alert);
  }
  for (const { kind, subject, verdict } of judgements) {
    if (typeof verdict === "string") continue;
    const { holds, ...problem } = verdict;
    const before = known.get(keyOf({ kind, subject }));
    const { id = randomUUID(), since = now, state = "suspected", toldAt = null } = before ?? {};
    const alert: Alert = { kind, subject, ...problem, id, since, state, toldAt };
    if (state === "active") {
      const due = now.getTime() - (toldAt ?? since).getTime() >= repeatAfter;
      put.push(due ? { ...alert, toldAt: now } : alert);
      if (due) notify("still", alert);
    } else if (now.getTime() - since.getTime() >= holds) {
      put.push({ ...alert, state: "active", toldAt: now });
      notify("begun", alert);
    } else put.push(alert);
  }
  return { put, removed, notices };
}
