import { readCount } from "../formats/number.ts";
import { compareShares } from "./figures.ts";
import { startLineMap } from "./lines.ts";
import type { CoverageHandler } from "./read-xml.ts";

type Attributes = Readonly<Record<string, string>>;

/**
 * Cobertura XML (coverage-04.dtd), as coverage.py, gcovr, Istanbul, PHPUnit and others write it: `line` elements of a `class`;
 * those of its `method`s are the same ones again. Classes of one file are one file.
 */
export function cobertura(root: Attributes): CoverageHandler {
  const map = startLineMap();
  let methods = 0;
  let inClass = false;
  let hasBranches = false;
  return {
    open: (name, attributes) => {
      if (name === "class") {
        map.file(attributes["filename"] ?? attributes["name"] ?? "");
        inClass = true;
      } else if (name === "methods") methods += 1;
      else if (name === "line" && inClass && methods === 0) {
        const number = readCount(attributes["number"]) ?? -1;
        map.line(number, (readCount(attributes["hits"]) ?? 0) > 0);
        hasBranches = readBranches(number, attributes["condition-coverage"], map.branch) || hasBranches;
      }
    },
    close: (name) => {
      if (name === "class") inClass = false;
      if (name === "methods") methods -= 1;
    },
    figures: () => {
      const [lines, branches] = [map.lines(), map.branches()];
      const says = (what: string) => ({
        covered: readCount(root[`${what}-covered`]),
        total: readCount(root[`${what}-valid`]),
      });
      return {
        lines,
        branches,
        remarks: [
          ...compareShares("lines", says("lines"), lines),
          ...(hasBranches ? compareShares("branches", says("branches"), branches) : []),
        ],
      };
    },
  };
}

/** `50% (1/2)`: which one it was is not said, so of two reports of a line the better one counts. */
function readBranches(
  line: number,
  text: string | undefined,
  add: (key: string, taken: boolean) => void,
): boolean {
  const found = /\((\d{1,4})\/(\d{1,4})\)\s*$/.exec(text ?? "");
  if (found === null) return false;
  const [covered, total] = [Number(found[1]), Number(found[2])];
  for (let at = 0; at < total; at += 1) add(`${line},${at}`, at < covered);
  return total > 0;
}
