/** What somebody enters of a transformation. */
import { rowsIn } from "../../parts/rows.tsx";
import { said } from "../../parts/said.ts";

/** What goes in, and what comes out. */
export interface Draft {
  readonly inputs: readonly { readonly traceId: string; readonly quantity: number }[];
  readonly outputs: readonly {
    readonly name: string;
    readonly quantity: number;
    readonly unit: string;
    readonly batchCode?: string;
  }[];
}

/** What a form holds by now; numbers that are missing are 0. */
export function draftIn(data: FormData): Draft {
  const rows = (name: string, field: string) =>
    Array.from(
      { length: rowsIn(data, name, field) },
      (_, index) => (of: string) => said(data, `${name}.${index}.${of}`),
    );
  return {
    inputs: rows("inputs", "traceId").map((of) => ({ traceId: of("traceId"), quantity: Number(of("quantity")) })),
    outputs: rows("outputs", "name").map((of) => ({
      name: of("name"),
      quantity: Number(of("quantity")),
      unit: of("unit"),
      ...(of("batchCode") && { batchCode: of("batchCode") }),
    })),
  };
}

interface Amount {
  readonly unit: string;
  readonly quantity: number;
}

/** Units, as they are written, of which more comes out than goes in: the API has the rule, this tells it beforehand. */
export function gainsIn(inputs: readonly Amount[], outputs: readonly Amount[]) {
  const [before, after] = [sumsOf(inputs), sumsOf(outputs)];
  return [...before].flatMap(([unit, sum]) => {
    const out = after.get(unit) ?? 0;
    return out > sum ? [{ unit, in: sum, out }] : [];
  });
}

function sumsOf(amounts: readonly Amount[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { unit, quantity } of amounts) sums.set(unit, (sums.get(unit) ?? 0) + quantity);
  return sums;
}
