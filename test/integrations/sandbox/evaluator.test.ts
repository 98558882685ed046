/** The evaluator sandbox, by the driver that asks an evaluation service. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { evaluationAnswerOf } from "../../../domain/tomatoes/evaluation.ts";
import { httpEvaluator } from "../../../integrations/evaluator/http.ts";
import { startEvaluatorSandbox } from "../../../integrations/sandbox/evaluator/server.ts";
import type { OutsideServer } from "../../../integrations/sandbox/http-server.ts";

let sandbox: OutsideServer;
beforeAll(async () => {
  sandbox = await startEvaluatorSandbox();
});
afterAll(() => sandbox.close());

const picture = async function* () {};
const evaluator = (path = "/api/evaluate") => httpEvaluator({ url: `${sandbox.url}${path}` });
const ask = async (tomatoId: string, role: "sampling" | "harvest") =>
  evaluationAnswerOf(await evaluator().evaluate({ tomatoId, role }, picture)).result;

test("the same tomato is always told the same, and different ones are not all alike", async () => {
  const first = await ask("tomato-1", "sampling");
  expect(first).toMatch(/^抽样评估：成熟度\S+（着色 \d+%），果径 \d+ mm，.*沙箱示例/);
  expect(await ask("tomato-1", "sampling")).toBe(first);
  expect(await ask("tomato-1", "harvest")).toBe(String(first).replace("抽样", "采收"));
  const others = await Promise.all(Array.from({ length: 20 }, (_, index) => ask(`tomato-${index}`, "sampling")));
  expect(new Set(others).size).toBeGreaterThan(15);
});

const post = (body: string, type = "application/json") =>
  fetch(`${sandbox.url}/api/evaluate`, { method: "POST", body, headers: { "content-type": type } });

test("bad requests are answered as Spring Boot does", async () => {
  for (const body of ["", "{", "[]", "{}", '{"tomato_id":5,"role":"sampling"}', '{"tomato_id":"x"}']) {
    const answer = await post(body);
    expect([answer.status, await answer.json()]).toEqual([
      400,
      { timestamp: expect.any(String), status: 400, error: "Bad Request", path: "/api/evaluate" },
    ]);
  }
  expect((await post("{}", "text/plain")).status).toBe(415);
  expect((await fetch(`${sandbox.url}/api/evaluate`)).status).toBe(405);
  await expect(evaluator("/elsewhere").evaluate({ tomatoId: "x", role: "harvest" }, picture)).rejects.toThrow(
    "it answered with status 404",
  );
});

test("a role that there is none of is refused in the service's own envelope", async () => {
  const answer = await post('{"tomato_id":"x","role":"buyer"}');
  expect([answer.status, await answer.json()]).toEqual([
    200,
    { code: "1", data: null, message: expect.stringContaining("sampling") },
  ]);
});
