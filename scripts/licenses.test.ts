import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  findObjections,
  findPackages,
  isAllowed,
  type Package,
  printLicenses,
  readPackage,
} from "./licenses.ts";
import type { LockFile } from "./lock-file.ts";

const root = join(import.meta.dirname, "..");
const readJson = (path: string) => JSON.parse(readFileSync(join(root, path), "utf8"));

const rocket: Package = {
  path: "node_modules/@acme/rocket",
  name: "@acme/rocket",
  version: "1.0.0",
  license: "MIT",
  texts: ["MIT License\r\n\r\nas is\r\n"],
};
const lock: LockFile = { packages: { [rocket.path]: { version: "1.0.0" } } };

describe("what may be bundled", () => {
  it("is a package for run time whose licence is allowed and comes along", () => {
    expect(findObjections([rocket], lock)).toEqual([]);
  });

  const developed = { packages: { [rocket.path]: { version: "1.0.0", dev: true } } };
  it.each<[string, Partial<Package>, LockFile, RegExp]>([
    [
      "a licence that is not on the list",
      { license: "GPL-3.0-only" },
      lock,
      /^@acme\/rocket 1\.0\.0 is under GPL-3\.0-only, which is not on the list of scripts\/licenses\.ts$/,
    ],
    ["no licence", { license: "" }, lock, /is under no licence/],
    ["no text", { texts: [] }, lock, /comes without the text/],
    ["an empty text", { texts: [" \n"] }, lock, /comes without the text/],
    ["a package for development", {}, developed, /is a dependency of development/],
    ["another version than the lock file's", { version: "1.0.1" }, lock, /is not what package-lock\.json/],
    ["a package that the lock file does not know", {}, { packages: {} }, /is not what package-lock\.json/],
  ])("is not %s", (_, change, given, objection) => {
    const objections = findObjections([{ ...rocket, ...change }], given);
    expect(objections).toHaveLength(1);
    expect(objections[0]).toMatch(objection);
  });
});

describe("a licence", () => {
  it.each(["MIT", "ISC", "0BSD", "BSD-3-Clause", "MIT OR GPL-2.0-only", "(MIT OR CC0-1.0)", "MIT AND ISC"])(
    "%s is allowed",
    (license) => {
      expect(isAllowed(license)).toBe(true);
    },
  );

  it.each([
    "GPL-3.0-only",
    "MPL-2.0",
    "MIT AND GPL-2.0-only",
    "GPL-2.0-only OR AGPL-3.0-only",
    "(MIT OR ISC) AND GPL-2.0-only",
    "Apache-2.0 WITH LLVM-exception",
    "SEE LICENSE IN LICENSE.md",
    "UNLICENSED",
    "mit",
    "",
  ])("%o is not", (license) => {
    expect(isAllowed(license)).toBe(false);
  });
});

describe("the packages of a bundle", () => {
  it("are the innermost folders of its modules, each once; what is our own is none", () => {
    const modules = ["a/b.js", "a/node_modules/@x/y/c.js", "a/c.js", "@x/y/d.js"].map(
      (it) => `/r/node_modules/${it}`,
    );
    expect(findPackages("/r", [...modules, "/r/build/actions/entry.js"])).toEqual([
      "node_modules/@x/y",
      "node_modules/a",
      "node_modules/a/node_modules/@x/y",
    ]);
  });

  it("are none from outside of the repository", () => {
    expect(() => findPackages("/r", ["/root/node_modules/a/b.js"])).toThrow("outside of /r");
  });
});

describe("a package", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "licenses-"));
    mkdirSync(join(folder, "a"));
    const manifest = { name: "a", version: "1.0.0", license: { type: "MIT" } };
    writeFileSync(join(folder, "a", "package.json"), JSON.stringify(manifest));
    for (const name of ["NOTICE", "LICENCE.md", "licenses.js"])
      writeFileSync(join(folder, "a", name), `${name}\n`);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it("is read with its licence and its notice; an old form of naming the licence names none", () => {
    expect(readPackage(folder, "a")).toEqual({
      path: "a",
      name: "a",
      version: "1.0.0",
      license: "",
      texts: ["LICENCE.md\n", "NOTICE\n"],
    });
  });
});

describe("dist/licenses.txt", () => {
  it("holds name, version, licence and the texts, with the same line ends everywhere", () => {
    expect(printLicenses([{ ...rocket, texts: [...rocket.texts, "a notice"] }])).toBe(
      "What this folder holds of others, each part under its own licence.\n\n" +
        "==== @acme/rocket 1.0.0 (MIT) ====\n\nMIT License\n\nas is\n\na notice\n",
    );
  });

  it("names every run-time dependency of the lock file, but those of types alone", () => {
    const { packages } = readJson("package-lock.json") as LockFile;
    const needed = Object.entries(packages).filter(
      ([path, it]) => path.includes("node_modules/") && !it.dev && !it.link,
    );
    const coded = needed.filter(([path]) => !/\/(openapi-)?types$/.test(path));
    const names = coded.map(([path, { version }]) => `${path.replace(/.*node_modules\//, "")} ${version}`);
    const listed = readFileSync(join(root, "dist/licenses.txt"), "utf8").matchAll(/^==== (.+) \(/gm);
    expect([...listed].map(([, name]) => name).sort()).toEqual(names.sort());
  });
});
