/** The driver for text messages on a centre of Perl's Net::SMPP, by what it does with every centre. */
import { test } from "vitest";
import type { Sms } from "../../../domain/messages/messenger.ts";
import { startNetSmpp } from "../../support/servers/net-smpp.ts";
import type { StartOutside } from "../../support/servers/outside-server.ts";
import { CREDENTIALS, describeSms, LONGEST, NUMBERS } from "./contract.ts";

if (!startNetSmpp) test.skip("Net::SMPP is left out: see the notice above");
else tests(startNetSmpp);

function tests(startServer: StartOutside): void {
  describeSms("Net::SMPP", async () => {
    const server = await startServer({ ...CREDENTIALS, ...NUMBERS, longest: LONGEST });
    return { port: server.port, taken: async () => (await server.taken()) as Sms[], close: server.close };
  });
}
