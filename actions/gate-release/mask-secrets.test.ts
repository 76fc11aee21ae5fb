import { describe, expect, it } from "vitest";
import { keepTail, lastLines } from "./last-lines.ts";
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
    ["in hexadecimal digits", `a ${Buffer.from(secret).toString("hex")} b`, "a *** b"],
    ["in capital ones", `a ${Buffer.from(secret).toString("hex").toUpperCase()} b`, "a *** b"],
    ["a line of several", "x line-two x", "x *** x"],
    ["all lines, one below the other", "x ab\nline-one\nline-two x", "x *** x"],
    ["all lines, on one line", "x ab\\nline-one\\nline-two x", "x *** x"],
    ["all lines, as JSON", JSON.stringify("ab\r\nline-one\nline-two"), '"***"'],
    ["a line of those kept on one line", "x lower-half x", "x *** x"],
    ["those kept on one line, as they are meant", "x up\nlower-half x", "x *** x"],
    ["not what is too short", "abc", "abc"],
  ])("%s", (_, text, expected) => {
    const values = [secret, "ab\r\nline-one\nline-two\n", "up\\nlower-half", "abc"];
    expect(maskSecrets(text, { values, variables: {} })).toBe(expected);
  });

  it("as base64 on several lines", () => {
    const long = "correct horse battery staple ".repeat(5);
    const text = base64(long).replace(/.{76}/g, "$&\n");
    const masked = maskSecrets(text, { values: [long], variables: {} });
    expect(masked.split("\n").slice(0, 2)).toEqual(["***", "***"]);
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
    ["DB_PASS", "***"],
    ["SSHPASS", "***"],
    ["MYSQL_PWD", "***"],
    ["GITHUB_PAT", "***"],
    ["PAT_2", "***"],
    ["azurePat", "***"],
    ["SENTRY_DSN", "***"],
    ["SIGNING_KEY", "***"],
    ["GOOGLE_CREDENTIALS", "***"],
    ["NODE_AUTH_TOKEN", "***"],
    ["PRIVATE_ONE", "***"],
    ["AUTHORIZATION", "***"],
    ["GIT_AUTHOR_NAME", "plain-words"],
    ["PATH", "plain-words"],
    ["COMPATIBLE", "plain-words"],
    ["PWD", "plain-words"],
    ["OLDPWD", "plain-words"],
    ["HOME", "plain-words"],
  ])("%s", (name, expected) => {
    expect(maskSecrets("plain-words", { values: [], variables: { [name]: "plain-words" } })).toBe(expected);
  });

  it("that only switch something say nothing", () => {
    expect(maskSecrets("is true", { values: [], variables: { AUTH_ENABLED: "true" } })).toBe("is true");
  });

  it.each([
    ["postgres://mia:hunter-two@db.test:5432/x", "hunter-two"],
    ["postgres://mia:hunter%2Dtwo@db.test/x", "hunter-two"],
    ["amqp://:hunter-two@mq.test", "hunter-two"],
    ["redis://mia:hunter@two/three@cache.test", "hunter@two/three"],
    ["a.test,mongodb://mia:hunter-two@one.test,two.test/?mail=a@b.test", "hunter-two"],
  ])("of any name: the password in %s", (value, password) => {
    const told = `mia could not log in with ${password}.`;
    const masked = maskSecrets(told, { values: [], variables: { DATABASE_URL: value } });
    expect(masked).toBe("mia could not log in with ***.");
  });
});

describe("what the command asks the runner to mask", () => {
  it.each([
    ["::add-mask::hunter-two\nis hunter-two", "is ***"],
    ["::Add-Mask::hunter-two\r\nis hunter-two", "is ***"],
    ["is hunter-two\n  ::add-mask::hunter-two", "is ***"],
    ["##[add-mask]hunter-two\nis hunter-two", "is ***"],
    ["::add-mask::line-one%0Aline-two%25\nis line-two%", "is ***"],
    [`::add-mask::hunter-three\nis ${base64("hunter-three")}`, "is ***"],
  ])("%j", (text, expected) => {
    expect(lastLines(text, none)).toBe(expected);
  });

  it("however long ago that was", () => {
    const tail = keepTail();
    tail.addLine("::add-mask::hunter-two");
    tail.add(Buffer.from(`::add-mask::hunter-two\n${"more\n".repeat(20_000)}is hunter-two\n`));
    expect(tail.read(none)).toMatch(/more\nis \*\*\*$/);
  });
});

const letters = "abcdefghijklmnopqrstuvwxyz0123456789";
const keyOf = (kind: string, body: string) =>
  `-----BEGIN ${kind} ${"PRIVATE"} KEY-----\n${body}-----END ${kind} ${"PRIVATE"} KEY-----`;
const pgp = (where: string) => `-----${where} PGP ${"PRIVATE"} KEY BLOCK-----`;
const pgpLower = `mQENBFabcdefghijklmnop\nqrst\n=a1B2\n${pgp("END")}`;

// In two parts, so that no scanner takes this file for a leak.
describe("shapes of tokens", () => {
  it.each([
    `gh${"p_"}${letters}`,
    `gh${"o_"}${letters}`,
    `gh${"s_"}${letters}`,
    `github_${"pat_"}11ABCDEFG0abcdefghijkl_mnopqrstuvwx`,
    `gl${"pat-"}abcdefghij0123456789`,
    `npm${"_"}${letters}`,
    `xox${"b-"}123456789012-abcdefghijkl`,
    `AK${"IA"}IOSFODNN7EXAMPLE`,
    `dckr${"_pat_"}abcdefghij-0123456789`,
    `shp${"at_"}0123456789abcdef0123456789abcdef`,
    `S${"G."}abcdefghij-0123456789.klmnopqrst_0123456789`,
    `do${"p_v1_"}${letters}`,
    `ruby${"gems_"}${letters}`,
    `ey${"J"}hbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abcDEF123_-`,
    keyOf("RSA", "MIIEow\nIBAAK\n"),
    `-----BEGIN OPENSSH ${"PRIVATE"} KEY-----\nb3BlbnNzaC1r\nand no end`,
    `MIIEowIBAAKCAQEA1234\nabcdefghijklmnop1234\n-----END ${"PRIVATE"} KEY-----`,
    `MIIEowIBAAKCAQEA1234\nIBAAK\n  -----END ${"PRIVATE"} KEY-----`,
    keyOf("EC", "MIIEow\nIBAAK\n").replaceAll("\n", "\\n"),
    `MIIEowIBAAKC\\nIBAAK\\n-----END EC ${"PRIVATE"} KEY-----`,
    `${pgp("BEGIN")}\nVersion: GnuPG v2\n\n${pgpLower}`,
    `Comment: a key\n\n${pgpLower}`,
    pgpLower,
  ])("%s", (token) => {
    expect(maskSecrets(`${token}`, none)).toBe("***");
    expect(maskSecrets(`Failed with:\n${token}\n`, none)).toBe(
      token.includes("no end") ? "Failed with:\n***" : "Failed with:\n***\n",
    );
  });

  it.each([
    ["https://mia:pass@example.test/x", "https://***@example.test/x"],
    ["https://mia:p@ss@example.test/x", "https://***@example.test/x"],
    ["https://abcdef@example.test/x", "https://***@example.test/x"],
    ["postgres://mia:p%40ss@db.test:5432/x", "postgres://***@db.test:5432/x"],
    ["Authorization: Bearer abc.def-ghi_123", "Authorization: Bearer ***"],
    ["authorization: basic dXNlcjpwYXNz", "authorization: basic ***"],
    ["//npm.test/:_authToken=abcd-1234", "//npm.test/:_authToken=***"],
    ['{ "password": "hunter22" }', '{ "password": "***" }'],
    ['{ "password": "correct horse", "port": 1 }', '{ "password": "***", "port": 1 }'],
    ["{ 'apiKey': 'it is \"so\"' }", "{ 'apiKey': '***' }"],
    ['{\\"token\\":\\"abcd1234\\"}', '{\\"token\\":\\"***'],
    ["password: x", "password: ***"],
    ["Password is: x", "Password is: ***"],
    ["Server=db.test;Uid=mia;Pwd=x;", "Server=db.test;Uid=mia;Pwd=***;"],
    ["the token abcd1234 has expired", "the token *** has expired"],
    ["docker login --password x --username mia", "docker login --password *** --username mia"],
    ["tool --api-key=abcd deploy", "tool --api-key=*** deploy"],
    ['tool --token "a b" deploy', 'tool --token "***" deploy'],
    ["Command ['tool', '--token', 'abcd'] failed", "Command ['tool', '--token', '***'] failed"],
    ["docker login -u mia -p hunter22 example.test", "docker login -u mia -p *** example.test"],
    ["mysqldump -u mia -phunter22 shop", "mysqldump -u mia -p*** shop"],
    ["curl -u mia:hunter22 https://example.test", "curl -u mia:*** https://example.test"],
    ["curl --user 'mia:hunter22' https://example.test", "curl --user 'mia:***' https://example.test"],
    ["Command ['curl', '-u', 'mia:hunter22'] failed", "Command ['curl', '-u', 'mia:***'] failed"],
    ['{"auths":{"x":{"auth":"bWlhOmh1bnRlcjIy"}}}', '{"auths":{"x":{"auth":"***"}}}'],
    ["AccountName=mia;AccountKey=abcd+/12==;X=1", "AccountName=mia;AccountKey=***;X=1"],
    ["https://x.test/a?se=2026&sig=abcd%2B12%3D&sp=r", "https://x.test/a?se=2026&sig=***&sp=r"],
    ["SharedAccessSignature sr=x&sig=abcd%3D&se=1", "SharedAccessSignature ***"],
    ["SharedAccessSignature=sv=1&sig=abcd%3D;X=1", "SharedAccessSignature=***;X=1"],
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
    "error: option '--token <value>' argument missing",
    "the option --password is required, or --password-stdin",
    "the password was wrong, and no token was given.",
    "mysql -u mia -p shop",
  ])("leaves %j", (text) => {
    expect(maskSecrets(text, none)).toBe(text);
  });
});

// Each could make an expression read the rest of the line at every step.
describe("a long line", () => {
  const parts = [
    "eyJaaaaa-",
    "eyJaaaaa.",
    "a:",
    "x://",
    "x://a:",
    "a",
    " ",
    "\t\n",
    "A+",
    "abcdefghijklmnop\n",
    "-----BEGIN A",
    `-----BEGIN ${"PRIVATE"} KEY-----`,
    `-----END ${"PRIVATE"} KEY-----`,
    `a\n-----END ${"PRIVATE"} KEY-----\n`,
    "::add-mask::a ",
    ":: ",
    "::a ",
    "\n::a ",
    "##[",
    "\u001B[",
    "\u001B];",
    "mysql ",
    "mysql-",
    "login ",
    "-u ",
    " -u a:",
    "--token ",
    " --password-",
    "password ",
    "password is ",
    "password is:",
    'password:"',
    "password:\\",
    "token A",
    "Token a ",
    '"auth":',
    "sig=a&",
    "SG.a.",
    "AKIA",
    "gl",
  ];
  it.each(parts.map((part) => JSON.stringify(part)))("of %s is read at once", (part) => {
    const text = String(JSON.parse(part))
      .repeat(7000)
      .slice(0, 64 * 1024);
    const times = [0, 1, 2].map(() => {
      const begin = performance.now();
      lastLines(text, none);
      return performance.now() - begin;
    });
    expect(Math.min(...times)).toBeLessThan(100);
  });
});

describe("the last lines", () => {
  it.each([
    [
      "are at most 20",
      Array.from({ length: 30 }, (_, n) => `line ${n}`).join("\n"),
      /^line 10\n[\s\S]*line 29$/,
    ],
    ["have no colours", "\u001B[31mred\u001B[0m \u009B1;4mbold\u001B(B", /^red bold$/],
    ["have no links", "\u001B]8;;https://x.test/\u001B\\a\u001B]8;;\u0007 b\u009D0;title\u009C", /^a b$/],
    ["have nothing invisible", "a\u0007b\u202Ec\u200Bd", /^ab\[U\+202E\]cd$/],
    ["break where progress is shown", "10 %\r20 %\r\nend", /^10 %\n20 %\nend$/],
    ["leave out empty ones", "a\n\n  \nb\n", /^a\nb$/],
    [
      "leave out what is meant for the runner",
      "a\n::group::b\n::error file=x.ts,line=1::c\n##[debug]d\n  ::endgroup::\nstd::e ::f",
      /^a\nstd::e ::f$/,
    ],
    ["are none of nothing", "", /^$/],
  ])("%s", (_, text, expected) => {
    expect(lastLines(text, none)).toMatch(expected);
  });

  it("are at most 2,000 characters, of the end", () => {
    const told = lastLines(`${"x".repeat(5000)}end`, none);
    expect(told).toHaveLength(2000);
    expect(told).toMatch(/^…x+end$/);
  });

  it("hide a secret that colours cut in two, and one of several lines", () => {
    const key = `-----BEGIN ${"PRIVATE"} KEY-----\n${"abc\n".repeat(30)}-----END ${"PRIVATE"} KEY-----`;
    const secrets = { values: ["top-secret"], variables: {} };
    expect(lastLines(`top-\u001B[1msecret\n${key}\nend`, secrets)).toBe("***\n***\nend");
  });
});
