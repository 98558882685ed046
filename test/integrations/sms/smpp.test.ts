/** The driver for text messages on a bare centre of the `smpp` package, by what it does with every centre. */
import smpp from "smpp";
import type { Sms } from "../../../domain/messages/messenger.ts";
import { assembled, bytesOf, headerOf, type Pdu, startCentre } from "../support/sms-centre.ts";
import { CREDENTIALS, describeSms, LONGEST, NUMBERS } from "./contract.ts";

describeSms("smpp", async () => {
  const messages: Sms[] = [];
  const putOff = new Set<string>();
  const waiting = new Map<string, Pdu[]>();
  const refusalOf = (number: string) => {
    if (number === NUMBERS.refused) return smpp.errors.ESME_RINVDSTADR;
    const isLate = number === NUMBERS.throttled || (number === NUMBERS.once && !putOff.has(number));
    putOff.add(number);
    return isLate ? smpp.errors.ESME_RTHROTTLED : undefined;
  };
  const centre = await startCentre({
    user: CREDENTIALS,
    onSubmit(pdu) {
      const number = String(pdu.destination_addr);
      const refusal = refusalOf(number);
      if (refusal !== undefined) return refusal;
      if (bytesOf(pdu) > LONGEST) return smpp.errors.ESME_RINVMSGLEN;
      const header = headerOf(pdu);
      const key = `${number} ${header?.[2]}`;
      const parts = [...(waiting.get(key) ?? []), pdu];
      if (header && parts.length < (header[3] ?? 0)) waiting.set(key, parts);
      else {
        waiting.delete(key);
        messages.push({ to: pdu.dest_addr_ton === 1 ? `+${number}` : number, text: assembled(parts) });
      }
      return 0;
    },
  });
  return { port: centre.port, taken: async () => messages, close: centre.close };
});
