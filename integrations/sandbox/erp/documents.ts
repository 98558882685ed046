/** The ERP's documents on orders and materials. */
import type { Holdings, Order, OrderLine } from "./data.ts";
import { type Schedule, scheduleOf } from "./schedule.ts";

/** Pieces of which one is taken for inspection. */
const SAMPLE = 20;

/** The documents made from the data. */
export function documentsOf({ item, route }: Holdings) {
  const schedule = (order: Order, line: OrderLine) => scheduleOf(order, line, route(line));

  /** A line as lists of orders and of materials show it. */
  function material(line: OrderLine) {
    const { 名称, 规格, 单位 } = item(line);
    return {
      物料ID: line.物料ID,
      物料编码: line.物料编码,
      物料名称: 名称,
      规格型号: 规格,
      单位,
      数量: line.数量,
      状态: line.状态,
      ...(line.批次号 ? { 批次号: line.批次号 } : {}),
    };
  }

  const head = (order: Order) => ({
    客户ID: order.customer.客户ID,
    订单ID: order.订单ID,
    订单号: order.订单号,
    客户名称: order.customer.客户名称,
    下单日期: isoOf(order.下单日期),
    状态: order.状态,
  });

  return {
    /** A row of `/orders`. */
    row: (order: Order) => ({ ...head(order), 要求交期: order.要求交期, 物料: order.物料.map(material) }),

    /** `/orders/{id}/status`. */
    status(order: Order) {
      const schedules = order.物料.map((line) => schedule(order, line));
      const share = schedules.reduce((sum, { progress }) => sum + progress, 0) / schedules.length;
      return {
        ...head(order),
        进度: Math.round(share * 10) / 10,
        要求交期: order.要求交期,
        计划完成: latest(schedules.map(({ plannedEnd }) => plannedEnd)),
        物料总数: order.物料.length,
        已完成物料数: order.物料.filter(({ 状态 }) => 状态 === "已完成" || 状态 === "已发货").length,
        ...(order.备注 ? { 备注: order.备注 } : {}),
        ...(order.物流 ? { 物流: order.物流 } : {}),
        ...(order.取消 ? { 取消: order.取消 } : {}),
        状态记录: history(order, schedules),
      };
    },

    /** `/orders/{id}/materials`. */
    materials: (order: Order) => ({
      ...head(order),
      物料: order.物料.map((line) => {
        const { progress, finished, plannedEnd } = schedule(order, line);
        return { ...material(line), 已完成数量: finished, 进度: progress, 计划完成: plannedEnd };
      }),
    }),

    /** `/materials/{id}/progress`. */
    progress(order: Order, line: OrderLine) {
      const { stages, progress, finished, plannedStart, plannedEnd } = schedule(order, line);
      return {
        客户ID: order.customer.客户ID,
        订单ID: order.订单ID,
        订单号: order.订单号,
        ...material(line),
        工艺路线: item(line).工艺,
        已完成数量: finished,
        进度: progress,
        计划开工: plannedStart,
        计划完成: plannedEnd,
        当前工序: stages.find(({ 状态 }) => 状态 === "进行中")?.工序 ?? null,
        工序: stages,
        质检: inspection(line, stages.at(-1)),
      };
    },
  };
}

/** What inspection, which is every route's last operation, found. */
function inspection(line: OrderLine, last: Schedule["stages"][number] | undefined) {
  if (last?.状态 !== "已完工") return { 结论: last?.状态 === "进行中" ? "检验中" : "待检" };
  return {
    结论: "合格",
    抽样数量: Math.max(1, Math.ceil(line.数量 / SAMPLE)),
    不合格数量: 0,
    检验时间: last.实际完工,
    报告编号: `ZJ-${line.物料ID}`,
  };
}

function history(order: Order, schedules: readonly Schedule[]) {
  const begun = schedules.flatMap(({ stages }) => stages[0]?.实际开工 ?? []).sort()[0];
  const isMade = order.状态 === "已发货" || order.状态 === "已完成";
  const made = isMade ? latest(schedules.flatMap(({ stages }) => stages.at(-1)?.实际完工 ?? [])) : undefined;
  return [
    { 时间: order.下单日期, 事项: "客户下单" },
    begun && { 时间: begun, 事项: "投产" },
    made && { 时间: made, 事项: "全部物料质检合格入库" },
    order.物流 && { 时间: order.物流.发货时间, 事项: `发货（${order.物流.承运方} ${order.物流.运单号}）` },
    order.物流?.签收时间 && { 时间: order.物流.签收时间, 事项: "客户签收" },
    order.取消 && { 时间: order.取消.时间, 事项: `订单取消：${order.取消.原因}` },
  ].filter((entry) => typeof entry === "object");
}

function latest(times: readonly string[]): string | undefined {
  return [...times].sort().at(-1);
}

/** China's time as an instant, without fractions of seconds. */
function isoOf(time: string): string {
  return new Date(`${time.replace(" ", "T")}+08:00`).toISOString().replace(".000Z", "Z");
}
