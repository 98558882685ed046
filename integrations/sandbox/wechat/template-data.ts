/** The allowed values of template parameters, by the type in their names (WeChat: “订阅消息参数值内容限制说明”). */
const KINDS: Readonly<Record<string, RegExp>> = {
  thing: /^.{1,20}$/su,
  short_thing: /^.{1,10}$/su,
  number: /^-?\d{1,32}(\.\d+)?$/,
  letter: /^[A-Za-z]{1,32}$/,
  symbol: /^[\p{P}\p{S}]{1,5}$/u,
  character_string: /^[\x20-\x7e]{1,32}$/,
  time: /^(\d{4}年\d{1,2}月\d{1,2}日|\d{4}-\d{1,2}-\d{1,2})?\s?\d{1,2}:\d{2}(:\d{2})?$|^\d{4}年\d{1,2}月\d{1,2}日$/,
  date: /^(\d{4}年\d{1,2}月\d{1,2}日|\d{4}-\d{1,2}-\d{1,2})(\s\d{1,2}:\d{2}(:\d{2})?)?$/,
  amount: /^[¥￥$€£]?\d{1,10}(\.\d+)?元?$/,
  phone_number: /^[\d+()-]{1,17}$/,
  car_number: /^.{1,8}$/su,
  name: /^(\p{Script=Han}{1,10}|[A-Za-z\p{P}\p{S} ]{1,20})$/u,
  phrase: /^\p{Script=Han}{1,5}$/u,
  enum: /^.{1,20}$/su,
  const: /^.{1,20}$/su,
};

/** The first parameter that WeChat would refuse; undefined if it would accept all. */
export function wrongParameter(data: unknown): string | undefined {
  if (typeof data !== "object" || data === null || Array.isArray(data)) return "data";
  for (const [name, content] of Object.entries(data)) {
    const kind = KINDS[/^([a-z_]+?)\d+$/.exec(name)?.[1] ?? ""];
    const value: unknown = (content as { value?: unknown } | null)?.value;
    const isText = typeof value === "string" || typeof value === "number";
    if (!kind || !isText || !kind.test(String(value))) return `data.${name}.value`;
  }
  return Object.keys(data).length === 0 ? "data" : undefined;
}
