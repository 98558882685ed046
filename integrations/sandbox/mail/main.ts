/** The mail sandbox, a process of its own. */
import { SANDBOX_CREDENTIALS } from "../credentials.ts";
import { withMailbox } from "../mailbox.ts";
import { runSandbox } from "../program.ts";
import { startMailSandbox } from "./server.ts";

await runSandbox((settings) =>
  withMailbox(settings, (add) =>
    startMailSandbox({
      ...settings.where,
      ...SANDBOX_CREDENTIALS.mail,
      take: (mail) => add({ channel: "email", ...mail }),
    }),
  ),
);
