/** Text messages to a real SMPP server, and to a gateway over HTTP, on this machine. */
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import smpp from "smpp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DomainError } from "../../domain/errors.ts";
import { resetCodeMessage } from "../../domain/message-templates.ts";
import { MessageRefused } from "../../domain/ports/messenger.ts";
import { SMS_GUARD, type SmsDriver } from "../../integrations/messages/drivers.ts";
import { smppSms } from "../../integrations/messages/smpp.ts";
import { gatewaySms } from "../../integrations/messages/sms-gateway.ts";
import { createGuard } from "../../integrations/outgoing/guard.ts";
import { ownCertificate } from "./support/own-certificate.ts";

const SMS = { to: "+86 138-0000-0000", text: "【溯源】验证码 123456" };
type Session = ReturnType<typeof smpp.connect>;
type Pdu = Parameters<Session["send"]>[0];

const closing: (() => Promise<unknown>)[] = [];
let certificate: Awaited<ReturnType<typeof ownCertificate>>;
beforeAll(async () => {
  certificate = await ownCertificate();
});
afterAll(async () => {
  for (const close of closing.reverse()) await close();
});

interface Behaviour {
  readonly tls?: boolean;
  /** The status for a message; undefined for no answer. */
  readonly onSubmit?: (pdu: Pdu, session: Session) => number | undefined;
  readonly onEnquire?: (pdu: Pdu, session: Session) => void;
}

/** An SMS centre. */
async function centre({ tls = false, onSubmit = () => 0, onEnquire }: Behaviour = {}) {
  const sessions: Session[] = [];
  const binds: Pdu[] = [];
  const submitted: Pdu[] = [];
  const server = smpp.createServer(tls ? certificate : {}, (session) => {
    sessions.push(session);
    session.on("error", () => undefined);
    session.on("bind_transceiver", (pdu: Pdu) => {
      binds.push(pdu);
      session.send(pdu.response({ command_status: pdu.password === "secret" ? 0 : (smpp.errors.ESME_RINVPASWD ?? 0) }));
    });
    session.on("submit_sm", (pdu: Pdu) => {
      submitted.push(pdu);
      const status = onSubmit(pdu, session);
      if (status !== undefined) session.send(pdu.response({ command_status: status, message_id: "1" }));
    });
    session.on("enquire_link", (pdu: Pdu) => (onEnquire ? onEnquire(pdu, session) : session.send(pdu.response())));
    session.on("unbind", (pdu: Pdu) => {
      session.send(pdu.response());
      session.close();
    });
  });
  server.on("tlsClientError", () => undefined);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  closing.push(async () => {
    for (const session of sessions) session.destroy();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, sessions, binds, submitted };
}

const within = (timeout: number) => createGuard("sms", { ...SMS_GUARD, timeout });

function driver(port: number, options: Partial<Parameters<typeof smppSms>[0]> = {}): SmsDriver {
  const base = { host: "127.0.0.1", port, tls: false, systemId: "suyuan", password: "secret", source: "Suyuan" };
  const sms = smppSms({ ...base, ...options });
  closing.push(() => sms.close());
  return sms;
}

/** What a driver throws, and that it tells nothing. */
async function failureOf(sending: Promise<void>) {
  const error: unknown = await sending.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(JSON.stringify([String(error), error, (error as Error | undefined)?.cause])).not.toMatch(
    /138|secret|123456|溯源/,
  );
  if (error instanceof MessageRefused) return `refused: ${error.reason}`;
  if (error instanceof DomainError) return `${error.code}: ${error.reason}`;
  return error;
}

/** What a phone shows: the parts put together in their order. */
function assembled(parts: readonly Pdu[]) {
  return parts
    .map((pdu) => pdu.short_message as { message: string; udh?: Buffer[] })
    .sort((one, other) => (one.udh?.[0]?.[4] ?? 0) - (other.udh?.[0]?.[4] ?? 0))
    .map(({ message }) => message)
    .join("");
}

describe("SMPP", () => {
  test("Chinese arrives as it was, from a name, to an international number", async () => {
    const { port, submitted, binds } = await centre();
    await driver(port).sendSms(SMS);
    expect(binds).toMatchObject([{ system_id: "suyuan", password: "secret", interface_version: 0x34 }]);
    expect(submitted).toMatchObject([
      {
        ...{ source_addr: "Suyuan", source_addr_ton: 5, source_addr_npi: 0 },
        ...{ destination_addr: "8613800000000", dest_addr_ton: 1, dest_addr_npi: 1 },
        ...{ data_coding: 8, esm_class: 0, short_message: { message: SMS.text } },
      },
    ]);
  });

  test("a long text is parts that bear one number, over one session, and no character is cut", async () => {
    const { port, submitted, sessions } = await centre();
    const sms = driver(port, { source: "+10690000" });
    const code = resetCodeMessage("phone", "13800000000", "123456", 10);
    const texts = [code.text, "字".repeat(70), "字".repeat(71), `${"字".repeat(66)}${"🍅".repeat(60)}`];
    for (const text of texts) {
      submitted.length = 0;
      await sms.sendSms({ to: "13800000000", text });
      expect(assembled(submitted)).toBe(text);
      for (const { short_message: content } of submitted) {
        expect((content as { message: string }).message).not.toMatch(/^[\udc00-\udfff]|[\ud800-\udbff]$/);
      }
      const headers = submitted.map(({ short_message: content }) => (content as { udh?: Buffer[] }).udh?.[0]);
      if (text.length <= 70) expect(headers).toEqual([undefined]);
      else {
        const number = headers[0]?.[2];
        const expected = submitted.map((_, index) => Buffer.from([0, 3, number ?? 0, submitted.length, index + 1]));
        expect(headers).toEqual(expected);
        expect(submitted.every(({ esm_class: kind }) => kind === 0x40)).toBe(true);
      }
    }
    expect(submitted).toHaveLength(3);
    expect(submitted[0]).toMatchObject({ source_addr: "10690000", source_addr_ton: 1, dest_addr_ton: 0 });
    expect(sessions).toHaveLength(1);
  });

  test("over TLS, with a certificate that is trusted, and not with another", async () => {
    const { port, submitted } = await centre({ tls: true });
    expect(await failureOf(driver(port, { tls: true }).sendSms(SMS))).toMatch(/^unavailable: /);
    expect(submitted).toEqual([]);
    await driver(port, { tls: true, authority: certificate.cert }).sendSms(SMS);
    expect(assembled(submitted)).toBe(SMS.text);
  });

  test("those that are sent at once share a session, which is opened anew after it broke", async () => {
    const { port, submitted, sessions } = await centre();
    const sms = driver(port);
    await Promise.all(Array.from({ length: 5 }, () => sms.sendSms(SMS)));
    expect([submitted.length, sessions.length]).toEqual([5, 1]);
    sessions[0]?.destroy();
    await expect.poll(async () => (await failureOf(sms.sendSms(SMS))) ?? sessions.length).toBe(2);
    // The centre takes leave, and the next message brings the session back.
    sessions[1]?.unbind({}, () => undefined);
    await expect.poll(async () => (await failureOf(sms.sendSms(SMS))) ?? sessions.length).toBe(3);
  });

  test("both sides ask whether the other is alive; a centre that is silent is left", async () => {
    let enquiries = 0;
    const alive = await centre({
      onEnquire: (pdu, session) => {
        enquiries++;
        session.send(pdu.response());
      },
    });
    await driver(alive.port, { enquireInterval: 20 }).sendSms(SMS);
    await expect.poll(() => enquiries).toBeGreaterThan(2);
    const answers = await Promise.all(
      (["enquire_link", "deliver_sm"] as const).map(
        (command) =>
          new Promise<number>((resolve) =>
            alive.sessions[0]?.[command]({}, ({ command_status: status }) => resolve(status)),
          ),
      ),
    );
    expect(answers).toEqual([0, 0]);
    expect(alive.sessions).toHaveLength(1);

    const silent = await centre({ onEnquire: () => undefined });
    const sms = driver(silent.port, { enquireInterval: 20, enquirePatience: 500 });
    await sms.sendSms(SMS);
    await once(silent.sessions[0]?.socket as NonNullable<Session["socket"]>, "close");
    await sms.sendSms(SMS);
    expect(silent.sessions).toHaveLength(2);
  });

  test.each([
    ["ESME_RINVDSTADR", "refused: status 11"],
    ["ESME_RX_P_APPN", "refused: status 101"],
    ["ESME_RTHROTTLED", "unavailable: status 88"],
    ["ESME_RSYSERR", "unavailable: status 8"],
    ["ESME_RMSGQFUL", "unavailable: status 20"],
  ])("a message answered by %s", async (name, failure) => {
    const { port } = await centre({ onSubmit: () => smpp.errors[name] });
    expect(await failureOf(driver(port).sendSms(SMS))).toBe(failure);
  });

  test("a wrong password, no answer, a centre that hangs up, and none at all", async () => {
    const ready = await centre();
    const wrong = driver(ready.port, { password: "secret?" });
    expect(await failureOf(wrong.sendSms(SMS))).toBe("unavailable: bind refused with status 14");
    const silent = await centre({ onSubmit: () => undefined });
    expect(await failureOf(driver(silent.port, { guard: within(200) }).sendSms(SMS))).toBe(
      "unavailable: took too long",
    );
    const rude = await centre({ onSubmit: (_pdu, session) => void session.destroy() });
    expect(await failureOf(driver(rude.port).sendSms(SMS))).toMatch(/^unavailable: (connection closed|ECONNRESET)$/);
    expect(await failureOf(driver(1).sendSms(SMS))).toBe("unavailable: ECONNREFUSED");
  });

  test.each(["", "12", "reader@example.com", "138\u0000", "+8613800000000;other", "1".repeat(21)])(
    "what is no number is refused for good: %j",
    async (to) => {
      expect(await failureOf(driver(1).sendSms({ ...SMS, to }))).toBe("refused: not a number");
    },
  );

  test("what no header can count is refused for good; who waits no longer sends no further part", async () => {
    expect(await failureOf(driver(1).sendSms({ ...SMS, text: "字".repeat(67 * 255 + 1) }))).toBe("refused: too long");
    const controller = new AbortController();
    const { port, submitted } = await centre({
      onSubmit: () => {
        controller.abort();
        return 0;
      },
    });
    const long = { ...SMS, text: "字".repeat(200) };
    expect(await failureOf(driver(port).sendSms(long, controller.signal))).toBe("unavailable: took too long");
    expect(submitted).toHaveLength(1);
  });
});

describe("gateway", () => {
  const asked: { headers: IncomingHttpHeaders; body: unknown; method: string | undefined }[] = [];
  let status: number | null = 200;
  let url = "";
  beforeAll(async () => {
    const server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const body: unknown = JSON.parse(Buffer.concat(chunks).toString("utf8"));
      asked.push({ headers: request.headers, body, method: request.method });
      if (status === null) request.socket.destroy();
      else if (status !== 0) response.writeHead(status, { location: url }).end(Buffer.from([0xff, 0xfe]));
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/send`;
    closing.push(async () => {
      server.closeAllConnections();
      server.close();
    });
  });

  test.each([200, 202, 201])(
    "a message that is answered by %i is accepted, whatever else is said",
    async (accepted) => {
      status = accepted;
      asked.length = 0;
      await gatewaySms({ url, token: "secret" }).sendSms(SMS);
      const headers = { authorization: "Bearer secret", "content-type": "application/json" };
      expect(asked).toMatchObject([{ method: "POST", headers, body: SMS }]);
    },
  );

  test.each([
    [400, "refused: status 400"],
    [422, "refused: status 422"],
    [401, "unavailable: status 401"],
    [403, "unavailable: status 403"],
    [429, "unavailable: status 429"],
    [302, "unavailable: status 302"],
    [500, "unavailable: status 500"],
    [503, "unavailable: status 503"],
    [null, "unavailable: TypeError"],
    [0, "unavailable: took too long"],
  ])("a message that is answered by %s", async (answer, failure) => {
    status = answer;
    asked.length = 0;
    expect(await failureOf(gatewaySms({ url, token: "secret", guard: within(300) }).sendSms(SMS))).toBe(failure);
    expect(asked).toHaveLength(1);
  });

  test("a gateway that is not there", async () => {
    const nowhere = gatewaySms({ url: "http://127.0.0.1:1/", token: "secret" });
    expect(await failureOf(nowhere.sendSms(SMS))).toBe("unavailable: TypeError");
    await nowhere.close();
  });
});
