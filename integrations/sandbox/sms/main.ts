/** The SMS sandbox, a process of its own. */
import { SANDBOX_CREDENTIALS } from "../credentials.ts";
import { withMailbox } from "../mailbox.ts";
import { runSandbox } from "../program.ts";
import { startSmsSandbox } from "./server.ts";

await runSandbox((settings) =>
  withMailbox(settings, (add) =>
    startSmsSandbox({
      ...settings.where,
      ...SANDBOX_CREDENTIALS.sms,
      take: (sms) => add({ channel: "phone", ...sms }),
    }),
  ),
);
