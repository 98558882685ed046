import { afterAll, beforeAll, expect, test } from "vitest";
import { httpEvaluator } from "../../../integrations/evaluator/http.ts";
import { type Api, startApi } from "../support/api.ts";
import { BEHAVIOURS, type EvaluatorServer, startEvaluatorServer } from "./support/evaluator-server.ts";
import { type Holder, post, type ROLE_TYPES, register, registerAll } from "./support/roles.ts";

let api: Api;
let service: EvaluatorServer;
let holders: Record<(typeof ROLE_TYPES)[number], Holder>;
beforeAll(async () => {
  service = await startEvaluatorServer();
  api = await startApi({ evaluator: httpEvaluator({ url: service.url }) });
  holders = await registerAll(api);
});
afterAll(async () => {
  await api.close();
  await service.close();
});

const TOMATO_ID = /^TOMATO_[0-9a-f]{64}$/;
const get = async (id: string) => (await api.call("GET", `/tomato/${id}`)).body;

test("the same idempotency key is the same act", async () => {
  const fields = { production_area: "幂等", harvest_date: "2024-01-15" };
  const key = (name: string) => ({ headers: { "idempotency-key": name } });
  const first = await post(api, "/add-tomato", holders.Grower, fields, key("add"));
  const again = await api.call("POST", "/add-tomato", {
    body: fields,
    headers: { ...key("add").headers, "x-user-uid": holders.Grower.uid },
  });
  expect([again.status, again.text]).toEqual([200, first.text]);
  const other = await post(api, "/add-tomato", holders.Grower, { ...fields, production_area: "别处" }, key("add"));
  expect([other.status, Object.keys(other.body)]).toEqual([409, ["error"]]);

  const { tomato_id } = first.body;
  const update = { tomato_id, transport_info: "一次" };
  const updates = await Promise.all(
    [1, 2].map(() => post(api, "/tomato/transport", holders.Logistic, update, key("move"))),
  );
  expect(updates.map(({ status }) => status)).toEqual([200, 200]);

  service.behaviour = BEHAVIOURS.success("第一");
  const asked = service.requests.length;
  const evaluation = { tomato_id, role: "harvest" };
  const evaluate = () => post(api, "/tomato/expert-evaluate", holders.QualityExpert, evaluation, key("look"));
  const told = await evaluate();
  service.behaviour = BEHAVIOURS.success("第二");
  const retold = await evaluate();
  expect([retold.status, retold.text]).toEqual([200, told.text]);
  expect(service.requests.length - asked).toBe(1);
  const sampling = { tomato_id, role: "sampling" };
  const conflicting = await post(api, "/tomato/expert-evaluate", holders.QualityExpert, sampling, key("look"));
  expect(conflicting.status).toBe(409);
  expect(await api.services.mirror.linesOf(`0x${tomato_id.slice(7)}`)).toHaveLength(3);
});

test("a write that does not wait is answered 202 with where to ask for it", async () => {
  const headers = { prefer: "respond-async" };
  const { token, user } = await api.account("supplier");
  const fields = { production_area: "寿光", harvest_date: "2024-01-15" };
  const added = await api.call("POST", "/add-tomato", { token, body: fields, headers });
  expect(added.status).toBe(202);
  const { operation, ...rest } = added.body;
  expect(rest).toEqual({
    tomato_id: expect.stringMatching(TOMATO_ID),
    batch_code: expect.stringMatching(/^BA20240115/),
    message: expect.stringContaining("Accepted"),
  });
  const url = `/v1/operations/${operation.id}`;
  expect(operation).toEqual({ id: expect.any(String), state: "waiting", url, typed_data: null });
  expect(added.headers.get("location")).toBe(url);
  await expect.poll(async () => (await api.call("GET", url, { token })).body.data.chain?.seq).toBe(1);
  expect((await get(rest.tomato_id)).base.Grower).toBe(user.address);

  service.behaviour = BEHAVIOURS.success("稍后");
  const evaluation = { tomato_id: rest.tomato_id, role: "harvest" };
  const evaluated = await post(api, "/tomato/expert-evaluate", holders.QualityExpert, evaluation, { headers });
  expect(evaluated.status).toBe(202);
  expect(evaluated.body.evaluation).toEqual({ code: "0", data: "稍后", message: "success" });
  await expect.poll(async () => (await get(rest.tomato_id)).base.HarvestEvaluation).toBe("稍后");
});

test("who holds its own key is given what its wallet has to sign, and what it signed is its own", async () => {
  const account = await api.account("supplier", "Wallet Growers");
  const { wallet } = await api.chain.actor(8, "producer");
  api.database.raw
    .prepare("update accounts set address = ?, custody = 'wallet' where id = ?")
    .run(wallet.address.toLowerCase(), account.user.id);
  // Its grant lands after the wallet's: once it is mirrored, so is that.
  await register(api, "Grower");
  const { token } = account;
  const body = { production_area: "寿光", harvest_date: "2024-01-15" };
  const added = await api.call("POST", "/add-tomato", { token, body });
  expect(added.status).toBe(202);
  const { operation, tomato_id, message } = added.body;
  expect([operation.state, message]).toEqual(["unsigned", "Accepted: your wallet has to sign it"]);
  const { domain, types, message: signed } = operation.typed_data;
  const { EIP712Domain: _, ...structs } = types;
  const signature = await wallet.signTypedData(domain, structs, signed);
  const landed = await api.call("POST", `${operation.url}/signature`, { token, body: { signature } });
  expect(landed.status).toBe(200);
  expect((await get(tomato_id)).base).toMatchObject({ ProductionArea: "寿光", Grower: wallet.address });
});
