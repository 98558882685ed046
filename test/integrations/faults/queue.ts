/** Messages through the whole product: a code is asked for, and its message waits until it is sent. */
import { expect } from "vitest";
import type { OutgoingCall } from "../../../domain/monitoring/integrations.ts";
import type { Drivers } from "../../../integrations/messages/drivers.ts";
import type { Guards } from "../../../integrations/outgoing/guards.ts";
import { createGuards } from "../../../integrations/outgoing/guards.ts";
import { accountsOf, person } from "../../api/accounts/support.ts";
import { startApi } from "../../api/support/api.ts";
import { openLog, type Subject } from "./faults.ts";
import type { Road } from "./road.ts";

/** How messages are sent in a test. */
export interface QueueOptions {
  readonly channel: "email" | "phone";
  readonly road: Road;
  readonly driversOf: (guards: Guards) => Drivers;
  /** Everything that arrived, in order. */
  readonly arrived: () => readonly string[];
  readonly served: () => number;
  readonly secrets: readonly string[];
}

/** A wait below which a message was put off after a failure, and above which it is being sent: see its lease. */
const PUT_OFF = 10_000;

/** A production instance that sends messages by a driver. */
export async function startQueue({ channel, road, driversOf, arrived, served, secrets }: QueueOptions) {
  const guards = createGuards();
  const calls: OutgoingCall[] = [];
  guards.onCall((call) => calls.push(call));
  const { told, logger } = openLog();
  const drivers = driversOf(guards);
  const api = await startApi({
    settings: { development: false },
    parts: { guards, drivers, logger },
    app: { logger },
  });
  const accounts = accountsOf(api);
  const codes = /(?<!\d)\d{6}(?!\d)/;
  const queued = () => api.database.read.selectFrom("outgoing_messages").selectAll().execute();

  /** Whether what waited was sent, once it was tried. */
  async function settled(): Promise<boolean> {
    for (;;) {
      const [row] = await queued();
      if (!row) return true;
      const wait = Number(row.not_before) - (performance.timeOrigin + performance.now());
      if (Number(row.not_before) > 0 && wait < PUT_OFF) return false;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  const subject: Subject = {
    road,
    integrations: guards,
    calls,
    served,
    secrets,
    told,
    async attempt() {
      const before = arrived().length;
      if ((await queued()).length === 0) {
        const { username, email, phone } = await person(accounts);
        const contact = channel === "email" ? email : phone;
        const { status, body, text } = await accounts.requestResetCode({ identifier: username, channel, contact });
        told.push(text);
        expect([status, body]).toEqual([200, { message: expect.any(String), expires_in: expect.any(Number) }]);
      } else {
        // Its time has come; as if it had never been tried, so that it is not put off for long.
        await api.database.write.updateTable("outgoing_messages").set({ not_before: 0, attempts: 0 }).execute();
      }
      api.services.delivery.wake();
      const sent = await settled();
      // Nothing is lost, and nothing is doubled: it is in the queue, or it arrived once.
      expect([(await queued()).length, arrived().length - before]).toEqual(sent ? [0, 1] : [1, 0]);
      if (sent) expect(told.join("\n")).not.toContain(codes.exec(arrived().at(-1) ?? "")?.[0] ?? "no code");
      return sent;
    },
  };
  return {
    ...api,
    subject,
    guards,
    calls,
    async outcomes() {
      await api.services.callLog.flush();
      const rows = await api.database.read
        .selectFrom("calls")
        .select(["integration", "outcome"])
        .distinct()
        .where("integration", "is not", null)
        .execute();
      return rows.map(({ integration, outcome }) => `${integration} ${outcome}`).sort();
    },
    async close() {
      await api.close();
      await drivers.sms?.close();
    },
  };
}
