import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { findStale, generateDocuments } from "./generate.ts";

const root = join(import.meta.dirname, "..");

describe("what is generated from the contracts", async () => {
  const documents = await generateDocuments(root);

  it("is in the repository as it would be generated now: if not, run `npm run build`", () => {
    const stale = findStale(root, documents).filter((path) => documents.has(path));
    expect(stale).toEqual([]);
  });

  it("starts every action on Node 24, from a stub that is there", () => {
    const mains = [...documents]
      .filter(([path]) => path.endsWith("action.yml"))
      .map(([, text]) => parse(text).runs);
    expect(mains).toEqual([
      { using: "node24", main: "dist/release-approval.js" },
      { using: "node24", main: "../../dist/request-approvals.js" },
      { using: "node24", main: "../../dist/track-approvals.js" },
      { using: "node24", main: "../../dist/gate-release.js" },
      { using: "node24", main: "../../dist/audit-trail.js" },
    ]);
  });
});

describe("findStale", () => {
  it("finds what is changed, missing or left over", () => {
    const folder = mkdtempSync(join(tmpdir(), "generate-"));
    mkdirSync(join(folder, "dist"));
    for (const name of ["same.js", "changed.js", "left-over.js"])
      writeFileSync(join(folder, "dist", name), "old");
    const files = new Map([
      ["dist/same.js", "old"],
      ["dist/changed.js", "new"],
      ["dist/missing.js", "new"],
    ]);
    expect(findStale(folder, files)).toEqual(["dist/changed.js", "dist/left-over.js", "dist/missing.js"]);
    rmSync(folder, { recursive: true });
  });
});
