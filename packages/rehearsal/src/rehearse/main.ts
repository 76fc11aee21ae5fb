/** `npm run rehearse`: plays workflow files of a folder, and tells what happens. */

import { join } from "node:path";
import { rehearse } from "./rehearse.ts";
import { RehearseError } from "./rehearse-error.ts";

// Ends by way of `exit`, so that what steps have started ends, too.
process.once("SIGINT", () => process.exit(130));
process.once("SIGTERM", () => process.exit(143));

try {
  const isGood = await rehearse(process.argv.slice(2), {
    product: join(import.meta.dirname, "../../../.."),
    // npm starts scripts in the folder of their package, and says where it was called.
    base: process.env["INIT_CWD"] ?? process.cwd(),
    tell: (lines) => {
      if (lines.length > 0) process.stdout.write(`${lines.join("\n")}\n`);
    },
  });
  process.exitCode = isGood ? 0 : 1;
} catch (error) {
  if (!(error instanceof RehearseError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
