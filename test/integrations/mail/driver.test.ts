/** What the driver for mail makes of encryption, certificates, refusals and time, with real SMTP servers on this machine. */
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { MAIL_GUARD } from "../../../integrations/messages/drivers.ts";
import { smtpMail } from "../../../integrations/messages/smtp.ts";
import type { SmtpLocation } from "../../../integrations/messages/smtp-location.ts";
import { createGuard } from "../../../integrations/outgoing/guard.ts";
import { failureOf as failureWithout } from "../support/failure.ts";
import { ownCertificate } from "../support/own-certificate.ts";

const MAIL = { to: "reader@example.com", subject: "验证您的邮箱", text: "您好，世界 🍅", html: "<p>您好，世界 🍅</p>" };
const FROM = { name: "溯源, Suyuan", address: "noreply@example.com" };
const CREDENTIALS = { user: "suyuan", password: "p@ss:word" };

interface Received {
  readonly to: readonly string[];
  readonly secure: boolean;
  readonly user: string | undefined;
}

let certificate: Awaited<ReturnType<typeof ownCertificate>>;
const received: Received[] = [];
const closing: (() => Promise<unknown>)[] = [];
beforeAll(async () => {
  certificate = await ownCertificate();
});
afterEach(() => {
  received.length = 0;
});
afterAll(async () => {
  await Promise.all(closing.map((close) => close()));
});

/** A mail server; by default it has STARTTLS, and takes what comes. */
async function mailServer(options: SMTPServerOptions = {}): Promise<number> {
  const server = new SMTPServer({
    ...certificate,
    authOptional: true,
    onAuth: ({ username, password }, _session, done) =>
      username === CREDENTIALS.user && password === CREDENTIALS.password
        ? done(null, { user: username })
        : done(new Error("wrong")),
    onData(stream, session, done) {
      stream.resume().on("end", () => {
        received.push({
          to: session.envelope.rcptTo.map(({ address }) => address),
          secure: session.secure,
          user: typeof session.user === "string" ? session.user : undefined,
        });
        done();
      });
    },
    ...options,
  });
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  closing.push(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return (server.server.address() as AddressInfo).port;
}

/** A server that is none. */
async function socketServer(onSocket: (socket: Socket) => void): Promise<number> {
  const server = createServer(onSocket).listen(0, "127.0.0.1");
  await once(server, "listening");
  closing.push(async () => server.close());
  return (server.address() as AddressInfo).port;
}

function driver(port: number, location: Partial<SmtpLocation> = {}, timeout = 5_000) {
  return smtpMail({
    location: { host: "127.0.0.1", port, credentials: null, encryption: "required", ...location },
    from: FROM,
    guard: createGuard("mail", { ...MAIL_GUARD, timeout }),
    authority: certificate.cert,
  });
}

const failureOf = (sending: Promise<void>) => failureWithout(sending, /reader@|p@ss|世界|验证/);

const refusal = (responseCode: number) => Object.assign(new Error("reader@example.com is refused"), { responseCode });

describe("happy", () => {
  test("a mail goes over STARTTLS, after a log-in", async () => {
    const port = await mailServer();
    await driver(port, { credentials: CREDENTIALS }).sendMail(MAIL);
    expect(received).toEqual([{ to: [MAIL.to], secure: true, user: CREDENTIALS.user }]);
  });

  test("a mail goes over TLS from the first byte", async () => {
    const port = await mailServer({ secure: true });
    await driver(port, { encryption: "implicit" }).sendMail(MAIL);
    expect(received).toMatchObject([{ to: [MAIL.to], secure: true }]);
  });

  test("on this machine a server needs no TLS, and nobody's certificate", async () => {
    const plain = await mailServer({ disabledCommands: ["STARTTLS"] });
    await driver(plain, { encryption: "local" }).sendMail(MAIL);
    const encrypted = await mailServer();
    const { host, port } = { host: "127.0.0.1", port: encrypted };
    const local: SmtpLocation = { host, port, credentials: null, encryption: "local" };
    await smtpMail({ location: local, from: FROM }).sendMail(MAIL);
    expect(received.map(({ secure }) => secure)).toEqual([false, true]);
  });
});

describe("error", () => {
  test.each([
    [553, "refused: EENVELOPE 553"],
    [530, "unavailable: EENVELOPE 530"],
  ])("a receiver refused with %i", async (code, failure) => {
    const port = await mailServer({ onRcptTo: (_address, _session, done) => done(refusal(code)) });
    expect(await failureOf(driver(port).sendMail(MAIL))).toBe(failure);
  });

  test.each([
    [554, "refused: EMESSAGE 554"],
    [452, "unavailable: EMESSAGE 452"],
  ])("a message refused with %i", async (code, failure) => {
    const port = await mailServer({
      onData(stream, _session, done) {
        stream.resume().on("end", () => done(refusal(code)));
      },
    });
    expect(await failureOf(driver(port).sendMail(MAIL))).toBe(failure);
  });

  test("a greeting that does not come, a server that hangs up, and none at all", async () => {
    const silent = await socketServer((socket) => void socket.on("error", () => undefined));
    expect(await failureOf(driver(silent, {}, 200).sendMail(MAIL))).toBe("unavailable: took too long");
    const rude = await socketServer((socket) => void socket.end());
    expect(await failureOf(driver(rude).sendMail(MAIL))).toMatch(/^unavailable: E[A-Z]+$/);
    const busy = await socketServer((socket) => void socket.end("554 go away\r\n"));
    expect(await failureOf(driver(busy).sendMail(MAIL))).toMatch(/^unavailable: E[A-Z]+( 554)?$/);
    const gone = createServer().listen(0, "127.0.0.1");
    await once(gone, "listening");
    const { port } = gone.address() as AddressInfo;
    await new Promise((resolve) => gone.close(resolve));
    expect(await failureOf(driver(port).sendMail(MAIL))).toMatch(/^unavailable: E[A-Z]+$/);
  });

  test("a late greeting is waited for", async () => {
    const port = await mailServer({ onConnect: (_session, done) => void setTimeout(done, 300) });
    await driver(port).sendMail(MAIL);
    expect(received).toHaveLength(1);
  });

  test("who waits no longer sends nothing", async () => {
    const silent = await socketServer((socket) => void socket.on("error", () => undefined));
    const controller = new AbortController();
    const sending = failureOf(driver(silent, {}, 60_000).sendMail(MAIL, controller.signal));
    controller.abort();
    expect(await sending).toMatch(/^unavailable: /);
  });
});

describe("security", () => {
  test("without STARTTLS nothing is sent, credentials least of all", async () => {
    const commands: string[] = [];
    const port = await mailServer({
      disabledCommands: ["STARTTLS"],
      onAuth: (_auth, _session, done) => {
        commands.push("AUTH");
        done(new Error("no"));
      },
      onMailFrom: (_address, _session, done) => {
        commands.push("MAIL");
        done();
      },
    });
    expect(await failureOf(driver(port, { credentials: CREDENTIALS }).sendMail(MAIL))).toMatch(/^unavailable: ETLS/);
    expect(commands).toEqual([]);
  });

  test.each(["required", "offered"] as const)(
    "a certificate that nobody vouches for is refused (%s)",
    async (encryption) => {
      const location: SmtpLocation = {
        host: "127.0.0.1",
        port: await mailServer(),
        credentials: CREDENTIALS,
        encryption,
      };
      expect(await failureOf(smtpMail({ location, from: FROM }).sendMail(MAIL))).toMatch(/^unavailable: /);
      expect(received).toEqual([]);
    },
  );

  test.each([
    "reader@example.com, other@example.com",
    "reader@example.com\r\nBcc: other@example.com",
    "reader@example.com>\r\nRCPT TO:<other@example.com",
    "Reader <reader@example.com>",
    "reader@example.com\u0000",
    "reader",
    "",
    `${"r".repeat(320)}@example.com`,
  ])("what is not one address is refused for good: %j", async (to) => {
    expect(await failureOf(driver(1).sendMail({ ...MAIL, to }))).toBe("refused: not an address");
  });
});
