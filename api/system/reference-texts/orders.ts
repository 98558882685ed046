/** In Chinese what the reference says of the orders dialect. */
export const ORDERS_TEXTS: Readonly<Record<string, string>> = {
  "Log in with a code of WeChat's": "使用微信登录凭证（code）登录",
  "Bind the account to the company whose invite code it has": "凭企业邀请码绑定企业",
  "Search the orders of one's own company": "查询本企业的订单",
  "Where an order stands": "查询订单状态",
  "The materials of an order": "查询订单物料",
  "How far a material is": "查询物料进度",
  "Send oneself a subscription message of WeChat's": "向本人发送微信订阅消息",
  "Subscription messages that were sent, or were to be, the newest first": "已发送和待发送的订阅消息，最新的在前",
  "One's nickname and picture, as last told on logging in with WeChat":
    "本人的昵称和头像，以最近一次微信登录时提供的为准",
  "Which company one belongs to, and how long one stays signed in": "本人所属企业和登录有效期",
  "Whether database, ERP, WeChat and all else that this product leans on work":
    "检查数据库、ERP、微信及其他依赖是否正常",
  "The calls of the ERP over the last hour, by the endpoint that makes them": "近一小时的 ERP 调用情况，按接口统计",
  "The calls of the last 24 hours, by hour and by endpoint": "近 24 小时的调用情况，按小时和接口统计",
};
