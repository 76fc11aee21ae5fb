import { appendFileSync } from "node:fs";
import { join } from "node:path";

/* What the many-cased tests have met: `npm run trust` prints it when all have ended. */

const folder = process.env["RELEASE_APPROVAL_TABLES"];

/** Keeps lines under a title for the end; without a folder for tables, as in `npm test`, nobody asks for them. */
export function keepTable(title: string, text: string): void {
  if (folder !== undefined) appendFileSync(join(folder, `${title}.txt`), `${text}\n`);
}
