import { readCount } from "../formats/number.ts";
import { compareShares, type Share } from "./figures.ts";
import type { CoverageHandler } from "./read-xml.ts";

/**
 * JaCoCo XML (report.dtd 1.1): `line` elements of each `sourcefile`, with instructions (`mi`, `ci`) and branches (`mb`, `cb`)
 * missed and covered. Classes without line numbers have none: then the counters of the report itself are all there is.
 */
export function jacoco(): CoverageHandler {
  const lines: Share = { covered: 0, total: 0 };
  const branches: Share = { covered: 0, total: 0 };
  const claims = new Map<string, { covered: number | undefined; total: number | undefined }>();
  let depth = 0;
  return {
    open: (name, attributes) => {
      depth += 1;
      if (name === "line") {
        const [ci, mb, cb] = ["ci", "mb", "cb"].map((key) => readCount(attributes[key]) ?? 0);
        lines.total += 1;
        lines.covered += ci === undefined || ci === 0 ? 0 : 1;
        branches.total += (mb ?? 0) + (cb ?? 0);
        branches.covered += cb ?? 0;
      } else if (name === "counter" && depth === 1) {
        const [missed, covered] = [readCount(attributes["missed"]), readCount(attributes["covered"])];
        const total = missed === undefined || covered === undefined ? undefined : missed + covered;
        claims.set(attributes["type"] ?? "", { covered, total });
      }
    },
    close: () => {
      depth -= 1;
    },
    figures: () => {
      const [line, branch] = [claims.get("LINE"), claims.get("BRANCH")];
      return {
        lines: lines.total > 0 ? lines : whole(line),
        branches: branches.total > 0 ? branches : whole(branch),
        remarks: [
          ...(lines.total > 0 && line !== undefined ? compareShares("lines", line, lines) : []),
          ...(branches.total > 0 && branch !== undefined ? compareShares("branches", branch, branches) : []),
        ],
      };
    },
  };
}

function whole(claim: { covered: number | undefined; total: number | undefined } | undefined): Share {
  return claim?.covered === undefined || claim.total === undefined
    ? { covered: 0, total: 0 }
    : { covered: claim.covered, total: claim.total };
}
