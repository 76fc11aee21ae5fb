import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "vitest/config";

/* Whether the tests of the decision itself meet all its branches. The set-up and the doctor stand aside. */

export default defineConfig({
  test: {
    include: ["packages/approval/src/**/*.test.ts"],
    exclude: ["**/node_modules/**", "packages/approval/src/setup/**"],
    testTimeout: 60_000,
    maxWorkers: availableParallelism() + 1,
    allowOnly: false,
    coverage: {
      enabled: true,
      provider: "v8",
      include: ["packages/approval/src/**"],
      // `assertNever` is never called: that no case is left is what it is there to prove.
      exclude: ["packages/approval/src/setup/**", "packages/approval/src/assert-never.ts", "**/*.test.ts"],
      // Only what is not met is listed; nothing is written into the repository.
      reporter: [["text", { skipFull: true }]],
      reportsDirectory: join(tmpdir(), "release-approval-coverage"),
      reportOnFailure: true,
      // Every branch and function. The few lines left: an end that the types ask for after a loop, a list of words.
      thresholds: { lines: 99.8, functions: 100, statements: 99.8, branches: 100 },
    },
  },
});
