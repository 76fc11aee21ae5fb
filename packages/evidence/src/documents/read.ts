import { sizeText } from "../formats/text.ts";
import { Unreadable } from "../formats/unreadable.ts";
import { readReports } from "../reading.ts";
import type { Reading, ReportFile } from "../report.ts";
import { type MarkdownDocument, readSections } from "./sections.ts";

/** Documents are read whole. In characters. */
const largestDocument = 8 * 1024 * 1024;
const mostLines = 200_000;

/** Where a document is, with what it holds. */
export type ReadDocument = MarkdownDocument & { path: string };

/** Reads Markdown documents: release notes, migration guides, plans. */
export function readDocuments(files: readonly ReportFile[]): Promise<Reading<ReadDocument>[]> {
  return readReports(files, async ({ pieces }, { path }) => {
    const all: string[] = [];
    let length = 0;
    for await (const piece of pieces) {
      length += piece.length;
      if (length > largestDocument)
        throw new Unreadable(
          `is larger than ${sizeText(largestDocument)}, the most that is read of a document`,
        );
      all.push(piece);
    }
    const lines = all.join("").split(/\r\n|\n|\r/);
    if (lines.length > mostLines) throw new Unreadable("has more lines than are read of a document");
    return { format: "Markdown", found: { path, ...readSections(lines) } };
  });
}
