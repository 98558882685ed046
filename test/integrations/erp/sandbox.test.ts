/** The driver for REST on the ERP sandbox, by what every ERP does. */
import type { OrderStatus } from "../../../domain/orders/erp.ts";
import { restErp } from "../../../integrations/erp/rest.ts";
import { type Order, readHoldings } from "../../../integrations/sandbox/erp/data.ts";
import { startErpSandbox } from "../../../integrations/sandbox/erp/server.ts";
import { describeErp, type StartedErp } from "./contract.ts";

const TOKEN = "the-token-of-the-sandbox";

const STATUSES: Readonly<Record<Order["状态"], OrderStatus>> = {
  待处理: "pending",
  生产中: "producing",
  已发货: "shipped",
  已完成: "completed",
  已取消: "cancelled",
};

describeErp("REST, the sandbox", async (): Promise<StartedErp> => {
  const { customers, orders } = readHoldings();
  const [company, another] = customers;
  if (!company || !another) throw new Error("the sandbox has two customers");
  const sandbox = await startErpSandbox({ token: TOKEN });
  const own = orders.filter((order) => order.customer === company);
  const foreign = orders.find((order) => order.customer === another);
  const numbersWith = (item: string) =>
    own.filter((order) => order.物料.some((line) => line.物料编码.includes(item))).map((order) => order.订单号);
  return {
    erp: restErp({ url: sandbox.url, token: TOKEN }),
    company: {
      customerId: String(company.客户ID),
      companyId: company.客户编码,
      companyName: company.客户名称,
      inviteCode: company.微信邀请码,
    },
    orders: own.map((order) => ({
      id: order.订单ID,
      number: order.订单号,
      status: STATUSES[order.状态],
      materials: order.物料.map((line) => ({
        id: line.物料ID,
        code: line.物料编码,
        status: STATUSES[line.状态],
        batchCodes: line.批次号 ?? [],
      })),
    })),
    keywords: [
      { keyword: "零件-", numbers: numbersWith("零件-") },
      { keyword: own[0]?.订单号 ?? "", numbers: [own[0]?.订单号 ?? ""] },
    ],
    other: {
      customerId: String(another.客户ID),
      orderId: foreign?.订单ID ?? "",
      materialId: foreign?.物料[0]?.物料ID ?? "",
    },
    close: () => sandbox.close(),
  };
});
