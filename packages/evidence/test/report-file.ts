import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ReportFile } from "../src/report.ts";

const fixtures = join(import.meta.dirname, "../fixtures");

/** A report under `fixtures`, in chunks of so many bytes. */
export function fixture(path: string, size = 1000): ReportFile {
  return fileOf(readFileSync(join(fixtures, path)), { path, size });
}

/** A report under `fixtures` as text. */
export function textOf(path: string): string {
  return readFileSync(join(fixtures, path), "utf8");
}

/** What the tool printed when it wrote a report: its white space made even. */
export function printed(path: string): string {
  return readFileSync(join(fixtures, path), "utf8").replaceAll(/\s+/g, " ");
}

/** Paths of the reports in a folder under `fixtures`. */
export function reportsIn(folder: string): string[] {
  return readdirSync(join(fixtures, folder), { recursive: true, withFileTypes: true })
    .filter(
      (one) => one.isFile() && !/\.printed\.txt$|\.md$/.test(one.name) && !one.parentPath.endsWith("printed"),
    )
    .map((one) =>
      join(one.parentPath, one.name)
        .slice(fixtures.length + 1)
        .replaceAll("\\", "/"),
    )
    .sort();
}

/** A report of a test's own. */
export function fileOf(content: string | Uint8Array, { path = "report", size = 1000 } = {}): ReportFile {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return { path, size: bytes.length, chunks: cutUp(bytes, size) };
}

function* cutUp(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}
