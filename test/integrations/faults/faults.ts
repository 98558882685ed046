/** What has to hold of every integration, whatever is wrong with the system outside. */
import pino from "pino";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { IntegrationName, Integrations, OutgoingCall } from "../../../domain/monitoring/integrations.ts";
import type { GuardOptions } from "../../../integrations/outgoing/guard.ts";
import type { Api } from "../../api/support/api.ts";
import type { Fault, Road } from "./road.ts";

const HOUR = 3_600_000;

/** Milliseconds for a call while something is wrong: each is waited for. */
export const SHORT = { timeout: 1_000, patience: 1_200 };
/** And while nothing is, however busy the machine: what is asked then is answered. */
const LONG = { timeout: 60_000, patience: 90_000 };

let times = LONG;

/** Two failures open a circuit, and it stays open until a test passes the time; how long a call may take, tests say. */
export function guardedBy(own: GuardOptions): GuardOptions {
  const rest = { ...own, pause: 1, failures: 2, openFor: HOUR };
  return Object.defineProperties(rest, {
    timeout: { get: () => times.timeout },
    patience: { get: () => times.patience },
  });
}

/** Do what is not answered: no call gets more than a second. */
export async function inShortTime<T>(work: () => Promise<T>): Promise<T> {
  times = SHORT;
  try {
    return await work();
  } finally {
    times = LONG;
  }
}

/** An integration under test, in the whole product. */
export interface Subject {
  readonly road: Road;
  readonly integrations: Integrations;
  /** The calls of the integration that have ended. */
  readonly calls: readonly OutgoingCall[];
  /** How often the system itself was asked. */
  served(): number;
  /**
   * Do what needs the system once, and give whether it was done. Throws where a request is not answered as its document
   * says, or leaves anything half done.
   */
  attempt(): Promise<boolean>;
  /** What no log, error or answer may hold. */
  readonly secrets: readonly string[];
  /** All that was logged and answered. */
  readonly told: readonly string[];
}

/** Something that is wrong: on the road, or with the system itself. */
export type Trouble =
  | Fault
  | "refused"
  | { readonly begin: (subject: Subject) => void; readonly end: (subject: Subject) => void };

let passed = 0;
beforeEach(() => {
  const { now } = Date;
  // Circuits look at this clock; what has an end of its own, like a code or a token, at another.
  vi.spyOn(Date, "now").mockImplementation(() => now.call(Date) + passed);
});
afterEach(() => void vi.restoreAllMocks());

/** Let the time pass for which any circuit stays open. */
export function passTime(): void {
  passed += 11 * HOUR;
}

/** A log that can be looked into, at its most talkative. */
export function openLog() {
  const told: string[] = [];
  return { told, logger: pino({ level: "trace" }, { write: (line: string) => void told.push(line) }) };
}

const circuitOf = ({ integrations }: Subject) => integrations.states()[0]?.circuit;

/** Ask until the circuit is as it is wanted. */
async function askUntil(subject: Subject, circuit: "open" | "closed"): Promise<void> {
  for (let round = 0; round < 30 && circuitOf(subject) !== circuit; round++) {
    if (circuit === "closed") passTime();
    expect(await subject.attempt()).toBe(circuit === "closed" && circuitOf(subject) === "closed");
  }
  expect(circuitOf(subject)).toBe(circuit);
}

/** Look that nothing that was told holds a secret. */
export function expectDiscretion({ told, secrets }: Pick<Subject, "told" | "secrets">): void {
  expect(told).not.toEqual([]);
  const all = told.join("\n");
  for (const secret of secrets) {
    for (const form of [secret, encodeURIComponent(secret), Buffer.from(secret).toString("base64")]) {
      expect(all.includes(form)).toBe(false);
    }
  }
}

/**
 * One test for each trouble: calls end, requests are answered as their document says, the circuit opens, nothing
 * reaches the system while it is open, and everything works again when the system does.
 */
export function survives(subjectOf: () => Subject, troubles: Readonly<Record<string, Trouble>>): void {
  test.each(Object.entries(troubles))("a system that %s is left alone, and used again", async (_name, trouble) => {
    const subject = subjectOf();
    const { road, calls, served, integrations } = subject;
    await road.take(null);
    await askUntil(subject, "closed");
    expect(await subject.attempt()).toBe(true);
    const [before, servedBefore] = [calls.length, served()];
    const onRoad = trouble === "refused" || "afterwards" in trouble;
    if (onRoad) await road.take(trouble);
    else trouble.begin(subject);

    await inShortTime(() => askUntil(subject, "open"));
    // A request may have been answered while calls beside the one that failed are still under way.
    await expect.poll(() => integrations.states()[0]?.active).toBe(0);
    expect(calls.slice(before).map(({ outcome }) => outcome)).toContain("failed");
    if (onRoad) {
      expect(served()).toBe(servedBefore);
      // Nothing is held open by who gave up.
      await expect.poll(() => road.sockets()).toBe(0);
    }

    const [reached, rejected] = [road.asked(), calls.length];
    expect(await subject.attempt()).toBe(false);
    expect(road.asked()).toBe(reached);
    const after = calls.slice(rejected).map(({ outcome, attempts }) => [outcome, attempts]);
    expect(after.length).toBeGreaterThan(0);
    expect(new Set(after.map(String))).toEqual(new Set(["rejected,0"]));

    if (onRoad) await road.take(null);
    else trouble.end(subject);
    await askUntil(subject, "closed");
    expect(await subject.attempt()).toBe(true);
    expectDiscretion(subject);
  });
}

/** How the calls of an integration went, as `/api/metrics/performance` counts them: each outcome once. */
export async function recordedOutcomes(
  { services, database }: Pick<Api, "services" | "database">,
  integration: IntegrationName,
): Promise<string[]> {
  await services.callLog.flush();
  const rows = await database.read
    .selectFrom("calls")
    .select("outcome")
    .distinct()
    .where("integration", "=", integration)
    .execute();
  return rows.map(({ outcome }) => outcome).sort();
}
