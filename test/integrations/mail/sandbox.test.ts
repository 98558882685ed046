/** The driver for mail on the mail sandbox, by what it does with every server. */
import { parseSmtpLocation } from "../../../integrations/messages/smtp-location.ts";
import { type Letter, startMailSandbox } from "../../../integrations/sandbox/mail/server.ts";
import { CREDENTIALS, describeMail, RECEIVERS } from "./contract.ts";

describeMail("the sandbox", async () => {
  const letters: Letter[] = [];
  const putOff = new Set<string>();
  const sandbox = await startMailSandbox({
    ...CREDENTIALS,
    async take({ to }, letter) {
      if (to === RECEIVERS.once && !putOff.has(to)) {
        putOff.add(to);
        throw new Error("not yet");
      }
      letters.push(letter);
    },
  });
  return {
    location: parseSmtpLocation(`smtp://127.0.0.1:${sandbox.port}`, false),
    taken: async () => letters,
    close: sandbox.close,
  };
});
