import { join } from "node:path";
import { buildTwice, type Comparison, describeDifference, isReproduced } from "./build-twice.ts";

/*
 * `npm run reproduce`: that `dist/`, every action.yml and every generated document is what these sources make, byte for
 * byte, wherever they are built. Ends 1 when it is not.
 */

const started = performance.now();
const files = build();
const bundled = files.filter(({ path }) => path.startsWith("dist/"));
const differing = files.filter((it) => !isReproduced(it));

const width = Math.max(...bundled.map(({ path }) => path.length));
for (const file of bundled) {
  const { path, bytes, here = "" } = file;
  const verdict = isReproduced(file) ? "same in all" : "DIFFERS";
  console.log(
    `${path.padEnd(width)}  ${String(bytes).padStart(8)} bytes  sha256 ${here.slice(0, 16)}  ${verdict}`,
  );
}
const others = files.length - bundled.length;
console.log(`${others} more files, every action.yml and generated document among them`);
for (const file of differing) console.log(`FAILED  ${describeDifference(file)}`);
const seconds = ((performance.now() - started) / 1000).toFixed(1);
const verdict =
  differing.length === 0 ? "All files are the same" : `${differing.length} of ${files.length} differ`;
console.log(`${verdict} here and in two other folders, built each time anew (${seconds} s).`);
process.exit(differing.length === 0 ? 0 : 1);

function build(): Comparison[] {
  try {
    return buildTwice(join(import.meta.dirname, ".."), ["scripts/build.ts"]);
  } catch (thrown) {
    console.error(thrown instanceof Error ? thrown.message : String(thrown));
    return process.exit(1);
  }
}
