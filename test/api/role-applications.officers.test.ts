/** Applications for roles where no key here may grant one, as regulators' in production: officers' own wallets do. */
import { id } from "ethers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Api, makeAdministrator, startApi } from "./support/api.ts";

const PATH = "/v1/role-applications";
let production: Api;
let decider: Awaited<ReturnType<Api["account"]>>;
beforeAll(async () => {
  production = await startApi({ settings: { registration: "approval" }, ownOfficers: true });
  decider = await production.account("unauth");
  await makeAdministrator(production, decider.user.id);
});
afterAll(() => production.close());
const call = (method: string, path: string, token = decider.token, body?: unknown) =>
  production.call(method, path, { token, ...(body ? { body } : {}) });
const send = (transaction: { to: string; data: string; value: string }) =>
  production.chain.rpc.call<string>("eth_sendTransaction", [{ from: production.keys.admin().address, ...transaction }]);

test("an application waits for the default admin's wallet, and is granted by its line", async () => {
  const regulator = await production.account("regulator");
  const one = `${PATH}/user-${regulator.user.id}`;
  const { data } = (await call("POST", `${one}/grant`)).body;
  expect(data).toMatchObject({ status: "pending", awaits: "grant", decision: { by: `user-${decider.user.id}` } });
  const { chainId, contract } = production.chain;
  const { transaction } = data;
  expect(transaction).toMatchObject({ chainId, value: "0x0" });
  expect(transaction.to.toLowerCase()).toBe(contract);
  expect(transaction.uri).toBe(
    `ethereum:${transaction.to}@${chainId}/grantRole?bytes32=${id("REGULATOR_ROLE")}&address=${regulator.user.address}`,
  );
  expect(transaction.description).toContain("grantRole(REGULATOR_ROLE");
  const safe = (await call("GET", `${one}/transaction`)).body;
  expect(safe).toMatchObject({
    version: "1.0",
    chainId: String(chainId),
    transactions: [
      {
        to: transaction.to,
        value: "0",
        data: transaction.data,
        contractMethod: { name: "grantRole" },
        contractInputsValues: { role: id("REGULATOR_ROLE"), account: regulator.user.address },
      },
    ],
  });
  // The applicant sees what is waited for; strangers do not.
  expect((await call("GET", one, regulator.token)).body.data.transaction).toEqual(transaction);
  expect((await call("GET", one, (await production.account("supplier")).token)).status).toBe(403);
  const me = async () => (await call("GET", "/api/auth/me", regulator.token)).body.user;
  expect(await me()).toMatchObject({ role: "regulator", role_status: "pending", roles: [] });
  const refused = await call("GET", "/api/wechat/messages?userId=all", regulator.token);
  expect(refused.body.message).toMatch(/^没有权限：您于 .* 申请了监管部门角色，已于 .* 批准，尚未上链$/);
  // Nothing of it was sent from here.
  expect(production.database.raw.prepare("select count(*) from operations").pluck().get()).toBe(0);

  await send(transaction);
  await expect.poll(async () => (await me()).role_status, { timeout: 120_000 }).toBe("granted");
  expect((await call("GET", one)).body.data).toMatchObject({ status: "granted", awaits: null, transaction: null });
  expect((await call("GET", `${one}/transaction`)).status).toBe(409);

  // And back the same way.
  const revoking = (await call("POST", `${one}/revoke`, decider.token, { reason: "Left the office" })).body.data;
  expect(revoking).toMatchObject({ status: "granted", awaits: "revoke" });
  expect(revoking.transaction.description).toContain("revokeRole(REGULATOR_ROLE");
  await send(revoking.transaction);
  await expect.poll(async () => (await me()).role_status, { timeout: 120_000 }).toBe("revoked");
  expect(await me()).toMatchObject({ role_reason: "Left the office" });
});

test("an approval that nobody here can bring may still be refused", async () => {
  const { user } = await production.account("regulator");
  const one = `${PATH}/user-${user.id}`;
  expect((await call("POST", `${one}/grant`)).body.data.awaits).toBe("grant");
  expect((await call("POST", `${one}/refuse`, decider.token, { reason: "Not after all" })).body.data).toMatchObject({
    status: "refused",
    awaits: null,
    transaction: null,
  });
});

test("business roles are granted and revoked by the registrar's own transactions", async () => {
  const { user } = await production.account("supplier");
  const one = `${PATH}/user-${user.id}`;
  expect((await call("POST", `${one}/grant`)).body.data).toMatchObject({ status: "granted", transaction: null });
  expect((await call("POST", `${one}/revoke`, decider.token, { reason: "No" })).body.data.status).toBe("revoked");
  const senders = production.database.raw.prepare("select distinct signer from transactions").pluck().all();
  expect(senders).toEqual([production.keys.registrar.address.toLowerCase()]);
});
