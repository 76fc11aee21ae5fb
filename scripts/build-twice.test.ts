import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildTwice, describeDifference, isReproduced } from "./build-twice.ts";

/* A repository with one source, one installed package, and a build that writes `dist/`. */

let root: string;
const write = (path: string, content: string) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
};
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "build-twice-"));
  write("sources/.hidden/source.txt", "x");
  write("node_modules/a/index.js", "export const a = 1;");
});
afterEach(() => rmSync(root, { recursive: true }));

/** @param made for each file of `dist/`, the expression that makes it */
function findDifferences(made: Record<string, string>): string[] {
  const writes = Object.entries(made).map(([name, it]) => `writeFileSync("dist/${name}", String(${it}));`);
  write(
    "build.mjs",
    `import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
    import { a } from "a";
    rmSync("dist", { recursive: true, force: true });
    mkdirSync("dist");
    ${writes.join("\n")}`,
  );
  const differing = buildTwice(root, ["build.mjs"]).filter((it) => !isReproduced(it));
  return differing.map(describeDifference);
}

const source = 'readFileSync("sources/.hidden/source.txt", "utf8")';

describe("a build", () => {
  it("is reproduced when it makes of the sources what is in the repository, which stays as it is", () => {
    write("dist/index.js", "x1");
    expect(findDifferences({ "index.js": `${source} + a` })).toEqual([]);
    expect(readdirSync(root).sort()).toEqual(["build.mjs", "dist", "node_modules", "sources"]);
  });

  it("is not when what it makes depends on where or when it runs", () => {
    const causes = {
      chance: "Math.random()",
      digest: "import.meta.resolve('a').split('').reduce((sum, it) => sum * 31 + it.charCodeAt(0), 7)",
      folder: "import.meta.dirname",
      language: "Intl.NumberFormat().resolvedOptions().locale",
      length: "process.cwd().length",
      time: "process.hrtime.bigint()",
      zone: "new Date(2020, 0, 1).toISOString()",
    };
    const names = Object.keys(causes);
    for (const name of names) write(`dist/${name}`, "x");
    expect(findDifferences(causes)).toEqual(
      names.map((it) => `dist/${it} depends on where or when it is built`),
    );
  });

  it("is not when the repository holds another file, one more, or one less", () => {
    write("dist/changed.js", "y");
    write("dist/planted.js", "x");
    expect(findDifferences({ "changed.js": source, "missing.js": source })).toEqual([
      "dist/changed.js is not what a build makes of these sources",
      "dist/missing.js is made by every build, and missing here",
      "dist/planted.js is here, and no build makes it",
    ]);
  });

  it("tells what it printed when it fails", () => {
    expect(() => findDifferences({ "index.js": "unknown" })).toThrow(
      /The build in .+ failed:[\s\S]+unknown is not defined/,
    );
  });
});
