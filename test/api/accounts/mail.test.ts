/** A production instance with a mail server, and nothing to send text messages with. */
import type { AddressInfo } from "node:net";
import PostalMime from "postal-mime";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDrivers } from "../../../integrations/messages/open.ts";
import { type Api, startApi } from "../support/api.ts";
import { accountsOf } from "./support.ts";

let api: Api;
let server: SMTPServer;
let accounts: ReturnType<typeof accountsOf>;
const received: string[] = [];
/** How the server answers the next receivers; it takes them when there is nothing left here. */
const refusals: number[] = [];

beforeAll(async () => {
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo(_address, _session, done) {
      const responseCode = refusals.shift();
      done(responseCode === undefined ? null : Object.assign(new Error("not now"), { responseCode }));
    },
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        received.push(Buffer.concat(chunks).toString("utf8"));
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const { port } = server.server.address() as AddressInfo;
  const location = { host: "127.0.0.1", port, credentials: null, encryption: "local" } as const;
  const from = { name: "溯源", address: "noreply@example.com" };
  const drivers = openDrivers({ mail: { location, from }, sms: null });
  api = await startApi({ settings: { development: false }, parts: { drivers } });
  accounts = accountsOf(api);
});
afterAll(async () => {
  await api.close();
  await new Promise<void>((resolve) => server.close(() => resolve()));
});

const waiting = () => api.database.read.selectFrom("outgoing_messages").select("attempts").execute();

test("a code comes by mail, though the server was busy at first, and sets a new password", async () => {
  const { username } = await api.account("unauth");
  const contact = `${username}@example.com`;
  const target = { identifier: username, channel: "email", contact };
  refusals.push(451);
  const asked = await accounts.requestResetCode(target);
  expect([asked.status, Object.keys(asked.body)]).toEqual([200, ["message", "expires_in"]]);
  await expect.poll(() => received.length).toBe(1);
  const { subject, text, to } = await PostalMime.parse(received[0] ?? "");
  expect(subject).toBe("溯源：重置密码验证码 · Suyuan: your password reset code");
  expect(to).toMatchObject([{ address: contact }]);
  expect(text).toContain("您正在重置溯源账户的密码，验证码是：");
  const code = /^\d{6}$/m.exec(text ?? "")?.[0] ?? "";
  const reset = await accounts.resetPassword({ ...target, code, new_password: "Secret456" });
  expect(reset.status).toBe(200);
  expect((await accounts.logIn(username, "Secret456")).status).toBe(200);
  await expect.poll(waiting).toEqual([]);
});

test("a mail that is refused for good is given up, and nobody can tell by the answer", async () => {
  const { username } = await api.account("unauth");
  refusals.push(550);
  const target = { identifier: username, channel: "email", contact: `${username}@example.com` };
  expect((await accounts.requestResetCode(target)).status).toBe(200);
  await expect.poll(() => refusals.length).toBe(0);
  await expect.poll(waiting).toEqual([]);
  expect(received).toHaveLength(1);
});

test("what there is nothing to send with is not promised", async () => {
  const { username } = await api.account("unauth");
  const refused = await accounts.requestResetCode({ identifier: username, channel: "phone", contact: "13800000000" });
  expect([refused.status, refused.body]).toEqual([503, { message: "Codes cannot be sent by phone at present" }]);
});
