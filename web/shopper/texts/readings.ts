import type { Language } from "../../../proof/messages.ts";

const en = {
  types: {
    temperature: "Temperature",
    humidity: "Humidity",
    pressure: "Pressure",
    light: "Light",
    acceleration: "Acceleration",
  } as Readonly<Record<string, string>>,
  series: (name: string, sensor: string, min: string, max: string, count: string) =>
    `${name} (${sensor}): ${min} to ${max}, ${count} readings`,
  between: (name: string, min: string, max: string) => `${name} should be between ${min} and ${max}`,
  atLeast: (name: string, min: string) => `${name} should be at least ${min}`,
  atMost: (name: string, max: string) => `${name} should be at most ${max}`,
  allowed: (minutes: string) => `for no more than ${minutes} minutes outside`,
  within: "All readings are within the limits.",
  above: (limit: string) => `Above ${limit}`,
  below: (limit: string) => `Below ${limit}`,
  lasted: (minutes: string, from: string, to: string) => `for ${minutes} minutes, from ${from} to ${to}`,
  open: (from: string) => `from ${from} on, and not within again by the last reading`,
  extreme: (value: string, sensor: string) => `farthest: ${value} (${sensor})`,
  more: (count: string) => `${count} in all; the longest are shown.`,
  show: "Readings",
  chart: (name: string, from: string, to: string) => `${name} from ${from} to ${to}; the same is in the table below`,
  thinned: (shown: string, all: string) =>
    `${shown} of ${all}: of each span of time the first, lowest, highest and last.`,
  time: "Time",
  value: "Value",
  recompute: "Recompute root and limits here",
  recomputed: {
    told: "Which readings were outside the limits is the record’s word, until it is computed here.",
    computing: "Computing…",
    agree: "Computed here: these readings have the root on the blockchain, and no other times outside than are told.",
    "other-root": "Computed here: these are not the readings whose root is on the blockchain.",
    "other-summary": "Computed here: the record tells something else of these readings than they say.",
    "no-readings": "The file cannot be read as readings.",
  },
  sentence: (parts: readonly string[]) => parts.join(", "),
};

const zh: typeof en = {
  types: { temperature: "温度", humidity: "湿度", pressure: "气压", light: "光照", acceleration: "加速度" },
  series: (name, sensor, min, max, count) => `${name}（${sensor}）：${min} 至 ${max}，共 ${count} 条读数`,
  between: (name, min, max) => `${name}应在 ${min} 至 ${max} 之间`,
  atLeast: (name, min) => `${name}应不低于 ${min}`,
  atMost: (name, max) => `${name}应不高于 ${max}`,
  allowed: (minutes) => `超限不超过 ${minutes} 分钟`,
  within: "全部读数均在限值之内。",
  above: (limit) => `高于 ${limit}`,
  below: (limit) => `低于 ${limit}`,
  lasted: (minutes, from, to) => `持续 ${minutes} 分钟，自 ${from} 至 ${to}`,
  open: (from) => `自 ${from} 起，至最后一条读数仍未恢复`,
  extreme: (value, sensor) => `最大偏离 ${value}（${sensor}）`,
  more: (count) => `共 ${count} 次，仅列出持续最久的。`,
  show: "读数",
  chart: (name, from, to) => `${name}，${from} 至 ${to}；下表内容相同`,
  thinned: (shown, all) => `共 ${all} 条，列出 ${shown} 条：每段时间内的首条、最低、最高与末条。`,
  time: "时间",
  value: "数值",
  recompute: "在本机重新计算根值与超限",
  recomputed: {
    told: "哪些读数超限，目前只是记录中的说法，可在本机重新计算。",
    computing: "正在计算……",
    agree: "已在本机计算：读数的根值与链上一致，超限情况与记录所述相同。",
    "other-root": "已在本机计算：链上的根值不是这些读数的。",
    "other-summary": "已在本机计算：记录所述与这些读数不符。",
    "no-readings": "无法将此文件读作读数。",
  },
  sentence: (parts) => parts.join("，"),
};

/** What the page says of what sensors read, by language. */
export const READINGS_TEXTS: Readonly<Record<Language, typeof en>> = { en, zh };
