/** An evaluation service in trouble, seen through the tomato dialect. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { OutgoingCall } from "../../../domain/monitoring/integrations.ts";
import { EVALUATOR_GUARD, httpEvaluator } from "../../../integrations/evaluator/http.ts";
import { createGuards } from "../../../integrations/outgoing/guards.ts";
import { type Api, startApi } from "../../api/support/api.ts";
import { BEHAVIOURS, type EvaluatorServer, startEvaluatorServer } from "../../api/tomato/support/evaluator-server.ts";
import { addTomato, type Holder, post, register } from "../../api/tomato/support/roles.ts";
import { guardedBy, openLog, recordedOutcomes, type Subject, survives } from "./faults.ts";
import { answer, bodyFaults, CREDENTIAL_FAULTS, HTTP_FAULTS, JSON_FAULTS } from "./http.ts";
import { type Road, startRoad } from "./road.ts";

const guards = createGuards();
const calls: OutgoingCall[] = [];
const { told, logger } = openLog();
let server: EvaluatorServer;
let road: Road;
let api: Api;
let expert: Holder;
let tomato: string;

beforeAll(async () => {
  server = await startEvaluatorServer();
  road = await startRoad(Number(new URL(server.url).port));
  const guard = guards.guard("evaluator", guardedBy(EVALUATOR_GUARD));
  guards.onCall((call) => calls.push(call));
  const evaluator = httpEvaluator({
    url: `http://127.0.0.1:${road.port}/api/evaluate?key=the-key-of-the-service`,
    guard,
  });
  api = await startApi({ evaluator, parts: { guards, logger }, app: { logger } });
  expert = await register(api, "QualityExpert");
  tomato = await addTomato(api, await register(api, "Grower"));
});
afterAll(async () => {
  await api.close();
  await road.close();
  await server.close();
});

const lines = async () => (await api.services.mirror.linesOf(`0x${tomato.slice(7)}`)).length;

const subject: Subject = {
  get road() {
    return road;
  },
  integrations: guards,
  calls,
  served: () => server.requests.length,
  secrets: ["the-key-of-the-service", "db.internal"],
  told,
  async attempt() {
    const before = await lines();
    const { status, body, text } = await post(api, "/tomato/expert-evaluate", expert, {
      tomato_id: tomato,
      role: "sampling",
    });
    told.push(text);
    const recorded = (await lines()) - before;
    if (status === 200) {
      expect([body, recorded]).toEqual([{ code: "0", data: "评估结果内容", message: "success" }, 1]);
      return true;
    }
    const error = expect.stringMatching(/^Failed to call Spring Boot service: it(s| )/);
    expect([status, body, recorded]).toEqual([500, { error }, 0]);
    return false;
  },
};

survives(() => subject, { ...HTTP_FAULTS, ...bodyFaults(64 * 1024), ...CREDENTIAL_FAULTS });

test.each(Object.entries({ ...JSON_FAULTS, "refuses this request": answer("422 Unprocessable Content", "{}") }))(
  "a service that %s works, and is told by what it says",
  async (_name, fault) => {
    await road.take(fault);
    for (let round = 0; round < 5; round++) expect(await subject.attempt()).toBe(false);
    expect(guards.states()[0]?.circuit).toBe("closed");
    await road.take(null);
    server.behaviour = BEHAVIOURS.success();
    await expect.poll(() => subject.attempt()).toBe(true);
  },
);

test("calls that failed and were rejected are counted", async () => {
  expect(await recordedOutcomes(api, "evaluator")).toEqual(["failed", "refused", "rejected", "succeeded"]);
});
