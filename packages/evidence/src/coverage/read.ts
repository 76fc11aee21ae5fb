import { readJson } from "../formats/json.ts";
import type { Text } from "../formats/text.ts";
import { readReports } from "../reading.ts";
import type { Reading, ReportFile } from "../report.ts";
import type { CoverageFigures } from "./figures.ts";
import { goCover } from "./go.ts";
import { istanbul } from "./istanbul.ts";
import { lcov } from "./lcov.ts";
import { readCoverageXml } from "./read-xml.ts";

/**
 * Reads coverage reports: lcov, Cobertura, JaCoCo, Clover, Istanbul's JSON and Go's cover profile, told apart by what is in them.
 * @returns a reading for each file, in order; what is wrong with a file is its reading
 * @throws what `chunks` throws
 */
export function readCoverage(files: readonly ReportFile[]): Promise<Reading<CoverageFigures>[]> {
  return readReports(files, read);
}

async function read(text: Text): Promise<{ format: string; found: CoverageFigures }> {
  switch (text.start) {
    case "<":
      return readCoverageXml(text);
    case "{":
    case "[":
      return istanbul(await readJson(text));
    // `mode: set`. lcov begins with a capital, or a comment.
    case "m":
      return { format: "Go cover profile", found: await goCover(text) };
    default:
      return { format: "lcov", found: await lcov(text) };
  }
}
