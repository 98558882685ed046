import { useState } from "preact/hooks";
import { useConsole, useTexts } from "../app/context.ts";
import { Choice, Field } from "../parts/field.tsx";
import { Loading } from "../parts/loading.tsx";
import { useFormat } from "../parts/use-format.ts";
import { useLoad } from "../parts/use-load.ts";
import { ErpDocument } from "./erp-document.tsx";
import { LinkedBatches } from "./linked-batches.tsx";
import type { Order, OrderPage } from "./order.ts";
import { ORDER_TEXTS } from "./texts.ts";

const PAGE_SIZE = 20;

/** The company's orders: the ERP's, page by page. */
export function Orders() {
  const { session } = useConsole();
  const texts = useTexts(ORDER_TEXTS);
  const [keyword, setKeyword] = useState("");
  const [status, setStatus] = useState("");
  const [page, setPage] = useState(1);
  const query = new URLSearchParams({
    page: String(page),
    pageSize: String(PAGE_SIZE),
    ...(keyword && { keyword }),
    ...(status && { status }),
  });
  const path = `/api/orders/search?${query}`;
  const found = useLoad(async () => (await session.call<OrderPage>("GET", path)).data, [path]);

  const search = (event: Event) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement);
    setKeyword(String(data.get("keyword")).trim());
    setStatus(String(data.get("status")));
    setPage(1);
  };
  return (
    <>
      <form class="act" onSubmit={search}>
        <div class="row">
          <Field label={texts.search} help={texts.searchHelp} name="keyword" type="search" />
          <Choice
            label={texts.status}
            name="status"
            options={[["", texts.anyStatus], ...Object.entries(texts.statuses)]}
          />
        </div>
        <div class="act-end">
          <button type="submit" class="button">
            {texts.search}
          </button>
        </div>
      </form>
      <Loading of={found}>
        {({ orders, total }) => (
          <>
            <p role="status">{orders.length === 0 ? texts.none : texts.found(total)}</p>
            <ul class="entries">
              {orders.map((order) => (
                <Entry key={order.order_id} order={order} />
              ))}
            </ul>
            <div class="actions">
              {page > 1 && (
                <button type="button" class="button-quiet" onClick={() => setPage(page - 1)}>
                  {texts.previous}
                </button>
              )}
              {page * PAGE_SIZE < total && (
                <button type="button" class="button-quiet" onClick={() => setPage(page + 1)}>
                  {texts.next}
                </button>
              )}
            </div>
          </>
        )}
      </Loading>
    </>
  );
}

function Entry({ order }: { readonly order: Order }) {
  const texts = useTexts(ORDER_TEXTS);
  const { day } = useFormat();
  const words = texts.statuses as Readonly<Record<string, string>>;
  const id = encodeURIComponent(order.order_id);
  return (
    <li class="sheet">
      <h2>{texts.order(order.order_no)}</h2>
      <p>
        <span class="tag">{words[order.status] ?? order.status}</span> <bdi>{order.customer_name}</bdi>{" "}
        {order.order_date && <span class="muted">{day(order.order_date)}</span>}
      </p>
      <ul class="entries">
        {order.materials.map((material) => (
          <li key={material.material_id}>
            <p>
              <strong>{material.material_code}</strong>{" "}
              <span class="tag">{words[material.status] ?? material.status}</span>
            </p>
            <LinkedBatches batches={material.batches} />
            <ErpDocument
              title={texts.progress}
              path={`/api/materials/${encodeURIComponent(material.material_id)}/progress`}
            />
          </li>
        ))}
      </ul>
      <ErpDocument title={texts.orderStatus} path={`/api/orders/${id}/status`} />
    </li>
  );
}
