import { useState } from "preact/hooks";
import { useConsole } from "../app/context.ts";
import { Facts } from "../parts/facts.tsx";
import { Loading } from "../parts/loading.tsx";
import { useLoad } from "../parts/use-load.ts";

/** What the ERP wrote about something, in its own words: read when somebody opens it. */
export function ErpDocument({ title, path }: { readonly title: string; readonly path: string }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>{title}</summary>
      {isOpen && <Words path={path} />}
    </details>
  );
}

function Words({ path }: { readonly path: string }) {
  const { session } = useConsole();
  const found = useLoad(async () => (await session.call<unknown>("GET", path)).data, [path]);
  return <Loading of={found}>{(value) => <Value of={value} />}</Loading>;
}

/** Any JSON: objects name by name, lists item by item. */
function Value({ of }: { readonly of: unknown }) {
  if (Array.isArray(of)) {
    return (
      <ul class="entries">
        {of.map((item, index) => (
          <li key={index}>
            <Value of={item} />
          </li>
        ))}
      </ul>
    );
  }
  if (typeof of !== "object" || of === null) return <>{String(of ?? "")}</>;
  return <Facts of={Object.entries(of).map(([name, value]) => [name, <Value of={value} />] as const)} />;
}
