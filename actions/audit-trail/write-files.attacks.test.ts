import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { placeFiles, writeFiles } from "./write-files.ts";

/* The input `output-directory` names a folder of the runner. Whatever a checkout holds, nothing is written elsewhere. */

let home: string;
let workspace: string;

beforeEach(() => {
  home = realpathSync(mkdtempSync(join(tmpdir(), "write-files-")));
  workspace = join(home, "workspace");
  mkdirSync(join(workspace, "inside"), { recursive: true });
  mkdirSync(join(home, "outside"));
  symlinkSync(join(home, "outside"), join(workspace, "out"));
  symlinkSync("../outside", join(workspace, "inside", "up"));
  symlinkSync("up", join(workspace, "inside", "twice"));
  symlinkSync(join(home, "nothing"), join(workspace, "dangling"));
  symlinkSync("loop", join(workspace, "loop"));
  symlinkSync("inside", join(workspace, "in"));
});
afterEach(() => rmSync(home, { recursive: true }));

const documents = [{ name: "release-v1.2.0.json", text: "{}" }];
const write = (directory: string) => writeFiles(placeFiles(workspace, directory), documents, false);

describe("a folder outside of the workspace is refused", () => {
  it.each([
    "..",
    "../outside",
    "a/../../outside",
    "../workspace-2",
    "/",
    "/etc",
    "out",
    "out/deeper/still",
    "inside/up",
    "inside/twice/x",
    "dangling",
    "dangling/x",
    "loop",
  ])("%j", (directory) => {
    expect(() => write(directory)).toThrow(/is outside of the workspace/);
    expect(existsSync(join(home, "outside", "release-v1.2.0.json"))).toBe(false);
  });

  it("an absolute path of the home folder, with quotes that would end the code it is shown in", () => {
    expect(() => write(`${home}/\`x\``)).toThrow(`\`${home}/'x'\` is outside`);
  });
});

describe("a folder inside of it is taken", () => {
  it.each(["", ".", "audit", "inside/deeper", "..audit", "in", "a\\..\\b"])("%j", (directory) => {
    const [file = ""] = write(directory);
    expect(realpathSync(join(workspace, file)).startsWith(`${workspace}/`)).toBe(true);
  });
});

it("a link in the place of a document is not written through", () => {
  const precious = join(home, "outside", "precious");
  writeFileSync(precious, "as it was");
  symlinkSync(precious, join(workspace, "inside", "release-v1.2.0.json"));
  expect(() => write("inside")).toThrow(/is outside of the workspace/);
  expect(readFileSync(precious, "utf8")).toBe("as it was");
});
