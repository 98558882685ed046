/** Markdown tables, readable in a terminal as they are. */

/** How many times as much as `reference` something is. */
export function ratio(value: number, reference: number): number {
  if (!(value >= 0) || !(reference > 0)) throw new RangeError(`no ratio of ${value} to ${reference}`);
  return value / reference;
}

/** A ratio as shown: two decimals below ten, one below a hundred. */
export function showRatio(value: number): string {
  return `${value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)}×`;
}

/** A count as shown: whole, with separators. */
export function showCount(value: number): string {
  return Math.round(value).toLocaleString("en-US");
}

/** A table with columns of equal width; all but the first `left` are aligned to the right. */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[], left = 1): string {
  const widths = header.map((_, column) => Math.max(3, ...[header, ...rows].map((row) => (row[column] ?? "").length)));
  const line = (row: readonly string[]) => {
    const cells = widths.map((width, column) => {
      const text = row[column] ?? "";
      return column < left ? text.padEnd(width) : text.padStart(width);
    });
    return `| ${cells.join(" | ")} |`;
  };
  const rule = widths.map((width, column) => (column < left ? "-".repeat(width) : `${"-".repeat(width - 1)}:`));
  return [line(header), `| ${rule.join(" | ")} |`, ...rows.map(line)].join("\n");
}
