import { quantitiesOf } from "../../../../domain/lineage/amounts.ts";
import type { ShownLineage, ShownNode } from "../../../../domain/lineage/read-lineage.ts";
import { FATES } from "../../../../domain/records/gone.ts";
import type { Hex } from "../../../../domain/shared/hex.ts";
import { traceIdOf, userIdOf } from "../../../../domain/shared/identifiers.ts";
import { fromThousandths, unitName } from "../../../../domain/shared/quantity.ts";
import { checksumAddress } from "../../../http/eip55.ts";
import { csvOf } from "./csv.ts";

/** A lineage as JSON: each batch once, and what of which went into which. */
export function lineageView({ root, nodes, edges, counts, isTruncated }: ShownLineage) {
  const addresses = new Map<Hex, string>();
  const addressOf = (address: Hex) => {
    // Hashed once each, for thousands of batches of a few holders.
    const known = addresses.get(address) ?? checksumAddress(address);
    addresses.set(address, known);
    return known;
  };
  return {
    batchCode: root.code,
    nodes: nodes.map((node) => nodeView(node, addressOf)),
    edges: edges.map(({ from, to, kind, quantity, unit }) => ({
      from,
      to,
      kind,
      quantity: fromThousandths(quantity),
      unit: unit === null ? null : unitName(unit),
    })),
    counts,
    truncated: isTruncated,
  };
}

function nodeView({ key, depth, batch, holder }: ShownNode, addressOf: (address: Hex) => string) {
  return {
    key,
    depth,
    id: batch && traceIdOf(batch.id),
    batchCode: batch?.code ?? null,
    name: batch?.name ?? null,
    status: batch?.status ?? null,
    result: batch?.verdict ?? null,
    remaining: batch ? fromThousandths(batch.quantity) : null,
    unit: batch ? unitName(batch.unit) : null,
    quantities: batch && quantitiesOf(batch),
    holder: holder && {
      address: addressOf(holder.address),
      userId: holder.account ? userIdOf(holder.account.id) : null,
      name: holder.account?.name ?? null,
    },
    ...(batch ? {} : { withheld: true }),
  };
}

/** The same as CSV (RFC 4180): first the batches, then, after an empty line, what went into which. */
export function lineageCsv(lineage: ShownLineage): string {
  const { nodes, edges } = lineageView(lineage);
  const rows = [
    [
      "key",
      "depth",
      "id",
      "batchCode",
      "name",
      "status",
      "result",
      "made",
      "remaining",
      ...FATES,
      "unit",
      "holder",
      "holderName",
    ],
    ...nodes.map((node) => [
      node.key,
      node.depth,
      node.id,
      node.batchCode,
      node.name,
      node.status,
      node.result,
      node.quantities?.made,
      node.remaining,
      ...FATES.map((fate) => node.quantities?.[fate]),
      node.unit,
      node.holder?.address,
      node.holder?.name,
    ]),
    [],
    ["from", "to", "kind", "quantity", "unit"],
    ...edges.map((edge) => [edge.from, edge.to, edge.kind, edge.quantity, edge.unit]),
  ];
  return csvOf(rows);
}

/** The same in Graphviz's language. */
export function lineageDot(lineage: ShownLineage): string {
  const { nodes, edges, batchCode } = lineageView(lineage);
  const quoted = (text: string) => `"${text.replace(/["\\]/g, "\\$&").replaceAll("\n", " ")}"`;
  const label = (node: (typeof nodes)[number]) =>
    node.batchCode === null
      ? "withheld"
      : [node.name, node.batchCode, `${node.remaining} ${node.unit}`].filter(Boolean).join(" · ");
  const colour = (node: (typeof nodes)[number]) =>
    node.status === "recalled" || node.result === "fail" ? ', color="red"' : "";
  return [
    `digraph ${quoted(batchCode)} {`,
    "  rankdir=LR;",
    ...nodes.map((node) => `  ${quoted(node.key)} [label=${quoted(label(node))}${colour(node)}];`),
    ...edges.map(
      ({ from, to, quantity, unit }) =>
        `  ${quoted(from)} -> ${quoted(to)} [label=${quoted(`${quantity} ${unit ?? ""}`.trim())}];`,
    ),
    "}",
    "",
  ].join("\n");
}
