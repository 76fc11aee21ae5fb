import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["packages/**/*.test.ts", "actions/**/*.test.ts", "scripts/**/*.test.ts", "test/**/*.test.ts"],
    exclude: ["**/node_modules/**", "build/**", "dist/**"],
    testTimeout: 30_000,
    // One that is left behind would hide all others.
    allowOnly: false,
  },
});
