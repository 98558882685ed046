/** A mail server in trouble: codes that were asked for wait, and arrive once. */
import type { AddressInfo } from "node:net";
import PostalMime from "postal-mime";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MAIL_GUARD } from "../../../integrations/messages/drivers.ts";
import { smtpMail } from "../../../integrations/messages/smtp.ts";
import { guardedBy, survives, type Trouble } from "./faults.ts";
import { startQueue } from "./queue.ts";
import { type Fault, type Road, startRoad } from "./road.ts";

const CREDENTIALS = { user: "suyuan", password: "the-password-of-the-mail-server" };
const arrived: string[] = [];
/** How the server answers each step; it takes what there is nothing for. */
const refuse: { password?: boolean; receiver?: number; data?: number } = {};
let connections = 0;
let server: SMTPServer;
let road: Road;
let queue: Awaited<ReturnType<typeof startQueue>>;

const refusal = (responseCode: number | undefined) =>
  responseCode === undefined ? null : Object.assign(new Error("not now"), { responseCode });

beforeAll(async () => {
  server = new SMTPServer({
    allowInsecureAuth: true,
    disabledCommands: ["STARTTLS"],
    onConnect(_session, done) {
      connections += 1;
      done();
    },
    onAuth({ username, password }, _session, done) {
      const knows = username === CREDENTIALS.user && password === CREDENTIALS.password && !refuse.password;
      done(knows ? null : new Error("wrong"), { user: username });
    },
    onRcptTo: (_address, _session, done) => done(refusal(refuse.receiver)),
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", async () => {
        if (refuse.data !== undefined) return done(refusal(refuse.data));
        arrived.push((await PostalMime.parse(Buffer.concat(chunks))).text ?? "");
        done();
      });
    },
  });
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  road = await startRoad((server.server.address() as AddressInfo).port);
  const location = { host: "127.0.0.1", port: road.port, credentials: CREDENTIALS, encryption: "local" } as const;
  const from = { name: "溯源", address: "noreply@example.com" };
  queue = await startQueue({
    channel: "email",
    road,
    arrived: () => arrived,
    served: () => connections,
    secrets: [CREDENTIALS.password, `\u0000${CREDENTIALS.user}\u0000${CREDENTIALS.password}`],
    driversOf: (guards) => ({
      mail: smtpMail({ location, from, guard: guards.guard("mail", guardedBy(MAIL_GUARD)) }),
    }),
  });
});
afterAll(async () => {
  await queue.close();
  await road.close();
  await new Promise<void>((resolve) => server.close(() => resolve()));
});

const greeting = (says: string | Uint8Array, afterwards: Fault["afterwards"]): Fault => ({
  when: "connected",
  says,
  afterwards,
});
/** The server itself refuses a step of every message. */
const step = (refused: typeof refuse): Trouble => ({
  begin: () => void Object.assign(refuse, refused),
  end: () => {
    for (const name of Object.keys(refuse)) delete refuse[name as keyof typeof refuse];
  },
});

survives(() => queue.subject, {
  "refuses connections": "refused",
  "says nothing": greeting("", "silence"),
  "hangs up": greeting("", "end"),
  "never ends its greeting": greeting("220-mail", { trickles: "." }),
  "stops after its greeting": greeting("220 mail.example ESMTP\r\n", "silence"),
  "greets for ever": greeting("220-mail\r\n", { trickles: "220-mail\r\n" }),
  "is closed for now": greeting("421 mail.example is busy\r\n", "end"),
  "takes no mail": greeting("554 go away\r\n", "end"),
  "speaks another protocol": greeting("HTTP/1.1 400 Bad Request\r\n\r\n", "end"),
  "sends no text": greeting(Buffer.from([0xff, 0xfe, 0x00, 0x0d, 0x0a]), "end"),
  "does not know us": step({ password: true }),
  "asks every message to wait, and us to come back": step({ receiver: 421 }),
});

test.each([{ receiver: 450 }, { receiver: 451 }, { data: 452 }])(
  "a server that puts a message off (%j) works: it is not left alone, and the message waits",
  async (refused) => {
    Object.assign(refuse, refused);
    for (let round = 0; round < 4; round++) expect(await queue.subject.attempt()).toBe(false);
    expect(queue.guards.states()[0]?.circuit).toBe("closed");
    for (const name of Object.keys(refused)) delete refuse[name as keyof typeof refuse];
    expect(await queue.subject.attempt()).toBe(true);
  },
);

test("calls that failed and were rejected are counted", async () => {
  expect(await queue.outcomes()).toEqual(["mail failed", "mail refused", "mail rejected", "mail succeeded"]);
});
