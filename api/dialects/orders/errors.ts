import type { OrderReason } from "../../../domain/orders/order-reasons.ts";
import { explainMissingRoleInChinese } from "../../../domain/roles/missing-role.ts";
import { NUMBER_NOT_KEPT } from "../../http/body.ts";
import type { RequestContext } from "../../http/env.ts";
import type { Failure, FailureCode, Respond } from "../../http/failure.ts";
import { timestamp } from "./envelope.ts";

type Status = 200 | 400 | 401 | 403 | 404 | 405 | 409 | 410 | 412 | 413 | 415 | 429 | 500 | 503 | 507;
type Answer = readonly [Status, string];

/** By the document, a broken business rule is answered with 200 and `success: false`, a system fault with 500. */
const REASONS: Readonly<Record<OrderReason, Answer>> = {
  "code-missing": [400, "code缺失"],
  "openid-not-obtained": [400, "openid获取失败"],
  "invite-code-invalid": [200, "邀请码无效"],
  "company-not-found": [200, "未找到对应企业"],
  "invite-code-mismatch": [200, "邀请码不匹配"],
  "already-bound": [200, "已绑定该企业"],
  "another-user": [200, "userId与登录用户不一致"],
  "unknown-user": [200, "用户不存在"],
  "not-bound": [200, "未绑定企业"],
  "order-not-found": [200, "订单不存在"],
  "material-not-found": [200, "物料不存在"],
  incomplete: [200, "参数不完整"],
  "message-refused-by-user": [200, "用户拒绝接收该消息"],
  "message-template-unknown": [200, "消息模板不存在"],
  "message-data-wrong": [200, "模板参数不正确"],
  "message-data-sensitive": [200, "消息内容包含敏感词"],
  "message-page-wrong": [200, "小程序页面路径不正确"],
  "message-forbidden": [500, "服务错误：小程序无权发送订阅消息"],
  "message-quota": [500, "微信消息发送已达当日上限"],
  "message-under-way": [409, "相同Idempotency-Key的请求正在处理中"],
  "message-unconfirmed": [500, "微信未确认消息是否送达，为避免重复不再发送"],
  "wechat-unconfigured": [500, "服务错误：微信服务未配置"],
  "wechat-misconfigured": [500, "服务错误：微信服务配置有误"],
  "wechat-quota": [500, "服务错误：微信接口调用已达当日上限"],
  "wechat-too-often": [500, "服务错误：微信接口调用过于频繁，请稍后再试"],
  "wechat-unavailable": [500, "服务错误：微信服务暂时不可用"],
  "erp-unconfigured": [500, "服务器错误：ERP服务未配置"],
  "erp-unavailable": [500, "服务器错误：ERP服务暂时不可用"],
};

const CODES: Readonly<Record<FailureCode, Answer>> = {
  // What a business rule refuses is answered 200 by the document; only its log-in says 400.
  validation: [200, "参数无效"],
  unauthenticated: [401, "未授权"],
  forbidden: [403, "没有权限"],
  "not-found": [404, "资源不存在"],
  conflict: [409, "请求冲突：该Idempotency-Key已用于其他请求"],
  "precondition-failed": [412, "数据已被修改，请重新获取后再试"],
  gone: [410, "资源已删除"],
  "payload-too-large": [413, "请求体过大"],
  "quota-exceeded": [429, "配额已用完"],
  "unsupported-media-type": [415, "请求体必须为application/json"],
  "chain-rejected": [409, "请求被拒绝"],
  unavailable: [500, "服务器错误：服务暂时不可用"],
  "storage-unavailable": [503, "服务器错误：数据存储暂时不可用，请稍后再试"],
  "insufficient-storage": [507, "服务器错误：存储空间不足"],
  internal: [500, "服务器错误"],
  malformed: [400, "请求格式错误"],
  "unknown-path": [404, "接口不存在"],
  "method-not-allowed": [405, "请求方法不允许"],
  "too-many-requests": [429, "请求过于频繁，请稍后再试"],
};

/** Messages for requests that could not be parsed. */
const UNREADABLE: Readonly<Record<string, Answer>> = {
  "address-not-encoded": [400, "请求格式错误：网址中的中文等非ASCII字符须进行百分号编码"],
};

/** Messages for fields that break a rule. */
const FIELDS: Readonly<Record<string, string>> = {
  keyword: "keyword最多100个字符，且不能含控制字符",
  status: "status必须为pending、producing、shipped、completed、cancelled之一",
  state: "status必须为sending、sent、refused、failed、unconfirmed之一",
  userId: "userId必须为用户编号或all",
  page: "page必须为小程序内的页面路径",
  "GET page": "page必须为1到1000000的整数",
  pageSize: "pageSize必须为1到100的整数",
  templateId: "templateId必须为不超过100个字符的文本",
  data: "data必须为模板内容对象",
  userInfo: "userInfo必须为包含nickName和avatarUrl的对象",
};

/** The answer to a refusal reason. */
export function reasonText(reason: OrderReason): string {
  return REASONS[reason][1];
}

/** A failure in the envelope of the orders document, without data. */
export const respondOrders: Respond = (context, failure) => {
  const [status, message] = answerOf(context, failure);
  return context.json({ success: false, message, timestamp: timestamp() }, status, { ...failure.headers });
};

function answerOf(context: RequestContext, { code, reason, details, missingRole }: Failure): Answer {
  if (reason !== undefined && Object.hasOwn(REASONS, reason)) return REASONS[reason as OrderReason];
  if (reason !== undefined && Object.hasOwn(UNREADABLE, reason)) return UNREADABLE[reason] as Answer;
  const [usual, message] = CODES[code];
  const status = code === "validation" && context.req.path.endsWith("/wx-login") ? 400 : usual;
  if (missingRole) return [status, `${message}：${explainMissingRoleInChinese(missingRole)}`];
  if (code === "unauthenticated" && context.req.header("authorization") !== undefined) {
    return [status, "Token无效或已过期"];
  }
  if (code === "validation" && details.length > 0) {
    if (reason === NUMBER_NOT_KEPT) return [status, `${message}：${details[0]?.field}的数字无法精确保存，请改用文本`];
    const fields = new Set(details.map(({ field }) => field.split(".", 1)[0] ?? ""));
    const sentences = [...fields].map((field) => FIELDS[`${context.req.method} ${field}`] ?? FIELDS[field] ?? field);
    return [status, `${message}：${sentences.join("；")}`];
  }
  return [status, message];
}
