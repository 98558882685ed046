/** Who registers by an address alone gets a name that does not tell it. */
import { expect, test } from "vitest";
import { registerByEmail } from "../../../domain/accounts/register-by-email.ts";
import { DomainError } from "../../../domain/shared/errors.ts";
import { accountOf, commonPasswords, contextOf, phones, servicesOf } from "../../support/made.ts";

const INPUT = { email: "Li.Wei@example.com", password: "Valley-2187" };

function started(refuse?: DomainError) {
  const created: { username: string; name: string; email: string; grantDue: boolean }[] = [];
  const services = servicesOf<Parameters<typeof registerByEmail>[0]>({
    hashOf: (value: { email?: string }) => `0x${Buffer.from(`${value.email}`).toString("hex")}`,
    phones,
    commonPasswords,
    passwords: { hash: async () => "hash", verify: async () => false },
    keys: { create: () => ({}) },
    requests: { find: async () => undefined },
    settings: { registration: "open", writeTimeout: 0 },
    outbox: {},
    accounts: {
      create: async (account: (typeof created)[number]) => {
        if (refuse) throw refuse;
        created.push(account);
        return accountOf(account);
      },
      byIdentifier: async () => undefined,
    },
    applications: { due: async () => [] },
  });
  return { services, created };
}

test("its username says its role and nothing of the address, and is another each time", async () => {
  const { services, created } = started();
  await registerByEmail(services, contextOf(null), { ...INPUT, role: "carrier" });
  await registerByEmail(services, contextOf(null), INPUT);
  await registerByEmail(services, contextOf(null), INPUT);
  const names = created.map(({ username }) => username);
  expect(names[0]).toMatch(/^carrier-[0-9a-f]{12}$/);
  expect(names[1]).toMatch(/^user-[0-9a-f]{12}$/);
  expect(names[2]).not.toBe(names[1]);
  expect(created.map(({ name }) => name)).toEqual(names);
  expect(created.map(({ grantDue }) => grantDue)).toEqual([true, false, false]);
});

test("a retry asks for the very same account, however its address is written", async () => {
  const { services, created } = started();
  for (const email of [INPUT.email, "li.wei@EXAMPLE.com"]) {
    await registerByEmail(services, contextOf(null, { idempotencyKey: "key" }), { ...INPUT, email });
  }
  expect(created[1]?.username).toBe(created[0]?.username);
});

test("that its own username is taken is told of the address, which is what was typed", async () => {
  const taken = (field: string) => new DomainError("conflict", "taken", [{ field, message: "taken" }]);
  await expect(registerByEmail(started(taken("username")).services, contextOf(null), INPUT)).rejects.toMatchObject({
    code: "conflict",
    details: [{ field: "email", message: "This email is already registered" }],
  });
  await expect(registerByEmail(started(taken("email")).services, contextOf(null), INPUT)).rejects.toMatchObject({
    message: "taken",
  });
});
