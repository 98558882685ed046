import { expect } from "vitest";
import type { walk } from "./client.ts";

/** That the document's client gets on: what each of its requests has to be answered. */
export function expectAnswers(told: Awaited<ReturnType<typeof walk>>): void {
  const user = { id: expect.any(Number), username: "alice", email: "a@b.com", role: "pharmacy" };
  expect.soft(told.registered).toMatchObject({ status: 201, body: { user } });
  expect
    .soft(told.roles)
    .toMatchObject(
      ["supplier", "logistics", "regulator", "unauth"].map((role) => ({ status: 201, body: { user: { role } } })),
    );
  expect.soft(told.withoutRole).toMatchObject({ status: 201, body: { user: { role: "unauth" } } });
  expect.soft(told.twice).toMatchObject({ status: 409, body: { message: expect.any(String) } });
  expect.soft(told.wrong.status).toBe(401);
  for (const login of [told.login, told.anew, told.last]) {
    expect.soft(login).toMatchObject({ status: 200, body: { access_token: expect.any(String), user } });
  }
  expect.soft(told.current).toMatchObject({ status: 200, body: { user } });
  expect.soft(told.nobody.status).toBe(401);
  expect.soft(told.weak.status).toBe(400);
  expect.soft(told.changed.status).toBe(200);
  // "The client has to log in again."
  expect.soft(told.after.status).toBe(401);
  for (const code of [told.code, told.byPhone]) {
    expect.soft(code).toMatchObject({
      status: 200,
      body: { expires_in: 600, debug_code: expect.stringMatching(/^\d{6}$/) },
    });
  }
  expect.soft(told.restored.status).toBe(200);
  // "A code is of no use any more once it was used."
  expect.soft(told.again.status).toBe(400);
  expect.soft(told.restoredByPhone.status).toBe(200);
}
