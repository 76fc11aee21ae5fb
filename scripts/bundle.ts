import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

/** What is used of ncc; it comes without types. */
type Ncc = (
  input: string,
  options: {
    cache: false;
    minify: boolean;
    license: string;
    quiet: boolean;
    target: string;
    filename: string;
  },
) => Promise<{ code: string; assets: Record<string, { source: string | Buffer }> }>;

/**
 * Bundles `build/actions/entry.js` with everything it needs: one ES module for all actions, further files for what is
 * imported when it is needed, and a stub for each action.
 *
 * Minified: readable it would be more than twice as large (2.4 MB), and who wants to read it builds it again, byte
 * for byte the same.
 *
 * @param root folder of the repository, compiled; the working directory has to be the same, since ncc names modules
 *   by their path below it
 * @param names of the actions
 * @returns content by path, `dist/index.js`
 */
export async function bundle(root: string, names: readonly string[]): Promise<Map<string, string>> {
  const { code, assets } = await runNcc(join(root, "build/actions/entry.js"));
  const files = new Map([["dist/index.js", code]]);
  for (const [name, { source }] of Object.entries(assets)) files.set(`dist/${name}`, source.toString());
  files.set("dist/licenses.txt", await collectLicenses(root));
  files.set("dist/package.json", '{ "type": "module" }\n');
  for (const name of names) files.set(`dist/${name}.js`, stub(name));
  for (const [name, content] of files) {
    if (content.includes(root)) throw new Error(`${name} names a folder of this machine: ${root}`);
  }
  return files;
}

function runNcc(input: string) {
  const ncc = createRequire(import.meta.url)("@vercel/ncc") as Ncc;
  return ncc(input, {
    cache: false,
    minify: true,
    license: "licenses.txt",
    quiet: true,
    target: "es2022",
    filename: "index.js",
  });
}

// ncc writes the licences of each chunk under the same name, so that the last one wins. They are taken from a bundle
// without chunks: what is imported at once is in the first.
async function collectLicenses(root: string): Promise<string> {
  const whole = join(root, "build/actions/whole.js");
  const chunks = ["audit-trail", "setup", "doctor"].map((name) => `import "./${name}/main.js";`);
  writeFileSync(whole, `${chunks.join("\n")}\nexport * from "./entry.js";\n`);
  const { assets } = await runNcc(whole);
  const text = assets["licenses.txt"]?.source.toString() ?? "";
  const others = Object.keys(assets).filter((name) => /\.js$/.test(name));
  if (text === "" || others.length > 0)
    throw new Error(
      `Not all licences are collected: import these in build/actions/whole.js, too: ${others.join(", ")}`,
    );
  return text;
}

function stub(name: string): string {
  return `import { start } from "./index.js";\n\nawait start(${JSON.stringify(name)});\n`;
}
