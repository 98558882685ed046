import { afterAll, beforeAll, expect, test } from "vitest";
import { EvaluatorFailure } from "../../../domain/tomatoes/evaluator.ts";
import { evaluatorGuard, httpEvaluator } from "../../../integrations/evaluator/http.ts";
import { createGuard } from "../../../integrations/outgoing/guard.ts";
import { BEHAVIOURS, type Behaviour, type EvaluatorServer, startEvaluatorServer } from "./support/evaluator-server.ts";

let service: EvaluatorServer;
beforeAll(async () => {
  service = await startEvaluatorServer();
});
afterAll(() => service.close());

const REQUEST = { tomatoId: `TOMATO_${"ab".repeat(32)}`, role: "sampling" } as const;

async function failureWith(behaviour: Behaviour, timeout = 5_000): Promise<string> {
  service.behaviour = behaviour;
  const error = await httpEvaluator({ url: service.url, guard: createGuard("evaluator", evaluatorGuard(timeout)) })
    .evaluate(REQUEST)
    .then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
  expect(error).toBeInstanceOf(EvaluatorFailure);
  return (error as EvaluatorFailure).message;
}

test("an answer is given as it came, and connections are kept", async () => {
  service.behaviour = BEHAVIOURS.success("优");
  const evaluator = httpEvaluator({ url: service.url });
  for (let round = 0; round < 5; round++) {
    expect(await evaluator.evaluate(REQUEST)).toBe('{ "code": "0",\n  "data": "优", "message": "success" }');
  }
  expect(service.requests[0]).toMatchObject({
    method: "POST",
    type: "application/json",
    body: { tomato_id: REQUEST.tomatoId, role: "sampling" },
  });
  expect(new Set(service.requests.map(({ port }) => port)).size).toBeLessThan(5);
});

test("a service that does not answer in time is given up, whether it is silent or never ends", async () => {
  expect(await failureWith(BEHAVIOURS.slow, 150)).toBe("it did not answer in time");
  expect(await failureWith(BEHAVIOURS.trickling, 150)).toBe("it did not answer in time");
});

test("an answer is read no further than its limit", async () => {
  expect(await failureWith(BEHAVIOURS.endless)).toBe("its answer has more than 65536 bytes");
});

test("an answer that breaks off, is no text, or says that it failed is none", async () => {
  expect(await failureWith(BEHAVIOURS.cut)).toBe("it cannot be reached");
  expect(await failureWith(BEHAVIOURS.text(new Uint8Array([0x22, 0xff, 0x22])))).toBe("its answer is not UTF-8");
  for (const status of [201, 204, 404, 500, 503]) {
    expect(await failureWith(BEHAVIOURS.status(status))).toBe(`it answered with status ${status}`);
  }
});

test("a redirection is not followed", async () => {
  const other = await startEvaluatorServer();
  expect(await failureWith(BEHAVIOURS.redirect(other.url))).toBe("it answered with status 302");
  expect(other.requests).toEqual([]);
  await other.close();
});

test("a service that is not there is told without its address", async () => {
  const gone = await startEvaluatorServer();
  await gone.close();
  const evaluator = httpEvaluator({ url: gone.url });
  await expect(evaluator.evaluate(REQUEST)).rejects.toThrow(/^it cannot be reached$/);
});
