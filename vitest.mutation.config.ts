import { defineConfig } from "vitest/config";

/* The tests that have to find mutants out: those that say what the decision is, without the many-cased ones. */

export default defineConfig({
  test: {
    include: ["packages/approval/src/**/*.test.ts"],
    exclude: [
      "**/node_modules/**",
      "packages/approval/src/setup/**",
      "**/*.propert*.test.ts",
      "**/*.{hostile,fuzz}.test.ts",
    ],
    testTimeout: 30_000,
    allowOnly: false,
  },
});
