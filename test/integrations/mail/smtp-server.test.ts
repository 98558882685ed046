/** The driver for mail on a bare server with STARTTLS and a log-in, by what it does with every server. */
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { ownCertificate } from "../support/own-certificate.ts";
import { CREDENTIALS, describeMail, RECEIVERS, type ReceivedMail } from "./contract.ts";

describeMail("smtp-server", async () => {
  const certificate = await ownCertificate();
  const mails: ReceivedMail[] = [];
  const putOff = new Set<string>();
  const refusal = (responseCode: number) => Object.assign(new Error("no"), { responseCode });
  // Without TLS it lets nobody log in.
  const server = new SMTPServer({
    ...certificate,
    onAuth({ username, password }, _session, done) {
      const knows = username === CREDENTIALS.user && password === CREDENTIALS.password;
      done(knows ? null : new Error("wrong"), { user: username });
    },
    onRcptTo({ address }, _session, done) {
      if (address === RECEIVERS.refused) return done(refusal(550));
      const isLate = address === RECEIVERS.later || (address === RECEIVERS.once && !putOff.has(address));
      putOff.add(address);
      done(isLate ? refusal(451) : null);
    },
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        mails.push({
          from: envelope.mailFrom ? envelope.mailFrom.address : "",
          to: envelope.rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks),
        });
        done();
      });
    },
  });
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const { port } = server.server.address() as AddressInfo;
  return {
    location: { host: "127.0.0.1", port, encryption: "required" },
    authority: certificate.cert,
    taken: async () => mails,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
});
