/** An ERP that speaks the REST of `docs/dialects/orders.md`. */
import { type Answered, type Asked, type OutsideServer, startServer } from "../http-server.ts";
import type { Listening } from "../listen.ts";
import { demoBooks, type ErpBooks } from "./books.ts";

/** Its data, its expected credentials, and where it listens. */
export interface ErpSandboxOptions extends Listening {
  /** The bearer token that it requires. */
  readonly token: string;
  /** The demonstration's if left out. */
  readonly books?: ErpBooks;
}

/** A running ERP. */
export interface ErpSandbox extends OutsideServer {
  /** Set to make it return other customers' orders, as a careless ERP would. */
  careless: boolean;
}

const NOTHING: Answered = { status: 404, body: { 错误: "不存在" } };
const wrong = (why: string): Answered => ({ status: 400, body: { 错误: why } });

/** Start an ERP. */
export async function startErpSandbox(options: ErpSandboxOptions): Promise<ErpSandbox> {
  const { token, books = demoBooks(), ...where } = options;
  const knobs = { careless: false };
  const finders: Readonly<Record<string, ErpBooks["orderStatus"]>> = {
    "orders/status": books.orderStatus,
    "orders/materials": books.orderMaterials,
    "materials/progress": books.materialProgress,
  };
  const isFor = (customerId: number, { query }: Asked) => knobs.careless || query.customerId === String(customerId);

  /** Matches codes by prefix: the caller has to compare exactly. */
  function customers({ query }: Asked): Answered {
    const { inviteCode = "" } = query;
    return {
      body: { data: books.customers.filter((row) => inviteCode !== "" && row.微信邀请码.startsWith(inviteCode)) },
    };
  }

  function orders(asked: Asked): Answered {
    const { customerId = "", keyword, status, page = "1", pageSize = "20" } = asked.query;
    if (customerId === "") return wrong("缺少客户ID");
    if (!isCount(page) || !isCount(pageSize)) return wrong("分页参数不正确");
    const matching = books.orders.filter(
      (row) =>
        isFor(row.客户ID, asked) &&
        (status === undefined || row.状态 === status) &&
        (keyword === undefined || textsOf(row).some((text) => text.includes(keyword))),
    );
    const start = (Number(page) - 1) * Number(pageSize);
    return { body: { data: matching.slice(start, start + Number(pageSize)), total: matching.length } };
  }

  function document(asked: Asked): Answered {
    const [, kind, id = "", what, ...more] = asked.path.split("/").map(decoded);
    const find = more.length === 0 ? finders[`${kind}/${what}`] : undefined;
    const found = find?.(id);
    return found && isFor(found.customerId, asked) ? { body: found.body } : NOTHING;
  }

  const server = await startServer((asked) => {
    if (asked.method !== "GET") return { status: 405, body: { 错误: "只支持 GET" } };
    if (asked.path === "/health") return { body: { status: "up" } };
    if (asked.headers.authorization !== `Bearer ${token}`) return { status: 401, body: { 错误: "令牌无效" } };
    if (asked.path === "/customers") return customers(asked);
    return asked.path === "/orders" ? orders(asked) : document(asked);
  }, where);
  return Object.assign(knobs, server);
}

const isCount = (text: string) => /^[1-9]\d{0,6}$/.test(text);

/** All texts in a row, at any depth. */
function textsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
