import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import type { ReportFile } from "@release-approval/evidence";
import type { FoundReport } from "./find-reports.ts";

/** A report that is being read, and the digest of what was seen of it. */
export type OpenReport = ReportFile & {
  /** SHA-256 of the whole file, hex: also of what its reader did not want to see. */
  digest: () => Promise<string>;
};

/** Opens a report: it is read once, as a stream, whatever its size. */
export function openReport({ path, real, size }: FoundReport): OpenReport {
  let whole: string | null = null;
  async function* read(): AsyncGenerator<Uint8Array> {
    const hash = createHash("sha256");
    for await (const chunk of createReadStream(real)) {
      hash.update(chunk as Buffer);
      yield chunk as Buffer;
    }
    whole = hash.digest("hex");
  }
  return {
    path,
    size,
    chunks: { [Symbol.asyncIterator]: read },
    digest: async () => {
      if (whole === null) for await (const _ of read());
      return whole ?? "";
    },
  };
}

/**
 * One digest of several reports: that of their list, as `sha256sum` prints it. Of one report its own, of none nothing.
 */
export async function digestOf(reports: readonly OpenReport[]): Promise<string | undefined> {
  const lines: string[] = [];
  for (const report of reports) lines.push(`${await report.digest()}  ${report.path}`);
  const [only] = lines;
  if (only === undefined) return undefined;
  return lines.length === 1
    ? only.slice(0, 64)
    : createHash("sha256")
        .update(`${lines.join("\n")}\n`)
        .digest("hex");
}
