import { describe, expect, it } from "vitest";
import { lastLines } from "./last-lines.ts";
import { maskSecrets } from "./mask-secrets.ts";

const none = { values: [], variables: {} };
const secret = "s3cr3t/va+lue 1";
const base64 = (text: string) => Buffer.from(text).toString("base64");

describe("known secrets", () => {
  it.each([
    ["as they are", `a ${secret} b`, "a *** b"],
    ["in addresses", `?x=${encodeURIComponent(secret)}&y`, "?x=***&y"],
    ["in forms", "x=s3cr3t%2Fva%2Blue+1", "x=***"],
    ["as base64", `a ${base64(secret)} b`, "a *** b"],
    ["as base64 for addresses", `a ${Buffer.from(secret).toString("base64url")} b`, "a *** b"],
    ["a line of several", "x line-two x", "x *** x"],
    ["not what is too short", "abc", "abc"],
  ])("%s", (_, text, expected) => {
    expect(maskSecrets(text, { values: [secret, "line-one\nline-two", "abc"], variables: {} })).toBe(
      expected,
    );
  });

  it.each([0, 1, 2, 3].map((n) => "u".repeat(n)))("within other base64, behind %j", (before) => {
    const text = `Authorization: ${base64(`${before}:${secret}, and more`)}`;
    const masked = maskSecrets(text, { values: [secret], variables: {} });
    const left = masked.replace("Authorization: ", "").split("***");
    expect(left).toHaveLength(2);
    for (const part of left) expect(Buffer.from(part, "base64").toString()).not.toMatch(/s3cr3|lue 1/);
  });
});

describe("variables", () => {
  it.each([
    ["NPM_TOKEN", "***"],
    ["MY_SECRET", "***"],
    ["DbPassword", "***"],
    ["PASSWD", "***"],
    ["SIGNING_KEY", "***"],
    ["GOOGLE_CREDENTIALS", "***"],
    ["NODE_AUTH_TOKEN", "***"],
    ["PRIVATE_ONE", "***"],
    ["AUTHORIZATION", "***"],
    ["GIT_AUTHOR_NAME", "plain-words"],
    ["HOME", "plain-words"],
  ])("%s", (name, expected) => {
    expect(maskSecrets("plain-words", { values: [], variables: { [name]: "plain-words" } })).toBe(expected);
  });

  it("that only switch something say nothing", () => {
    expect(maskSecrets("is true", { values: [], variables: { AUTH_ENABLED: "true" } })).toBe("is true");
  });
});

// In two parts, so that no scanner takes this file for a leak.
describe("shapes of tokens", () => {
  it.each([
    `gh${"p_"}abcdefghijklmnopqrstuvwxyz0123456789`,
    `gh${"o_"}abcdefghijklmnopqrstuvwxyz0123456789`,
    `gh${"s_"}abcdefghijklmnopqrstuvwxyz0123456789`,
    `github_${"pat_"}11ABCDEFG0abcdefghijkl_mnopqrstuvwx`,
    `npm${"_"}abcdefghijklmnopqrstuvwxyz0123456789`,
    `xox${"b-"}123456789012-abcdefghijkl`,
    `AK${"IA"}IOSFODNN7EXAMPLE`,
    `ey${"J"}hbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abcDEF123_-`,
    `-----BEGIN ${"RSA PRIVATE"} KEY-----\nMIIEow\nIBAAK\n-----END ${"RSA PRIVATE"} KEY-----`,
    `-----BEGIN OPENSSH ${"PRIVATE"} KEY-----\nb3BlbnNzaC1r\nand no end`,
    `MIIEowIBAAKCAQEA1234\nabcdefghijklmnop1234\n-----END ${"PRIVATE"} KEY-----`,
  ])("%s", (token) => {
    expect(maskSecrets(`${token}`, none)).toBe("***");
  });

  it.each([
    ["https://mia:pass@example.test/x", "https://***@example.test/x"],
    ["https://abcdef@example.test/x", "https://***@example.test/x"],
    ["postgres://mia:p%40ss@db.test:5432/x", "postgres://***@db.test:5432/x"],
    ["Authorization: Bearer abc.def-ghi_123", "Authorization: Bearer ***"],
    ["authorization: basic dXNlcjpwYXNz", "authorization: basic ***"],
    ["//npm.test/:_authToken=abcd-1234", "//npm.test/:_authToken=***"],
    ['{ "password": "hunter22" }', '{ "password": "***" }'],
    [
      "POST https://hooks.slack.com/services/T0/B0/xyz failed",
      "POST https://hooks.slack.com/services/*** failed",
    ],
  ])("%s", (text, expected) => {
    expect(maskSecrets(text, none)).toBe(expected);
  });

  it.each([
    "npm error 403 Forbidden - PUT https://npm.test/rocket",
    "Error: ENOENT: no such file or directory, open '/work/dist/index.js'",
    "    at publish (node:internal/modules/run_main:123:5)",
    "mia@example.test was told",
    "Error: basic authentication is required, and no token expiration is known",
  ])("leaves %j", (text) => {
    expect(maskSecrets(text, none)).toBe(text);
  });
});

describe("the last lines", () => {
  it.each([
    [
      "are at most 20",
      Array.from({ length: 30 }, (_, n) => `line ${n}`).join("\n"),
      /^line 10\n[\s\S]*line 29$/,
    ],
    ["have no colours", "\u001B[31mred\u001B[0m", /^red$/],
    ["have nothing invisible", "a\u0007b\u202Ec\u200Bd", /^ab\[U\+202E\]cd$/],
    ["break where progress is shown", "10 %\r20 %\r\nend", /^10 %\n20 %\nend$/],
    ["leave out empty ones", "a\n\n  \nb\n", /^a\nb$/],
    ["are none of nothing", "", /^$/],
  ])("%s", (_, text, expected) => {
    expect(lastLines(text, none)).toMatch(expected);
  });

  it("are at most 2,000 characters, of the end", () => {
    const told = lastLines(`${"x".repeat(5000)}end`, none);
    expect(told).toHaveLength(2000);
    expect(told).toMatch(/^…x+end$/);
  });

  it("of a long line are found quickly", () => {
    const begin = performance.now();
    lastLines(`${"a1".repeat(32_000)}\n${"abcdefghijklmnop\n".repeat(3000)}`, none);
    expect(performance.now() - begin).toBeLessThan(2000);
  });

  it("hide a secret that colours cut in two, and one of several lines", () => {
    const key = `-----BEGIN ${"PRIVATE"} KEY-----\n${"abc\n".repeat(30)}-----END ${"PRIVATE"} KEY-----`;
    const secrets = { values: ["top-secret"], variables: {} };
    expect(lastLines(`top-\u001B[1msecret\n${key}\nend`, secrets)).toBe("***\n***\nend");
  });
});
