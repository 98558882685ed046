import { afterAll, beforeAll, expect, test } from "vitest";
import { readSettings } from "../../../config/settings.ts";
import { traceIdOf } from "../../../domain/shared/identifiers.ts";
import { builtInEvaluator } from "../../../integrations/evaluator/built-in.ts";
import { openEvaluator } from "../../../integrations/evaluator/open.ts";
import { tomato } from "../../integrations/support/tomato-pictures.ts";
import { type Api, startApi } from "../support/api.ts";
import { addTomato, type Holder, post, registerAll } from "./support/roles.ts";

let api: Api;
let holders: Record<"Grower" | "QualityExpert", Holder>;
beforeAll(async () => {
  api = await startApi({ evaluator: builtInEvaluator() });
  holders = await registerAll(api);
});
afterAll(() => api.close());

const REFUSED = (code: string, message: RegExp) => ({ code, data: null, message: expect.stringMatching(message) });
const get = async (id: string) => (await api.call("GET", `/tomato/${id}`)).body;
const evaluate = (tomato_id: string, role: string, headers: Record<string, string> = {}) =>
  post(api, "/tomato/expert-evaluate", holders.QualityExpert, { tomato_id, role }, { headers });

/** Attach files to a tomato, by the dialects that do. */
async function attach(
  tomatoId: string,
  token: string,
  files: readonly { bytes: Uint8Array; type: string }[],
  { query = "", ...event }: { query?: string; type?: string; restricted?: boolean } = {},
): Promise<void> {
  const attachments = [];
  for (const { bytes, type } of files) {
    const stored = await api.call("POST", `/v1/attachments${query}`, {
      token,
      body: bytes,
      headers: { "content-type": type },
    });
    expect(stored.status, stored.text).toBe(201);
    attachments.push({ type: "image", url: stored.body.data.url, title: "" });
  }
  const traceId = traceIdOf(`0x${tomatoId.slice(7)}`);
  const body = { type: "processing", ...event, attachments };
  const added = await api.call("POST", `/v1/traces/${traceId}/events`, { token, body });
  expect(added.status, added.text).toBe(201);
}

const jpeg = async (green: number) => ({
  bytes: new Uint8Array(await tomato({ shares: { green }, background: "wood" }, "jpeg")),
  type: "image/jpeg",
});

test("the newest public picture is evaluated, the answer passed on and recorded on chain", async () => {
  const { token } = await api.account("processor");
  const tomato_id = await addTomato(api, holders.Grower);
  const batchId = `0x${tomato_id.slice(7)}` as const;
  const none = await evaluate(tomato_id, "harvest");
  expect([none.status, none.body]).toEqual([200, REFUSED("1", /没有公开的图片.*no public picture/)]);

  await attach(tomato_id, token, [await jpeg(1)]);
  await attach(tomato_id, token, [
    await jpeg(0.55),
    { bytes: new TextEncoder().encode("a,b\n1,2\n"), type: "text/csv" },
  ]);
  // What follows is no public picture of the fruit, and changes nothing.
  await attach(tomato_id, token, [await jpeg(0.2)], { query: "?restricted=true", restricted: true });
  const before = (await api.services.mirror.linesOf(batchId)).length;

  const answer = await evaluate(tomato_id, "harvest", { "idempotency-key": "look" });
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/json"]);
  expect(Object.keys(answer.body)).toEqual(["code", "data", "message"]);
  expect(answer.body).toMatchObject({ code: "0", message: "success" });
  expect(answer.body.data).toMatch(/^成熟度：粉红期；.*Colour class: pink \(USDA/);
  expect((await get(tomato_id)).base.HarvestEvaluation).toBe(answer.body.data);
  const lines = await api.services.mirror.linesOf(batchId);
  expect(lines).toHaveLength(before + 1);
  expect(lines.at(-1)).toMatchObject({
    kind: "evaluation",
    document: { step: { details: { role: "harvest", result: answer.body.data } } },
  });

  await attach(tomato_id, token, [await jpeg(0)]);
  // A retry is told what was recorded, not what the newer picture shows.
  expect((await evaluate(tomato_id, "harvest", { "idempotency-key": "look" })).text).toBe(answer.text);
  expect((await evaluate(tomato_id, "sampling")).body.data).toMatch(/^成熟度：红熟期/);
  expect((await get(tomato_id)).process.SamplingEvaluation).toMatch(/^成熟度：红熟期/);
});

/** What a client sends that knows no other API: a form with a picture beside the document's own fields. */
async function withPicture(path: string, fields: Record<string, string>, bytes: Uint8Array, headers = {}) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set("picture", new Blob([bytes.slice()], { type: "application/octet-stream" }), "tomato");
  const request = new Request("http://localhost", { method: "POST", body: form });
  const type = request.headers.get("content-type") ?? "";
  const body = new Uint8Array(await request.arrayBuffer());
  return api.call("POST", path, { body, headers: { "content-type": type, ...headers } });
}

test("a picture comes along with an evaluation or an update, by the UID alone, and stands on its line", async () => {
  const tomato_id = await addTomato(api, holders.Grower);
  const batchId = `0x${tomato_id.slice(7)}` as const;
  const { bytes } = await jpeg(0.55);
  const expert = { tomato_id, role: "harvest", uid: holders.QualityExpert.uid };
  const graded = await withPicture("/tomato/expert-evaluate", expert, bytes);
  expect([graded.status, graded.body.code], graded.text).toEqual([200, "0"]);
  const filesOf = async () => {
    const line = (await api.services.mirror.linesOf(batchId)).at(-1);
    return line?.document && "step" in line.document ? line.document.step?.attachments : [];
  };
  expect(await filesOf()).toMatchObject([{ type: "image", mediaType: "image/jpeg", size: bytes.length }]);

  // From the grower with its harvest; and from then on it is the newest, also for an expert who brings none.
  const { bytes: ripe } = await jpeg(0);
  const harvest = { tomato_id, production_area: "寿光", harvest_date: "2024-01-16" };
  const headers = { "x-user-uid": holders.Grower.uid, "idempotency-key": "with-picture" };
  const updated = await withPicture("/tomato/harvest", harvest, ripe, headers);
  expect([updated.status, updated.body], updated.text).toEqual([
    200,
    { message: "Harvest information updated successfully" },
  ]);
  expect((await withPicture("/tomato/harvest", harvest, ripe, headers)).status).toBe(200);
  // The same key with another picture is another request.
  expect((await withPicture("/tomato/harvest", harvest, bytes, headers)).status).toBe(409);
  expect(await api.services.mirror.linesOf(batchId)).toHaveLength(3);
  expect((await evaluate(tomato_id, "sampling")).body).toMatchObject({
    code: "0",
    data: expect.stringMatching(/红熟期/),
  });

  for (const [sent, status] of [
    [new TextEncoder().encode("<svg/>"), 400],
    [new Uint8Array(), 400],
    [new Uint8Array(11 * 1024 * 1024), 413],
  ] as const) {
    const refused = await withPicture("/tomato/expert-evaluate", expert, sent);
    expect([refused.status, refused.body], refused.text).toEqual([status, { error: expect.any(String) }]);
  }
  const broken = await api.call("POST", "/tomato/harvest", {
    body: "--x\r\nnonsense",
    headers: { ...headers, "content-type": "multipart/form-data; boundary=x" },
  });
  expect([broken.status, broken.body]).toEqual([400, { error: "The form cannot be read" }]);
  expect((await withPicture("/tomato/transport", { tomato_id, transport_info: "x" }, ripe)).status).toBe(401);
  expect(await api.services.mirror.linesOf(batchId)).toHaveLength(4);
});

test("a picture that cannot be judged is refused, and nothing is recorded", async () => {
  const { token } = await api.account("processor");
  const tomato_id = await addTomato(api, holders.Grower);
  const { bytes } = await jpeg(0.5);
  await attach(tomato_id, token, [{ bytes: bytes.subarray(0, bytes.length / 2), type: "image/jpeg" }]);
  const answer = await evaluate(tomato_id, "sampling");
  expect([answer.status, answer.body]).toEqual([200, REFUSED("3", /已损坏.*damaged/)]);
  const small = new Uint8Array(await tomato({ shares: {}, side: 60 }));
  await attach(tomato_id, token, [{ bytes: small, type: "image/png" }]);
  expect((await evaluate(tomato_id, "sampling")).body).toEqual(REFUSED("5", /过小.*too small/));
  expect((await get(tomato_id)).process.SamplingEvaluation).toBe("");
});

test("the settings choose the evaluator", () => {
  const EVALUATOR_URL = "https://evaluator.example/look";
  expect(readSettings({}).evaluator).toBe("built-in");
  expect(readSettings({ EVALUATOR_URL }).evaluator).toBe("http");
  expect(readSettings({ EVALUATOR_URL, EVALUATOR: "built-in" }).evaluator).toBe("built-in");
  expect(readSettings({ EVALUATOR: "off" }).evaluator).toBe("off");
  expect(() => readSettings({ EVALUATOR: "http" })).toThrow("EVALUATOR=http needs EVALUATOR_URL");
  expect(() => readSettings({ EVALUATOR: "ai" })).toThrow(/EVALUATOR/);
  expect(openEvaluator(readSettings({ EVALUATOR: "off", EVALUATOR_URL }))).toBeNull();
  for (const settings of [{}, { EVALUATOR_URL }]) expect(openEvaluator(readSettings(settings))).not.toBeNull();
});
