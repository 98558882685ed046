/** In which language /v1 speaks: each sentence in both, English unless Chinese is asked for. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { inChinese } from "../../../domain/names/in-chinese.ts";
import { type Api, startApi } from "../support/api.ts";

let api: Api;
let token: string;
let traceId: string;
beforeAll(async () => {
  api = await startApi();
  ({ token } = await api.account("supplier", "绿谷农场"));
  const body = { name: "Apples", quantity: 1, unit: "kg", batchCode: "LANG-1" };
  traceId = (await api.call("POST", "/v1/traces", { token, body })).body.data.id;
});
afterAll(() => api.close());

const ask = (method: string, path: string, language?: string, more: object = {}) =>
  api.call(method, path, { token, ...more, headers: language === undefined ? {} : { "accept-language": language } });

test.each([
  [undefined, "en"],
  ["", "en"],
  ["en-GB,en;q=0.9", "en"],
  ["zh-CN,zh;q=0.9,en;q=0.8", "zh"],
  ["ZH", "zh"],
  ["zh-Hant-TW", "zh"],
  ["ug-CN", "zh"],
  ["bo-CN,en;q=0.5", "zh"],
  ["fr,zh;q=0.5", "zh"],
  ["en;q=0.5,zh;q=0.9", "zh"],
  ["en,zh", "en"],
  ["zh;q=0,en;q=0.1", "en"],
  ["*", "en"],
  ["mn", "en"],
  ["%%%,;;q=", "en"],
])("Accept-Language %j is answered in %s", async (asked, language) => {
  const { headers, body } = await ask("GET", "/v1/traces/trace-999", asked);
  expect(headers.get("content-language")).toBe(language);
  expect(headers.get("vary")?.split(/,\s*/)).toContain("Accept-Language");
  const field = "traceId";
  expect([body.message, body.details]).toEqual(
    language === "en"
      ? ["Trace batch not found", [{ field, message: "Trace with ID trace-999 does not exist" }]]
      : ["找不到溯源批次", [{ field, message: "不存在编号为 trace-999 的溯源批次" }]],
  );
});

test("what is wrong with the input, who may not and why, and what is no path at all", async () => {
  const said = async (method: string, path: string, more: object = {}) => {
    const { body } = await ask(method, path, "zh", more);
    return [body.code, body.message, ...body.details.map(({ message }: { message: string }) => message)];
  };
  const body = { quantity: -1, unit: "kg", harvestDate: "2999-01-01" };
  expect(await said("POST", "/v1/traces", { body })).toEqual([
    "VALIDATION_FAILED",
    "输入有误",
    "缺少名称",
    "数量须为正数",
    "采收日期不能在将来",
  ]);
  const carrier = (await api.account("logistics")).token;
  const event = { body: { type: "transport" }, token: carrier };
  expect(await said("POST", `/v1/traces/${traceId}/events`, event)).toEqual([
    "PERMISSION_DENIED",
    `您没有权限为该溯源批次添加 transport 事件：须先由其持有方 绿谷农场 通过 POST /v1/traces/${traceId}/parties 准许您`,
  ]);
  const nobody = (await api.account("unauth")).token;
  expect(await said("POST", "/v1/traces", { body: { name: "A", quantity: 1, unit: "kg" }, token: nobody })).toEqual([
    "PERMISSION_DENIED",
    "您没有权限创建溯源批次",
    expect.stringMatching(/^需要.+角色，可通过 POST \/v1\/role-applications 申请$/),
  ]);
  expect(await said("GET", "/v1/nothing")).toEqual(["RESOURCE_NOT_FOUND", "此处没有内容"]);
  expect(await said("PUT", "/v1/traces")).toEqual(["METHOD_NOT_ALLOWED", "此处不允许 PUT"]);
  expect(await said("POST", "/v1/traces", { body: "{" })).toEqual([
    "UNSUPPORTED_MEDIA_TYPE",
    "正文须为 application/json",
  ]);
  expect(await said("GET", "/v1/traces", { token: "none" })).toEqual(["UNAUTHENTICATED", "访问令牌无效或已过期"]);
});

test("why the contract refused an operation, and what anomalies mean", async () => {
  // Past the API's own rules, as where another server's line comes between.
  const act = { verb: "withdraw", code: "LANG-1", digest: `0x${"1".repeat(64)}` } as const;
  const stranger = await api.services.accounts.byId((await api.account("supplier")).user.id);
  const { id } = await api.services.outbox.accept(stranger?.id ?? 0, act);
  await expect.poll(async () => (await api.services.outbox.byId(id))?.state).toBe("failed");
  const own = (await api.services.outbox.byId(id))?.error;
  expect(inChinese(String(own))).toMatch(/\p{Script=Han}/u);
  const path = `/v1/traces/${traceId}/anomalies`;
  const [english, chinese] = [await ask("GET", path), await ask("GET", path, "zh")];
  expect(english.body.data.note).toMatch(/^An anomaly is a reason to look closer/);
  expect(chinese.body.data.note).toMatch(/^异常只是进一步查看的理由/);
  expect(chinese.headers.get("content-language")).toBe("zh");
});
