/** Text messages by SMPP 3.4. */
import smpp from "smpp";
import { MessageRefused } from "../../domain/messages/messenger.ts";
import { createGuard, type Guard } from "../outgoing/guard.ts";
import { probe } from "../outgoing/probe.ts";
import { guarded, passingFailure, SMS_GUARD, type SmsDriver } from "./drivers.ts";
import { openLink, type SmppLink, type SmppOptions } from "./smpp-link.ts";
import { smsParts } from "./sms-parts.ts";

const UCS2 = 8;
const HAS_HEADER = 0x40;

/** Types and numbering plans of addresses. */
const INTERNATIONAL = { ton: 1, npi: 1 };
const NATIONAL_HABIT = { ton: 0, npi: 1 };
const NAME = { ton: 5, npi: 0 };

/** Errors that concern the message or its recipient, not the centre or us. */
const FOR_GOOD = [
  "ESME_RINVMSGLEN",
  "ESME_RINVDSTADR",
  "ESME_RINVDSTTON",
  "ESME_RINVDSTNPI",
  "ESME_RINVDSTADDRSUBUNIT",
  "ESME_RINVDCS",
  "ESME_RX_P_APPN",
].map((name) => smpp.errors[name]);

/** How to connect to an SMS centre. */
export interface SmppSmsOptions extends SmppOptions {
  /** The guard of its calls; a new one if left out. */
  readonly guard?: Guard | undefined;
  /** Milliseconds between two checks of the centre's health; 30 seconds if left out. */
  readonly probeInterval?: number;
}

/**
 * An SMS centre. One session carries all messages; it is opened when there is something to send, kept open, and
 * reopened after it broke.
 */
export function smppSms(options: SmppSmsOptions): SmsDriver {
  const { guard = createGuard("sms", SMS_GUARD), probeInterval = 30_000 } = options;
  let opening: Promise<SmppLink> | undefined;

  async function link(signal: AbortSignal): Promise<SmppLink> {
    const before = opening;
    const current = await before?.catch(() => undefined);
    if (current?.isOpen) return current;
    // The first caller opens it for all that wait.
    if (opening === undefined || opening === before) opening = openLink(options, signal);
    return opening;
  }

  const fieldsOf = (receiver: string, bytes: Buffer, hasHeader: boolean) => ({
    ...addressFields("source", options.source),
    ...addressFields("dest", receiver),
    esm_class: hasHeader ? HAS_HEADER : 0,
    data_coding: UCS2,
    short_message: bytes,
  });

  return {
    async sendSms(sms, signal) {
      const receiver = sms.to.replace(/[\s-]/g, "");
      if (!/^\+?\d{3,20}$/.test(receiver)) throw new MessageRefused("not a number");
      const parts = smsParts(sms);
      if (!parts) throw new MessageRefused("too long");
      await guarded("phone", guard, signal, async (tried) => {
        const { ask } = await link(tried);
        for (const { bytes, hasHeader } of parts) {
          // Abandoned by its caller: it will be sent again as a whole.
          if (tried.aborted) throw passingFailure("phone", "took too long");
          const status = await ask("submit_sm", fieldsOf(receiver, bytes, hasHeader), tried);
          if (status === 0) continue;
          const reason = `status ${status}`;
          throw FOR_GOOD.includes(status) ? new MessageRefused(reason) : passingFailure("phone", reason);
        }
      });
    },

    health: probe(async () => {
      await guard.run({ operation: "enquire", repeatable: true }, async (tried) => {
        const { ask } = await link(tried);
        const status = await ask("enquire_link", {}, tried);
        if (status !== 0) throw passingFailure("phone", `status ${status}`);
      });
    }, probeInterval),

    async close() {
      const last = await opening?.catch(() => undefined);
      await last?.close();
    },
  };
}

function addressFields(end: "source" | "dest", address: string): Record<string, string | number> {
  const { ton, npi } = /[A-Za-z ]/.test(address) ? NAME : address.startsWith("+") ? INTERNATIONAL : NATIONAL_HABIT;
  return {
    [`${end}_addr_ton`]: ton,
    [`${end}_addr_npi`]: npi,
    [end === "source" ? "source_addr" : "destination_addr"]: address.replace(/^\+/, ""),
  };
}
