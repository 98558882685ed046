/** A mini program as its authors would write it who have the orders document and nothing else. */
import { askAt } from "../ask.ts";

/** From the log-in to the monitoring: every endpoint and example of the document. */
export async function walk(base: string) {
  const ask = askAt(base);
  const login = await ask("POST", "/api/auth/wx-login", {
    body: { code: "wx_login_code", userInfo: { nickName: "string", avatarUrl: "string" } },
  });
  // As `wx.login` gives them in the developer tools.
  const developer = await ask("POST", "/api/auth/wx-login", { body: { code: "0f1Q2wFa1TmQ4J0Tzqll2Dkpz21Q2wFj" } });
  const noCode = await ask("POST", "/api/auth/wx-login", { body: {} });
  const token: string = login.body.data?.token;
  const get = (path: string) => ask("GET", path, { token });
  const bind = (body: object) => ask("POST", "/api/auth/bind-company", { token, body });
  const search = (query: Readonly<Record<string, string>> = {}) =>
    get(`/api/orders/search?${new URLSearchParams(query)}`);

  const unbound = { profile: await get("/api/user/profile"), search: await search() };
  const noInvitation = await bind({ inviteCode: "" });
  const bound = await bind({ inviteCode: "INVITE123", userId: login.body.data?.userId });
  const boundAgain = await bind({ inviteCode: "INVITE123" });
  const profile = await get("/api/user/profile");
  const all = await search();
  const example = await search({ keyword: "零件", status: "producing", page: "1", pageSize: "20" });
  // A page of filters sends those that are not chosen as well.
  const unfiltered = await search({ keyword: "", status: "", page: "", pageSize: "" });
  const states = [];
  for (const status of ["pending", "producing", "shipped", "completed", "cancelled"])
    states.push(await search({ status }));
  const odd = [await search({ status: "bogus" }), await search({ page: "0" }), await search({ pageSize: "1000" })];
  const status = await get("/api/orders/ORD123/status");
  const materials = await get("/api/orders/ORD123/materials");
  const material: string = all.body.data?.orders?.[0]?.materials?.[0]?.material_id;
  const progress = await get(`/api/materials/${encodeURIComponent(material)}/progress`);
  const send = (body: object) => ask("POST", "/api/wechat/template-msg", { token, body });
  const page = "/pages/order-detail/order-detail?orderId=ORD123";
  const sent = await send({ templateId: "order-shipped", data: { thing1: { value: "..." } }, page });
  const incomplete = await send({ templateId: "", data: {}, page });
  const signedOut = await ask("GET", "/api/orders/ORD123/status");
  return {
    login,
    developer,
    noCode,
    unbound,
    noInvitation,
    bound,
    boundAgain,
    profile,
    all,
    example,
    unfiltered,
    states,
    odd,
    status,
    materials,
    progress,
    sent,
    incomplete,
    signedOut,
    health: await ask("GET", "/api/health/check"),
    erp: await ask("GET", "/api/erp/status"),
    performance: await ask("GET", "/api/metrics/performance"),
  };
}
