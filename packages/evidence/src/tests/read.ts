import { readJson } from "../formats/json.ts";
import type { Text } from "../formats/text.ts";
import { Unreadable } from "../formats/unreadable.ts";
import { readXml, type XmlHandler } from "../formats/xml.ts";
import { readReports } from "../reading.ts";
import type { Reading, ReportFile } from "../report.ts";
import { ctrf } from "./ctrf.ts";
import { startTally, type Tally, type TestFigures } from "./figures.ts";
import { junit } from "./junit.ts";
import { tap } from "./tap.ts";
import { trx } from "./trx.ts";

/**
 * Reads test reports: JUnit XML, TRX, TAP and CTRF, told apart by what is in them.
 * @returns a reading for each file, in order; what is wrong with a file is its reading
 * @throws what `chunks` throws
 */
export function readTests(files: readonly ReportFile[]): Promise<Reading<TestFigures>[]> {
  return readReports(files, async (text) => {
    const tally = startTally();
    const format = await readInto(tally, text);
    return { format, found: tally.figures() };
  });
}

async function readInto(tally: Tally, text: Text): Promise<string> {
  switch (text.start) {
    case "<":
      return readXmlInto(tally, text);
    case "{":
    case "[":
      ctrf(await readJson(text), tally);
      return "CTRF";
    default:
      await tap(text, tally);
      return "TAP";
  }
}

type Dialect = { format: string; handler: (tally: Tally) => XmlHandler };
const dialects: ReadonlyMap<string, Dialect> = new Map([
  ["testsuites", { format: "JUnit XML", handler: junit }],
  ["testsuite", { format: "JUnit XML", handler: junit }],
  ["TestRun", { format: "TRX", handler: trx }],
]);

async function readXmlInto(tally: Tally, text: Text): Promise<string> {
  let format = "";
  let handler: XmlHandler | null = null;
  await readXml(text, {
    open: (name, attributes) => {
      if (handler === null) {
        const dialect = dialects.get(name);
        if (dialect === undefined) throw new Unreadable("is in no format of test results that is read");
        format = dialect.format;
        handler = dialect.handler(tally);
      }
      handler.open(name, attributes);
    },
    close: (name) => handler?.close(name),
  });
  return format;
}
