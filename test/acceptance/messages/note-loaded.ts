/** Loaded into an action's process before the action: writes the files that it loads to where LOADED_FILES says. */

import { writeFileSync } from "node:fs";
import { registerHooks } from "node:module";

const file = process.env["LOADED_FILES"];

if (file !== undefined) {
  const loaded: string[] = [];
  registerHooks({
    load(url, context, next) {
      loaded.push(url);
      return next(url, context);
    },
  });
  process.on("exit", () => writeFileSync(file, JSON.stringify(loaded)));
}
