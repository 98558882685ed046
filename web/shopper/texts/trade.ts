import { REFERENCE_NAMES } from "../../../domain/names/reference-names.ts";
import type { Language } from "../../../proof/messages.ts";

const en = {
  route: "The way",
  routeOf: (count: number, distance: string) =>
    count === 1 ? "One place" : `${count} places, ${distance} from one to the next as the crow flies`,
  drawing: (names: string) => `Drawing of the way, not a map: ${names}`,
  asTold: "Positions as whoever recorded them says.",
  fromBefore: (distance: string) => `${distance} on`,
  step: (number: number) => `step ${number}`,
  from: "From",
  to: "To",
  carrier: "Carrier",
  amount: "Amount",
  gln: "GLN",
  lotSource: "Lot code given at",
  references: "Papers",
  issuer: (name: string) => `by ${name}`,
  types: REFERENCE_NAMES.en,
};

const zh: typeof en = {
  route: "流通路线",
  routeOf: (count, distance) => (count === 1 ? "1 个地点" : `${count} 个地点，依次直线距离共 ${distance}`),
  drawing: (names) => `路线示意图（非地图）：${names}`,
  asTold: "位置以记录者所述为准。",
  fromBefore: (distance) => `距上一地点 ${distance}`,
  step: (number) => `第 ${number} 步`,
  from: "发货方",
  to: "收货方",
  carrier: "承运方",
  amount: "数量",
  gln: "GLN",
  lotSource: "批号赋予地",
  references: "单据",
  issuer: (name) => `${name} 开具`,
  types: REFERENCE_NAMES.zh,
};

/** What the page says of routes and of trade, by language. */
export const TRADE_TEXTS: Readonly<Record<Language, typeof en>> = { en, zh };
