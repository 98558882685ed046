/** An SMS centre and a gateway in trouble: codes that were asked for wait, and arrive once. */
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import smpp from "smpp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SMS_GUARD } from "../../../integrations/messages/drivers.ts";
import { smppSms } from "../../../integrations/messages/smpp.ts";
import { gatewaySms } from "../../../integrations/messages/sms-gateway.ts";
import { type OutsideServer, startServer } from "../../api/orders/support/server.ts";
import { guardedBy, inShortTime, survives } from "./faults.ts";
import { answer, bodyFaults, CREDENTIAL_FAULTS, HTTP_FAULTS } from "./http.ts";
import { startQueue } from "./queue.ts";
import { type Fault, type Road, startRoad } from "./road.ts";

const SECRET = "pass-wd";
type Session = ReturnType<typeof smpp.connect>;
type Pdu = Parameters<Session["send"]>[0];

describe("SMPP", () => {
  /** What arrives are parts of messages: the last one of each tells that it is whole. */
  const arrived: string[] = [];
  const parts: string[] = [];
  const refuse: { bind?: boolean; status?: string } = {};
  const sessions = new Set<Session>();
  let served = 0;
  let road: Road;
  let queue: Awaited<ReturnType<typeof startQueue>>;
  const server = smpp.createServer({}, (session) => {
    sessions.add(session);
    served += 1;
    session.on("error", () => undefined);
    session.on("bind_transceiver", (pdu: Pdu) => {
      const knows = pdu.password === SECRET && !refuse.bind;
      session.send(pdu.response({ command_status: knows ? 0 : (smpp.errors.ESME_RBINDFAIL ?? 13) }));
    });
    session.on("submit_sm", (pdu: Pdu) => {
      const status = refuse.status === undefined ? 0 : (smpp.errors[refuse.status] ?? 8);
      if (status === 0) take(pdu);
      session.send(pdu.response({ command_status: status, message_id: "1" }));
    });
    session.on("enquire_link", (pdu: Pdu) => session.send(pdu.response()));
    session.on("unbind", (pdu: Pdu) => session.send(pdu.response()));
  });

  function take({ short_message: content }: Pdu): void {
    const { message, udh } = content as { message: string; udh?: Buffer[] };
    const [, , , count = 1, number = 1] = udh?.[0] ?? [];
    parts.push(message);
    if (number === count) arrived.push(parts.splice(0).join(""));
  }

  beforeAll(async () => {
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    road = await startRoad((server.address() as AddressInfo).port);
    const centre = { host: "127.0.0.1", port: road.port, tls: false, systemId: "suyuan", password: SECRET, source: "" };
    queue = await startQueue({
      channel: "phone",
      road,
      arrived: () => arrived,
      served: () => served,
      secrets: [SECRET],
      driversOf: (guards) => ({
        sms: smppSms({ ...centre, guard: guards.guard("sms", guardedBy(SMS_GUARD)) }),
      }),
    });
  });
  afterAll(async () => {
    await queue.close();
    await road.close();
    for (const session of sessions) session.destroy();
    server.close();
  });

  const says = (text: string | Uint8Array, afterwards: Fault["afterwards"]): Fault => ({
    when: "asked",
    says: text,
    afterwards,
  });

  survives(() => queue.subject, {
    "refuses connections": "refused",
    "says nothing": says("", "silence"),
    "hangs up": says("", "end"),
    // A unit of 64 bytes that comes byte by byte: long before its end the guard has parted.
    "never ends its answer": says(Buffer.from([0, 0, 0x20, 0, 0x80, 0, 0, 9, 0, 0, 0, 0]), { trickles: "\u0000" }),
    "speaks another protocol": says("HTTP/1.1 400 Bad Request\r\n\r\n", "end"),
    "does not let us bind": { begin: () => rebind(true), end: () => rebind(false) },
    "is out of order": {
      begin: () => void Object.assign(refuse, { status: "ESME_RSYSERR" }),
      end: () => void delete refuse.status,
    },
    "takes no more for now": {
      begin: () => void Object.assign(refuse, { status: "ESME_RTHROTTLED" }),
      end: () => void delete refuse.status,
    },
  });

  /** Whether we may bind; who is bound has to do it again. */
  function rebind(refused: boolean): void {
    refuse.bind = refused;
    for (const session of sessions) session.destroy();
    sessions.clear();
  }

  test("calls that failed and were rejected are counted", async () => {
    expect(await queue.outcomes()).toEqual(["sms failed", "sms rejected", "sms succeeded"]);
  });
});

describe("gateway", () => {
  const TOKEN = "the-token-of-the-gateway";
  const arrived: string[] = [];
  let server: OutsideServer;
  let road: Road;
  let queue: Awaited<ReturnType<typeof startQueue>>;

  beforeAll(async () => {
    server = await startServer(({ headers, body }) => {
      if (headers.authorization !== `Bearer ${TOKEN}`) return { status: 401, body: {} };
      arrived.push((JSON.parse(body) as { text: string }).text);
      return { status: 202, body: {} };
    });
    road = await startRoad(Number(new URL(server.url).port));
    queue = await startQueue({
      channel: "phone",
      road,
      arrived: () => arrived,
      served: () => server.asked.length,
      secrets: [TOKEN, "key-in-the-address"],
      driversOf: (guards) => ({
        sms: gatewaySms({
          url: `http://127.0.0.1:${road.port}/send?key=key-in-the-address`,
          token: TOKEN,
          guard: guards.guard("sms", guardedBy(SMS_GUARD)),
        }),
      }),
    });
  });
  afterAll(async () => {
    await queue.close();
    await road.close();
    await server.close();
  });

  survives(() => queue.subject, {
    ...HTTP_FAULTS,
    ...CREDENTIAL_FAULTS,
    "has no more time for us": answer("429 Too Many Requests", ""),
  });

  test.each(Object.entries(bodyFaults(100_000)))(
    "a gateway that %s has taken the message: its status says so, and it is not sent again",
    async (_name, fault) => {
      await road.take(fault);
      expect(await taken()).toBe(true);
      await expect.poll(() => road.sockets()).toBe(0);
      await road.take(null);
    },
  );

  /** The message is out of the queue, though the gateway itself, which is not on the road, never had it. */
  async function taken(): Promise<boolean> {
    const before = arrived.length;
    await inShortTime(() => queue.subject.attempt()).catch(() => undefined);
    const left = await queue.database.read.selectFrom("outgoing_messages").select("id").execute();
    return left.length === 0 && arrived.length === before;
  }

  test("calls that failed and were rejected are counted", async () => {
    expect(await queue.outcomes()).toEqual(["sms failed", "sms rejected", "sms succeeded"]);
  });
});
