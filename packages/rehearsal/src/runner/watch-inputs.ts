/**
 * Loaded into the action's process before the action: notes which inputs it reads, so that a test can hold
 * them against its contract. The names go to the file that REHEARSAL_INPUTS_READ points at.
 */

import { writeFileSync } from "node:fs";

const file = process.env["REHEARSAL_INPUTS_READ"];
delete process.env["REHEARSAL_INPUTS_READ"];

if (file !== undefined) {
  const read = new Set<string>();
  /** Copying the whole environment, say for a child process, reads no input. */
  const copied = new Set<string | symbol>();
  process.env = new Proxy(process.env, {
    getOwnPropertyDescriptor: (environment, name) => {
      copied.add(name);
      queueMicrotask(() => copied.clear());
      return Reflect.getOwnPropertyDescriptor(environment, name);
    },
    get: (environment, name) => {
      if (!copied.delete(name) && typeof name === "string" && name.startsWith("INPUT_")) read.add(name);
      return Reflect.get(environment, name);
    },
  });
  process.on("exit", () => writeFileSync(file, JSON.stringify([...read].sort())));
}
