import { z } from "zod";
import { Unreadable } from "../formats/unreadable.ts";
import { addShares, type CoverageFigures, compareShares, type Share } from "./figures.ts";

const count = z.int().min(0);
const share = z.object({ total: count, covered: count }).refine(({ total, covered }) => covered <= total);
const sums = z.object({ lines: share, branches: share });
const summary = z.record(z.string(), sums);
const place = z.object({ start: z.object({ line: count }) });
const final = z.record(
  z.string(),
  z.object({
    statementMap: z.record(z.string(), place),
    s: z.record(z.string(), count),
    b: z.record(z.string(), z.array(count)),
  }),
);

/**
 * Istanbul's `coverage-summary.json` and `coverage-final.json`, as nyc, c8, Jest and vitest write them.
 * @throws Unreadable for other JSON
 */
export function istanbul(json: unknown): { format: string; found: CoverageFigures } {
  const short = summary.safeParse(json);
  if (short.success && Object.keys(short.data).length > 0)
    return { format: "Istanbul summary", found: addSums(short.data) };
  const long = final.safeParse(json);
  if (long.success && Object.keys(long.data).length > 0)
    return { format: "Istanbul coverage", found: countLines(long.data) };
  throw new Unreadable("is in no format of coverage that is read");
}

/** A file may not be called `total`: paths are absolute. */
function addSums({ total, ...files }: z.infer<typeof summary>): CoverageFigures {
  const each = Object.values(files);
  const lines = addShares(each.map((one) => one.lines));
  const branches = addShares(each.map((one) => one.branches));
  if (each.length === 0 && total !== undefined) return { ...pick(total), remarks: [] };
  return {
    lines,
    branches,
    remarks:
      total === undefined
        ? []
        : [
            ...compareShares("lines", total.lines, lines),
            ...compareShares("branches", total.branches, branches),
          ],
  };
}

function pick({ lines, branches }: z.infer<typeof sums>): { lines: Share; branches: Share } {
  return { lines: share.parse(lines), branches: share.parse(branches) };
}

/** A line is covered when a statement that begins on it is. */
function countLines(files: z.infer<typeof final>): CoverageFigures {
  const lines: Share[] = [];
  const branches: Share[] = [];
  for (const { statementMap, s, b } of Object.values(files)) {
    const hits = new Map<number, boolean>();
    for (const [id, { start }] of Object.entries(statementMap))
      hits.set(start.line, hits.get(start.line) === true || (s[id] ?? 0) > 0);
    lines.push({ covered: [...hits.values()].filter(Boolean).length, total: hits.size });
    const each = Object.values(b).flat();
    branches.push({ covered: each.filter((taken) => taken > 0).length, total: each.length });
  }
  return { lines: addShares(lines), branches: addShares(branches), remarks: [] };
}
