/** Codes that people take for each other's: nobody makes one of another's, and whoever asks finds the one that is meant. */
import { encodeBytes32String, hexlify, id, randomBytes } from "ethers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Api, startApi } from "../support/api.ts";

const CODE = "AP20230515A123";
let api: Api;
let producer: Awaited<ReturnType<Api["account"]>>;
let rival: Awaited<ReturnType<Api["account"]>>;

beforeAll(async () => {
  api = await startApi();
  producer = await api.account("supplier", "Green Valley Growers");
  rival = await api.account("supplier", "Rival Growers");
  expect((await create(producer.token, CODE)).status).toBe(201);
});
afterAll(() => api.close());

const create = (token: string, batchCode: string) =>
  api.call("POST", "/v1/traces", { token, body: { name: "Apples", quantity: 1, unit: "kg", batchCode } });

test.each(["ap20230515a123", `${CODE}.`, `${CODE}/`, `${CODE}%2e`, `-${CODE}`, "AP2O23O5I5A123"])(
  "%s is no code for anybody else, and the refusal names the batch that it resembles",
  async (code) => {
    const { status, body } = await create(rival.token, code);
    expect([status, body.message]).toEqual([409, `This code looks like ${CODE}, which is another's batch`]);
    expect(body.details).toEqual([
      { field: "batchCode", message: `Batch code ${code} resembles ${CODE}: choose another` },
    ]);
  },
);

test("one's own may look like one's own, and a code that is taken is still just that", async () => {
  expect((await create(producer.token, "ap20230515a123-b")).status).toBe(201);
  expect((await create(producer.token, "AP20230515A123-B")).status).toBe(201);
  const { status, body } = await create(rival.token, CODE);
  expect([status, body.message]).toEqual([409, "A batch with this code exists already"]);
});

test.each(["ap20230515a123", `${CODE}.`, `${CODE}%252e`, "AP2O23O5I5A123"])(
  "who asks for %s is answered with the one that is meant, and told so",
  async (asked) => {
    const path = encodeURIComponent(decodeURIComponent(asked));
    const { status, body } = await api.call("GET", `/v1/traces/public/${path}`);
    expect([status, body.data?.batchCode, body.data?.canonical]).toEqual([200, CODE, CODE]);
    const page = await api.app.request(`/t/${path}?lang=zh`);
    expect([page.status, page.headers.get("location")]).toEqual([
      302,
      `/t/${CODE}?lang=zh&asked=${encodeURIComponent(decodeURIComponent(path))}`,
    ]);
  },
);

test("the code itself is answered without more words, and what looks like nothing is not found", async () => {
  const { body } = await api.call("GET", `/v1/traces/public/${CODE}`);
  expect(body.data).not.toHaveProperty("canonical");
  expect(body.data).not.toHaveProperty("resembles");
  expect((await api.app.request(`/t/${CODE}`)).status).toBe(200);
  expect((await api.call("GET", "/v1/traces/public/AP20230515A124")).status).toBe(404);
  expect((await api.app.request(`/t/${CODE}/`)).headers.get("location")).toContain(`/t/${CODE}?asked=`);
});

test("one that a wallet writes past all this is told to resemble the older one", async () => {
  const { trace, wallet } = await api.chain.actor(70, "producer");
  const unit = encodeBytes32String("KGM").slice(0, 8);
  await (
    await trace.getFunction("create")("Ap20230515A123", unit, 1000n, true, wallet.address, hexlify(randomBytes(32)))
  ).wait();
  await expect
    .poll(async () => (await api.services.mirror.batchByCode("Ap20230515A123"))?.id)
    .toBe(id("Ap20230515A123"));
  const { body } = await api.call("GET", "/v1/traces/public/Ap20230515A123");
  expect([body.data.batchCode, body.data.resembles]).toEqual(["Ap20230515A123", CODE]);
  // Who means neither by its own spelling means the older one.
  expect((await api.call("GET", "/v1/traces/public/aP20230515a123")).body.data.batchCode).toBe(CODE);
});
