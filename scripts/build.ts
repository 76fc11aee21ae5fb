import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { generateAll } from "./generate.ts";

/* `npm run build`: writes everything that is generated. */

const root = join(import.meta.dirname, "..");
process.chdir(root);

const files = await generateAll(root);
rmSync(join(root, "dist"), { recursive: true, force: true });
for (const [path, content] of files) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}
const bytes = Buffer.byteLength(files.get("dist/index.js") ?? "");
console.log(`${files.size} files written. dist/index.js has ${(bytes / 1e6).toFixed(2)} MB.`);
