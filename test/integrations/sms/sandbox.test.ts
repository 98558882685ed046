/** The driver for text messages on the SMS sandbox, by what it does with every centre. */
import type { Sms } from "../../../domain/messages/messenger.ts";
import { startSmsSandbox } from "../../../integrations/sandbox/sms/server.ts";
import { CREDENTIALS, describeSms, NUMBERS } from "./contract.ts";

describeSms("the sandbox", async () => {
  const messages: Sms[] = [];
  const putOff = new Set<string>();
  const sandbox = await startSmsSandbox({
    ...CREDENTIALS,
    async take(sms) {
      if (sms.to === NUMBERS.once && !putOff.has(sms.to)) {
        putOff.add(sms.to);
        throw new Error("not yet");
      }
      messages.push(sms);
    },
  });
  return { port: sandbox.port, taken: async () => messages, close: sandbox.close };
});
