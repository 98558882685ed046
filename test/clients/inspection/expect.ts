import { expect } from "vitest";
import type { walk } from "./client.ts";

/** That the document's client gets on: the fields are those of its models. */
export function expectAnswers(told: Awaited<ReturnType<typeof walk>>): void {
  for (const [who, role] of [
    ["producer", "Producer"],
    ["inspector", "Inspector"],
    ["reader", null],
  ] as const) {
    const { registered, login } = told[who];
    const user = { id: expect.anything(), email: `${who}@b.com`, role };
    expect.soft(registered).toMatchObject({ status: 201, body: { user } });
    expect.soft(login).toMatchObject({ status: 200, body: { access_token: expect.any(String), user } });
  }
  for (const wallet of told.wallets) expect.soft(wallet.status).toBe(200);
  // Whoever claims an address without a proof goes on writing by the account's own key, and is asked for no signature.
  const owner_id = told.producer.login.body.user.id;
  const batch = { id: expect.any(String), metadata: told.metadata, created_at: expect.any(String), owner_id };
  expect.soft(told.batch).toMatchObject({ status: 201, body: { ...batch, status: "created" } });
  expect.soft(told.before).toMatchObject({ status: 200, body: { ...batch, inspections: [] } });
  expect.soft(told.upload).toMatchObject({
    status: 200,
    body: { upload_url: expect.any(String), file_url: expect.any(String) },
  });
  expect.soft(told.put).toBe(200);
  const inspection = { id: expect.any(String), batch_id: told.batch.body.id, result: "pass" };
  // By its digest now, which nobody knew before it was stored.
  expect.soft(told.inspected).toMatchObject({ status: 201, body: { ...inspection, file_url: expect.any(String) } });
  expect.soft(told.inspected.body.insp_date).toMatch(/^2024-01-16/);
  expect
    .soft(told.after)
    .toMatchObject({ status: 200, body: { ...batch, status: "passed", inspections: [inspection] } });
  const statuses = Object.fromEntries(Object.entries(told.refusals).map(([name, { status }]) => [name, status]));
  expect.soft(statuses).toEqual({
    signedOut: 401,
    unknown: 404,
    producerInspects: 403,
    noVerdict: 422,
    readerCreates: 403,
    wrongPassword: 401,
    badAddress: 422,
  });
  // A client that knows no problem details shows the sentence.
  for (const { body } of Object.values(told.refusals)) expect.soft(body.message).toEqual(expect.any(String));
}
