import { memoryUsage } from "node:process";
import { describe, expect, it } from "vitest";
import { keepTable } from "../../../../test/tables.ts";
import { expectedOf, millionCases } from "../../test/million-cases.ts";
import { readTests } from "./read.ts";

const everyCase = process.env["RELEASE_APPROVAL_CASES"] === "all";
const many = everyCase ? 1_000_000 : 20_000;

describe("a large report", () => {
  it("is read as a stream", async () => {
    const { path, chunks } = millionCases(many);
    const before = memoryUsage().rss;
    let [most, size] = [0, 0];
    const watched = async function* () {
      for await (const chunk of chunks) {
        size += chunk.length;
        most = Math.max(most, memoryUsage.rss() - before);
        yield chunk;
      }
    };
    const from = performance.now();
    const [reading] = await readTests([{ path, size, chunks: watched() }]);
    const seconds = (performance.now() - from) / 1000;
    expect(reading).toMatchObject({ ok: true, found: { ...expectedOf(many), doubts: [], remarks: [] } });
    expect(most).toBeLessThan(300_000_000);
    const [mb, more] = [size, most].map((bytes) => Math.round(bytes / 1e6));
    keepTable(
      "inputs",
      `${many.toLocaleString("en")} test cases, ${mb} MB: ${seconds.toFixed(1)} s, ${more} MB more memory`,
    );
  }, 600_000);
});
