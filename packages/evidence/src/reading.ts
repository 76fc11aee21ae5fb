import { openText, type Text } from "./formats/text.ts";
import { Unreadable } from "./formats/unreadable.ts";
import type { Reading, ReportFile } from "./report.ts";

/**
 * Reads reports one after the other. Whatever is wrong with a report becomes its reading; what the border throws while it
 * reads a file goes through.
 */
export async function readReports<T>(
  files: readonly ReportFile[],
  read: (text: Text, file: ReportFile) => Promise<{ format: string; found: T }>,
): Promise<Reading<T>[]> {
  const readings: Reading<T>[] = [];
  for (const file of files) readings.push(await readReport(file, read));
  return readings;
}

async function readReport<T>(
  file: ReportFile,
  read: (text: Text, file: ReportFile) => Promise<{ format: string; found: T }>,
): Promise<Reading<T>> {
  try {
    const text = await openText(file);
    if (text.start === "") throw new Unreadable("is empty");
    return { ok: true, ...(await read(text, file)) };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { ok: false, problem: `${shorten(file.path)} ${error.message}.` };
  }
}

/** The end of a path says more than its beginning. */
function shorten(path: string): string {
  return path.length > 120 ? `…${path.slice(-119)}` : path;
}
