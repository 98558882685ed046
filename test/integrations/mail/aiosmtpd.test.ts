/** The driver for mail on Python's aiosmtpd with STARTTLS and a log-in, by what it does with every server. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "vitest";
import { temporaryFolder } from "../../support/folder.ts";
import { startAiosmtpd } from "../../support/servers/aiosmtpd.ts";
import type { StartOutside } from "../../support/servers/outside-server.ts";
import { ownCertificate } from "../support/own-certificate.ts";
import { CREDENTIALS, describeMail, RECEIVERS, type StartedMail } from "./contract.ts";

if (!startAiosmtpd) test.skip("aiosmtpd is left out: see the notice above");
else tests(startAiosmtpd);

function tests(startServer: StartOutside): void {
  async function start(): Promise<StartedMail> {
    const { key, cert } = await ownCertificate();
    const folder = await temporaryFolder();
    const files = { key: join(folder.path, "key.pem"), certificate: join(folder.path, "certificate.pem") };
    await writeFile(files.key, key);
    await writeFile(files.certificate, cert);
    const server = await startServer({ ...CREDENTIALS, ...RECEIVERS, ...files });
    return {
      location: { host: "127.0.0.1", port: server.port, encryption: "required" },
      authority: cert,
      async taken() {
        const mails = (await server.taken()) as { from: string; to: string[]; raw: string }[];
        return mails.map((mail) => ({ ...mail, raw: Buffer.from(mail.raw, "base64") }));
      },
      async close() {
        await server.close();
        await folder.close();
      },
    };
  }
  describeMail("aiosmtpd", start);
}
