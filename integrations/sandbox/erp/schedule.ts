/** A material's production: each operation of its route, its dates and progress. */
import type { Operation, Order, OrderLine } from "./data.ts";

/** An operation as the ERP shows it. */
export interface Stage {
  readonly 序号: number;
  readonly 工序: string;
  readonly 车间: string;
  readonly 状态: "未开工" | "进行中" | "已完工" | "已终止";
  readonly 计划数量: number;
  readonly 完成数量: number;
  readonly 计划开工: string;
  readonly 计划完工: string;
  readonly 实际开工?: string;
  readonly 实际完工?: string;
}

/** The stages of one line, their results, and the share of work done in percent. */
export interface Schedule {
  readonly stages: readonly Stage[];
  readonly progress: number;
  /** Pieces that went through all operations. */
  readonly finished: number;
  readonly plannedStart: string;
  readonly plannedEnd: string;
}

const DAY = 86_400_000;

/** The schedule of a line: work begins the day after the order, and goes from one operation to the next. */
export function scheduleOf(order: Order, line: OrderLine, route: readonly Operation[]): Schedule {
  const isMade = line.状态 === "已完成" || line.状态 === "已发货";
  const done = isMade ? route.length : (line.已完工序 ?? 0);
  let start = Date.parse(`${order.下单日期.slice(0, 10)}T00:00:00Z`) + DAY;
  const stages = route.map((operation, index): Stage => {
    const [from, to] = [dayOf(start), dayOf(start + Math.max(0, operation.天数 - 1) * DAY)];
    start += operation.天数 * DAY;
    const isDone = index < done;
    const isUnderWay = index === done && line.状态 === "生产中";
    const made = isDone ? line.数量 : isUnderWay ? (line.本序完成 ?? 0) : 0;
    return {
      序号: (index + 1) * 10,
      工序: operation.工序,
      车间: operation.车间,
      状态: isDone ? "已完工" : isUnderWay ? "进行中" : line.状态 === "已取消" ? "已终止" : "未开工",
      计划数量: line.数量,
      完成数量: made,
      计划开工: from,
      计划完工: to,
      ...(isDone || isUnderWay ? { 实际开工: `${from} 08:30:00` } : {}),
      ...(isDone ? { 实际完工: `${to} 17:10:00` } : {}),
    };
  });
  const made = stages.reduce((sum, stage) => sum + stage.完成数量, 0);
  return {
    stages,
    progress: Math.round((made / (line.数量 * route.length)) * 1000) / 10,
    finished: stages.at(-1)?.完成数量 ?? 0,
    plannedStart: stages[0]?.计划开工 ?? "",
    plannedEnd: stages.at(-1)?.计划完工 ?? "",
  };
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
