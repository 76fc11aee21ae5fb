export type Counted = {
  action: string;
  scenario: string;
  /** That the action makes when nothing disturbs it. */
  requests: number;
  counts: ReadonlyMap<string, number>;
};

/** Actions x points x faults: how often each was met. */
export function printTable(rows: readonly Counted[], kinds: readonly string[]): string {
  const totals = new Map(
    kinds.map((kind) => [kind, rows.reduce((sum, { counts }) => sum + (counts.get(kind) ?? 0), 0)]),
  );
  const requests = rows.reduce((sum, row) => sum + row.requests, 0);
  const all = [...rows, { action: "", scenario: "all", requests, counts: totals }];
  const cells = all.map(({ action, scenario, requests: points, counts }) => [
    action,
    scenario,
    String(points),
    ...kinds.map((kind) => String(counts.get(kind) ?? 0)),
  ]);
  return alignColumns([["action", "what it does", "requests", ...kinds], ...cells]);
}

function alignColumns(lines: readonly (readonly string[])[]): string {
  const widths = (lines[0] ?? []).map((_, column) =>
    Math.max(...lines.map((line) => (line[column] ?? "").length)),
  );
  return lines
    .map((line) =>
      line
        .map((cell, column) =>
          column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join("  "),
    )
    .join("\n");
}
