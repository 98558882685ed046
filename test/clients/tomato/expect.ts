import { expect } from "vitest";
import type { walk } from "./client.ts";

const ADDRESS = /^0x[0-9a-fA-F]{40}$/;
const NOBODY = `0x${"0".repeat(40)}`;
const seconds = (day: string) => Date.parse(day) / 1000;

/** That the document's client gets on: what is printed for each of its requests. */
export function expectAnswers(told: Awaited<ReturnType<typeof walk>>): void {
  const UID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
  expect.soft(told.registered).toEqual(
    ["Consumer", "Grower", "Logistic", "Factory", "QualityExpert"].map((role_type) => ({
      status: 200,
      body: {
        uid: expect.stringMatching(UID),
        role_type,
        address: expect.stringMatching(ADDRESS),
        message: "Role registered successfully in database",
      },
    })),
  );
  const [, grower, logistic, factory] = told.registered.map(({ body }) => body.address);
  expect.soft(told.invalidRole).toEqual({ status: 400, body: { error: "Invalid role type" } });
  for (const added of [told.added, told.addedByFactory]) {
    expect.soft(added).toMatchObject({
      status: 200,
      body: {
        tomato_id: expect.stringMatching(/^TOMATO_[0-9a-f]{64}$/),
        message: "Tomato information added successfully",
      },
    });
  }
  const done = (what: string) => ({ status: 200, body: { message: `${what} information updated successfully` } });
  expect.soft(told.harvested).toMatchObject(done("Harvest"));
  expect.soft(told.transported).toMatchObject(done("Transport"));
  expect.soft(told.processed).toMatchObject(done("Processing"));
  for (const query of [told.queried, told.byQuery]) {
    expect.soft(query).toMatchObject({
      status: 200,
      body: {
        base: {
          TomatoId: told.added.body.tomato_id,
          ProductionArea: "山东寿光",
          HarvestDate: seconds("2024-01-16"),
          HarvestEvaluation: "",
          Grower: grower,
        },
        process: { ProcessingDate: seconds("2024-01-17"), SamplingEvaluation: "", Factory: factory },
        transport: { TransportInfo: "冷链 4°C", Logistic: logistic },
      },
    });
  }
  // No grower had a hand in what the factory added, and nothing was done with it yet.
  expect.soft(told.factorys.body).toMatchObject({
    base: { ProductionArea: "山东寿光", Grower: NOBODY },
    process: { ProcessingDate: 0, Factory: NOBODY },
    transport: { TransportInfo: "", Logistic: NOBODY },
  });
  for (const evaluation of told.evaluations) {
    expect
      .soft(evaluation)
      .toMatchObject({ status: 200, body: { code: "0", data: expect.anything(), message: "success" } });
  }
  expect.soft(told.evaluated.body.base.HarvestEvaluation).not.toBe("");
  expect.soft(told.evaluated.body.process.SamplingEvaluation).not.toBe("");
  expect.soft(told.refusals).toMatchObject({
    nobody: { status: 401, body: { error: "User UID required" } },
    consumer: { status: 403, body: { error: "Only Grower or Factory role can add tomato information" } },
    noArea: { status: 400, body: { error: expect.any(String) } },
    harvest: { status: 403, body: { error: "只有种植者角色可以更新收获信息" } },
    transport: { status: 403, body: { error: "只有物流角色可以更新运输信息" } },
    processing: { status: 403, body: { error: "只有工厂角色可以更新加工信息" } },
    evaluate: { status: 403, body: { error: "只有质量专家角色可以进行评估" } },
    evaluateAs: { status: 400, body: { error: "Invalid role parameter. Use 'sampling' or 'harvest'." } },
    unknown: { status: 404, body: { error: expect.any(String) } },
  });
  expect.soft(told.untyped).toMatchObject({ status: 400, body: { error: expect.any(String) } });
}
