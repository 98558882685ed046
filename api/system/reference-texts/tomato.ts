/** In Chinese what the reference says of the tomato dialect. */
export const TOMATO_TEXTS: Readonly<Record<string, string>> = {
  "What is known of a tomato": "查询番茄的全部信息",
  "Register a role and get its UID": "注册角色并取得 UID",
  "End a UID of one's own": "注销自己的 UID",
  "Add a tomato": "添加番茄",
  "Update where and when a tomato was harvested": "更新番茄的采收地点和时间",
  "Update how a tomato is transported": "更新番茄的运输信息",
  "Update when a tomato was processed": "更新番茄的加工时间",
  "Have a tomato evaluated": "评估番茄",
};
