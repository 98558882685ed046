/**
 * What the drivers for text messages say on the wire, and make of encryption, refusals and silence: with a real SMPP
 * server and a gateway over HTTP on this machine.
 */
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import smpp from "smpp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SMS_GUARD, type SmsDriver } from "../../../integrations/messages/drivers.ts";
import { smppSms } from "../../../integrations/messages/smpp.ts";
import { gatewaySms } from "../../../integrations/messages/sms-gateway.ts";
import { createGuard } from "../../../integrations/outgoing/guard.ts";
import { failureOf as failureWithout } from "../support/failure.ts";
import { ownCertificate } from "../support/own-certificate.ts";
import { assembled, type Behaviour, headerOf, type Pdu, type Session, startCentre } from "../support/sms-centre.ts";

const SMS = { to: "+86 138-0000-0000", text: "【溯源】验证码 123456" };

const closing: (() => Promise<unknown>)[] = [];
let certificate: Awaited<ReturnType<typeof ownCertificate>>;
beforeAll(async () => {
  certificate = await ownCertificate();
});
afterAll(async () => {
  for (const close of closing.reverse()) await close();
});

async function centre(behaviour: Behaviour = {}) {
  const started = await startCentre(behaviour);
  closing.push(started.close);
  return started;
}

const within = (timeout: number) => createGuard("sms", { ...SMS_GUARD, timeout });

function driver(port: number, options: Partial<Parameters<typeof smppSms>[0]> = {}): SmsDriver {
  const base = { host: "127.0.0.1", port, tls: false, systemId: "suyuan", password: "secret", source: "Suyuan" };
  const sms = smppSms({ ...base, ...options });
  closing.push(() => sms.close());
  return sms;
}

const failureOf = (sending: Promise<void>) => failureWithout(sending, /138|secret|123456|溯源/);

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

  test("a long text is parts that bear one number, each without half a character", async () => {
    const { port, submitted } = await centre();
    const sms = driver(port, { source: "+10690000" });
    await sms.sendSms({ to: "13800000000", text: "字".repeat(70) });
    expect(submitted.map(headerOf)).toEqual([undefined]);
    expect(submitted[0]).toMatchObject({ source_addr: "10690000", source_addr_ton: 1, dest_addr_ton: 0 });
    submitted.length = 0;
    await sms.sendSms({ to: "13800000000", text: `${"字".repeat(66)}${"🍅".repeat(60)}` });
    expect(submitted).toHaveLength(3);
    const number = headerOf(submitted[0] as Pdu)?.[2] ?? 0;
    submitted.forEach((pdu, index) => {
      expect(pdu).toMatchObject({ esm_class: 0x40, data_coding: 8 });
      expect(headerOf(pdu)).toEqual(Buffer.from([0, 3, number, 3, index + 1]));
      expect((pdu.short_message as { message: string }).message.isWellFormed()).toBe(true);
    });
  });

  test("over TLS, with a certificate that is trusted, and not with another", async () => {
    const { port, submitted } = await centre({ certificate });
    expect(await failureOf(driver(port, { tls: true }).sendSms(SMS))).toMatch(/^unavailable: /);
    expect(submitted).toEqual([]);
    await driver(port, { tls: true, authority: certificate.cert }).sendSms(SMS);
    expect(assembled(submitted)).toBe(SMS.text);
  });

  test("a centre that takes leave is bound to anew by the next message", async () => {
    const { port, sessions } = await centre();
    const sms = driver(port);
    await sms.sendSms(SMS);
    sessions[0]?.unbind({}, () => undefined);
    await expect.poll(async () => (await failureOf(sms.sendSms(SMS))) ?? sessions.length).toBe(2);
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
    ["ESME_RX_P_APPN", "refused: status 101"],
    ["ESME_RSYSERR", "unavailable: status 8"],
    ["ESME_RMSGQFUL", "unavailable: status 20"],
  ])("a message answered by %s", async (name, failure) => {
    const { port } = await centre({ onSubmit: () => smpp.errors[name] });
    expect(await failureOf(driver(port).sendSms(SMS))).toBe(failure);
  });

  test("no answer, a centre that hangs up, and none at all", async () => {
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
