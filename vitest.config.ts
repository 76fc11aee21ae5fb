import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["packages/**/*.test.ts", "actions/**/*.test.ts", "scripts/**/*.test.ts", "test/**/*.test.ts"],
    exclude: ["**/node_modules/**", "build/**", "dist/**"],
    testTimeout: 30_000,
    // The built actions are tested as they are.
    server: { deps: { external: [/\/dist\//] } },
    // Vitest keeps one of two cores free; here much of the work is in the processes that tests start and wait for, so
    // one more worker than cores keeps all of them busy.
    maxWorkers: availableParallelism() + 1,
    // One that is left behind would hide all others.
    allowOnly: false,
  },
});
