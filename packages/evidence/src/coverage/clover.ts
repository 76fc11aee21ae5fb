import { readCount } from "../formats/number.ts";
import { addShares, compareShares, type Share } from "./figures.ts";
import { startLineMap } from "./lines.ts";
import type { CoverageHandler } from "./read-xml.ts";

type Attributes = Readonly<Record<string, string>>;
type Metrics = { statements: Share; conditionals: Share };

/**
 * Clover XML, as OpenClover, PHPUnit and Istanbul write it: `line` elements of each `file`, of which those of `type="method"`
 * are no lines of their own, and `metrics` of the file, the only place that counts branches.
 */
export function clover(): CoverageHandler {
  const map = startLineMap();
  const open: string[] = ["coverage"];
  const files: Metrics[] = [];
  let projects: Metrics[] = [];
  let fileNumber = 0;
  return {
    open: (name, attributes) => {
      const parent = open.at(-1);
      open.push(name);
      if (name === "file") {
        fileNumber += 1;
        map.file(attributes["path"] ?? `${attributes["name"] ?? ""}#${fileNumber}`);
      } else if (name === "line" && parent === "file" && attributes["type"] !== "method")
        map.line(readCount(attributes["num"]) ?? -1, isHit(attributes));
      else if (name === "metrics" && parent === "file") files.push(readMetrics(attributes));
      else if (name === "metrics" && parent === "project") projects = [readMetrics(attributes)];
    },
    close: () => {
      open.pop();
    },
    figures: () => {
      const lines = map.lines();
      const branches = addShares(files.map((one) => one.conditionals));
      const [project] = projects;
      const counted = { statements: addShares(files.map((one) => one.statements)), conditionals: branches };
      return {
        lines,
        branches,
        remarks:
          project === undefined || files.length === 0
            ? []
            : [
                ...compareShares("statements", project.statements, counted.statements),
                ...compareShares("branches", project.conditionals, counted.conditionals),
              ],
      };
    },
  };
}

/** OpenClover counts how often a condition was true, and false; it has no `count` there. */
function isHit({ count, truecount, falsecount }: Attributes): boolean {
  if (count !== undefined) return (readCount(count) ?? 0) > 0;
  return (readCount(truecount) ?? 0) + (readCount(falsecount) ?? 0) > 0;
}

function readMetrics(attributes: Attributes): Metrics {
  const share = (name: string): Share => {
    const total = readCount(attributes[name]) ?? 0;
    return { total, covered: Math.min(total, readCount(attributes[`covered${name}`]) ?? 0) };
  };
  return { statements: share("statements"), conditionals: share("conditionals") };
}
