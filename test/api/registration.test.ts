import pino from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createApp } from "../../api/app.ts";
import { grantDueRoles } from "../../domain/accounts/grant-due-roles.ts";
import { registerAccount } from "../../domain/accounts/register-account.ts";
import { type Api, clientOf, startApi } from "./support/api.ts";

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const context = { account: null, idempotencyKey: null, respondAsync: false };
const body = (username: string) => ({
  username,
  email: `${username}@example.com`,
  password: "Secret123",
  role: "producer",
});
const rolesOf = async (address: string) => await api.chain.rolesOf(address);

test("a process that dies between account and grant leaves no registration without its role", async () => {
  const dying = {
    ...api.services,
    outbox: { ...api.services.outbox, accept: () => Promise.reject(new Error("the process died")) },
  };
  await expect(registerAccount(dying, context, body("cut-off"))).rejects.toThrow("the process died");
  const [due] = await api.services.applications.due();
  expect(due?.account.username).toBe("cut-off");
  expect(await rolesOf(due?.account.address ?? "")).toBe(0);

  const [operation] = await grantDueRoles(api.services);
  await api.services.outbox.settle(operation?.id ?? "", 20_000);
  expect(await rolesOf(due?.account.address ?? "")).toBe(1);
  expect(await grantDueRoles(api.services)).toEqual([]);
});

test("logging in hands over a grant that is still due", async () => {
  const dying = {
    ...api.services,
    outbox: { ...api.services.outbox, accept: () => Promise.reject(new Error("the database was locked")) },
  };
  await expect(registerAccount(dying, context, body("unlucky"))).rejects.toThrow();
  const { body: answer } = await api.call("POST", "/api/auth/login", {
    body: { username: "unlucky", password: "Secret123" },
  });
  await expect.poll(() => rolesOf(answer.user.address)).toBe(1);
});

test("a role that was revoked is not granted again by logging in", async () => {
  const { user, username, password } = await api.account("supplier");
  const role = await api.chain.trace.getFunction("PRODUCER_ROLE")();
  await (await api.chain.trace.getFunction("revokeRole")(role, user.address)).wait();
  await api.call("POST", "/api/auth/login", { body: { username, password } });
  expect(await grantDueRoles(api.services)).toEqual([]);
  expect(await rolesOf(user.address)).toBe(0);
});

test("where registrations need approval, no role is granted", async () => {
  const services = { ...api.services, settings: { ...api.services.settings, registration: "approval" as const } };
  const app = createApp({
    services,
    health: {} as never,
    rpc: async () => ({}),
    web: new Map(),
    logger: pino({ level: "silent" }),
  });
  const { account } = clientOf(app);
  const { user } = await account("regulator");
  expect(await grantDueRoles(services)).toEqual([]);
  expect(await rolesOf(user.address)).toBe(0);
});

test("a chain that is away does not undo a registration", async () => {
  const slow = { ...api.services, settings: { ...api.services.settings, writeTimeout: 0 } };
  const account = await registerAccount(slow, context, body("patient"));
  await expect.poll(() => rolesOf(account.address)).toBe(1);
});
