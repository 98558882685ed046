/** What an ERP does not take of one who asks says nothing of the ERP. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { ERP_GUARD, restErp } from "../../../integrations/erp/rest.ts";
import { createGuard } from "../../../integrations/outgoing/guard.ts";
import { type OutsideServer, startServer } from "../../../integrations/sandbox/http-server.ts";

let server: OutsideServer;
beforeAll(async () => {
  server = await startServer(({ query }) => {
    const status = Number(/^\d{3}$/.exec(query.keyword ?? "")?.[0] ?? 200);
    return { status, body: status === 200 ? { data: [], total: 0 } : { error: "not so" } };
  });
});
afterAll(() => server.close());

const started = () => {
  const guard = createGuard("erp", { ...ERP_GUARD, pause: 1, openFor: 3_600_000 });
  const erp = restErp({ url: server.url, token: null, guard });
  const search = (keyword?: string) =>
    erp.orders({ customerId: "1", keyword, status: undefined, page: 1, pageSize: 20 });
  return { guard, search };
};

test.each(["400", "414", "422"])("searches refused with %s are asked once, and leave others alone", async (status) => {
  const { guard, search } = started();
  const before = server.asked.length;
  for (let count = 0; count < 10; count++) await expect(search(status)).rejects.toThrow();
  expect(server.asked).toHaveLength(before + 10);
  expect(guard.state().circuit).toBe("closed");
  expect(await search()).toEqual({ orders: [], total: 0 });
});

test.each(["403", "404", "500"])("an ERP that answers a search with %s is in trouble", async (status) => {
  const { guard, search } = started();
  for (let count = 0; count < 10; count++) await expect(search(status)).rejects.toThrow();
  expect(guard.state().circuit).toBe("open");
});
