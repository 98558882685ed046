import { expect } from "vitest";
import type { walk } from "./client.ts";

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const time = () => expect.stringMatching(TIME);
const done = (status: number, data: unknown) => ({ status, body: { status: "success", data } });

/** That the document's client gets on: each answer has every field that is printed. */
export function expectAnswers(told: Awaited<ReturnType<typeof walk>>): void {
  const { batch, change, event } = told.sent;
  const { id, batchCode } = told.created.body.data;
  const shown = { id, batchCode, qrCode: expect.stringContaining(batchCode), createdAt: time(), updatedAt: time() };
  expect.soft(told.created).toMatchObject(done(201, { ...batch, ...shown, status: "active" }));
  expect.soft(told.event).toMatchObject(
    done(201, {
      ...event,
      id: expect.any(String),
      traceId: id,
      attachments: event.attachments.map((each) => ({ ...each, id: expect.any(String) })),
      createdAt: time(),
      updatedAt: time(),
    }),
  );
  expect.soft(told.event.body.data).toHaveProperty("operatorName");
  expect
    .soft(told.way.map(({ status, body }) => [status, body.data?.type]))
    .toEqual(["harvest", "cleaning", "packaging", "transport", "quality", "logistics"].map((type) => [201, type]));
  expect.soft(told.events).toMatchObject({ ...done(200, expect.any(Array)), body: { meta: { totalItems: 8 } } });
  const dates = told.events.body.data.map(({ date }: { date: string }) => date);
  expect.soft(dates).toEqual([...dates].sort());
  expect.soft(told.harvests.body.data.map(({ type }: { type: string }) => type)).toEqual(["harvest"]);
  expect.soft(told.detail).toMatchObject(
    done(200, {
      ...batch,
      ...shown,
      productName: "Organic Red Apple",
      farmName: "Green Valley Farm",
      farmDetails: { location: "California, USA", certifications: ["organic", "sustainable"] },
      processing: expect.arrayContaining([
        expect.objectContaining({ id: expect.any(String), type: "cleaning", facility: "Clean Process Inc." }),
      ]),
      logistics: expect.arrayContaining([
        expect.objectContaining({ type: "transport", carrier: "Fast Delivery Co.", vehicleId: "TRK-789" }),
      ]),
      qualityTests: expect.any(Array),
      timeline: expect.arrayContaining([
        expect.objectContaining({ date: time(), event: "Shipped", details: "Transported to distribution center" }),
      ]),
    }),
  );
  const attributes = { ...batch.attributes, ...change.attributes };
  expect.soft(told.changed).toMatchObject(done(200, { id, ...change, attributes, updatedAt: time() }));
  expect.soft(told.sentBack).toMatchObject(done(200, { id, ...change, description: "Updated once more", attributes }));
  const meta = { page: 1, limit: 10, totalItems: expect.any(Number), totalPages: expect.any(Number) };
  for (const list of [told.list, told.filtered, told.unfiltered]) {
    expect.soft(list).toMatchObject({ status: 200, body: { status: "success", data: expect.any(Array), meta } });
  }
  expect.soft(told.filtered.body.data).toEqual([
    expect.objectContaining({
      ...shown,
      productName: "Organic Red Apple",
      farmName: "Green Valley Farm",
      processingIds: expect.any(Array),
      logisticsIds: expect.any(Array),
    }),
  ]);
  expect.soft(told.demo).toMatchObject(
    done(200, {
      batchCode: "AP20230515A123",
      productName: "Organic Red Apple",
      productDescription: expect.any(String),
      productImage: expect.stringMatching(/^http/),
      producer: {
        name: "Green Valley Farm",
        location: "California, USA",
        certifications: ["organic", "sustainable"],
      },
      journey: expect.arrayContaining([
        expect.objectContaining({
          date: "2023-05-16",
          location: "Clean Process Inc., California",
          description: "Washed and sorted",
          image: expect.stringMatching(/^http/),
        }),
      ]),
      certifications: expect.arrayContaining([expect.objectContaining({ issuer: "USDA Organic" })]),
      nutritionalInfo: { calories: 95 },
      storageGuide: expect.any(String),
      verificationDate: time(),
    }),
  );
  expect.soft(told.open).toMatchObject(done(200, { batchCode, journey: expect.any(Array) }));
  const statement = {
    id: expect.any(String),
    traceId: id,
    batchCode,
    type: "official",
    language: "en",
    certificateNumber: expect.any(String),
    issueDate: time(),
    validUntil: time(),
    pdfUrl: expect.any(String),
    verificationUrl: expect.any(String),
  };
  expect.soft(told.certificate).toMatchObject(done(201, statement));
  expect.soft(told.pdf).toEqual({ status: 200, type: "application/pdf" });
  expect.soft(told.qr.status).toBe(200);
  const counted = { traceId: id, batchCode, totalScans: expect.any(Number), scansByDevice: expect.any(Array) };
  for (const statistics of [...told.periods, told.statistics])
    expect.soft(statistics).toMatchObject(done(200, counted));
  const failure = (code: string, message: string, details: object[] = []) => ({
    status: "error",
    code,
    message,
    details,
  });
  expect.soft(told.refusals).toMatchObject({
    unknown: {
      status: 404,
      body: failure("RESOURCE_NOT_FOUND", "Trace batch not found", [
        { field: "traceId", message: "Trace with ID trace-999 does not exist" },
      ]),
    },
    invalid: {
      status: 422,
      body: failure("VALIDATION_FAILED", "Validation failed", [
        { field: "quantity", message: "Quantity must be a positive number" },
        { field: "harvestDate", message: "Harvest date cannot be in the future" },
      ]),
    },
    stranger: {
      status: 403,
      body: failure("PERMISSION_DENIED", "You do not have permission to update this trace batch"),
    },
    signedOut: { status: 401, body: { status: "error" } },
  });
  expect.soft(told.removed.status).toBe(204);
  expect.soft(told.gone.status).toBe(404);
}
