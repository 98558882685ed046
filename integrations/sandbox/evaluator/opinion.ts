/** The sandbox's made-up opinion on a tomato: always the same for the same one. */
import { createHash } from "node:crypto";

const RIPENESS = [
  ["转色期", 18, 30],
  ["粉红期", 35, 60],
  ["浅红期", 62, 90],
  ["红熟期", 91, 99],
] as const;

/** An opinion in a sentence, made from the tomato's id. */
export function opinionOf(tomatoId: string, isHarvest: boolean): string {
  const bytes = createHash("sha256").update(tomatoId).digest();
  /** A number from a range, inclusive, by one byte of the digest. */
  const pick = (index: number, from: number, to: number) => from + ((bytes[index] ?? 0) % (to - from + 1));
  const [name, from, to] = RIPENESS[pick(0, 0, RIPENESS.length - 1)] ?? RIPENESS[3];
  const share = pick(1, from, to);
  const diameter = pick(2, 62, 88);
  const sugar = (pick(3, 42, 61) / 10).toFixed(1);
  const defects = pick(4, 0, 3);
  const grade = defects === 0 ? "特级" : defects === 1 ? "一级" : "二级";
  const place = isHarvest ? "采收评估" : "抽样评估";
  return `${place}：成熟度${name}（着色 ${share}%），果径 ${diameter} mm，可溶性固形物 ${sugar}%，表面缺陷 ${defects} 处，等级${grade}（沙箱示例，未看图像）`;
}
