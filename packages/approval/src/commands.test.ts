import { describe, expect, it } from "vitest";
import { type Command, commandNames, mostCommands, parseCommands } from "./commands.ts";

/** Text on the left, commands on the right; what a row does not name is not looked at. */
type Row = readonly [text: string, commands: readonly object[]];

function reads(rows: readonly Row[]): void {
  it.each(rows)("%j", (text, commands) => {
    expect(parseCommands(text)).toMatchObject(commands);
  });
}

const approve = (words: string, more: object = {}) => ({ name: "approve", words, ...more });
const malformed = (command: string, problem: string) => ({ name: "malformed", command, problem });

describe("reviews", () => {
  reads([
    [
      "/approve",
      [
        approve("", {
          line: 1,
          raw: "/approve",
          body: "",
          notes: "",
          before: [],
          after: [],
          risk: null,
          checklist: [],
        }),
      ],
    ],
    ["/approve qa", [approve("qa")]],
    ["/approve qa Looks good", [approve("qa Looks good")]],
    ["/approve QA lead: fine", [approve("QA lead: fine")]],
    ["/approve @octocat said so", [approve("@octocat said so")]],
    [
      "/approve\nAll tests were run twice.",
      [approve("", { body: "All tests were run twice.", notes: "All tests were run twice." })],
    ],
    ["/approve tech\n/approve security", [approve("tech", { line: 1 }), approve("security", { line: 2 })]],
    [
      "/approve product\nNice work\n\n/reject qa too slow",
      [approve("product", { body: "Nice work" }), { name: "reject", words: "qa too slow", line: 4 }],
    ],
    ["/reject", [{ name: "reject", words: "", body: "" }]],
    ["/reject the export is broken", [{ name: "reject", words: "the export is broken" }]],
    [
      "/reject qa\nThe export is broken.\n\nSee the log.",
      [{ name: "reject", words: "qa", body: "The export is broken.\n\nSee the log." }],
    ],
    ["/withdraw", [{ name: "withdraw", words: "", body: "" }]],
    ["/withdraw qa I was wrong", [{ name: "withdraw", words: "qa I was wrong" }]],
  ]);
});

describe("what is written before the first review belongs to it", () => {
  reads([
    ["I tried the upgrade.\n\n/approve", [approve("", { body: "I tried the upgrade.", line: 3 })]],
    ["before release: update the docs\n/approve", [approve("", { before: ["update the docs"] })]],
    ["The export is broken.\n/reject", [{ name: "reject", words: "", body: "The export is broken." }]],
    ["Above\n/approve\nbelow", [approve("", { body: "Above\nbelow" })]],
    ["Above\n/status\n/approve", [{ name: "status" }, approve("", { body: "" })]],
    ["We must ship\n/override", [malformed("override", "reason-missing")]],
  ]);
});

describe("conditions", () => {
  reads([
    ["/resolve C1 a41f9c2", [{ name: "resolve", condition: "C1", target: "a41f9c2", notes: "" }]],
    [
      "/resolve c12 a41f9c2 with two more tests",
      [{ condition: "C12", target: "a41f9c2", notes: "with two more tests" }],
    ],
    [
      "/resolve C1: https://github.com/acme/app/commit/a41f9c2.",
      [{ condition: "C1", target: "https://github.com/acme/app/commit/a41f9c2" }],
    ],
    ["/resolve C1 #412", [{ target: "#412" }]],
    ["/resolve C1 acme/app#412 merged", [{ target: "acme/app#412", notes: "merged" }]],
    ["/resolve C1 acme/app@a41f9c2", [{ target: "acme/app@a41f9c2" }]],
    ["/resolve C1 in commit a41f9c2", [{ target: "a41f9c2", notes: "" }]],
    ["/resolve C1 (commit: abc123)", [{ target: "abc123", notes: "" }]],
    ["/resolve C1 `a41f9c2`", [{ target: "a41f9c2" }]],
    ["/resolve C1 <https://example.org/docs>", [{ target: "https://example.org/docs" }]],
    ["/resolve C1\na41f9c2", [{ target: "a41f9c2", notes: "" }]],
    ["/resolve C1", [{ condition: "C1", target: "", notes: "" }]],
    ["/resolve C1 the page says it now", [{ target: "", notes: "the page says it now" }]],
    ["/resolve C1 facade was rewritten", [{ target: "", notes: "facade was rewritten" }]],
    ["/resolve", [malformed("resolve", "condition-missing")]],
    ["/resolve a41f9c2", [malformed("resolve", "condition-missing")]],
    ["/resolve C0 a41f9c2", [malformed("resolve", "condition-missing")]],
    ["/resolve C1 C2 a41f9c2", [malformed("resolve", "one-condition")]],
    ["/confirm C1", [{ name: "confirm", condition: "C1" }]],
    ["/confirm c03 thanks", [{ name: "confirm", condition: "C3" }]],
    ["/confirm", [{ ...malformed("confirm", "condition-missing"), example: "/confirm C1" }]],
    ["/confirm C1, C2", [malformed("confirm", "one-condition")]],
    [
      "/reopen C1 it is not in the menu",
      [{ name: "reopen", condition: "C1", reason: "it is not in the menu" }],
    ],
    ["/reopen C1", [{ name: "reopen", condition: "C1", reason: "" }]],
    ["/reopen why not", [malformed("reopen", "condition-missing")]],
  ]);
});

describe("handing over", () => {
  reads([
    ["/delegate qa-lead @octocat", [{ name: "delegate", words: "qa-lead", to: "octocat", until: null }]],
    [
      "/delegate QA lead @octo-cat until 2026-12-07",
      [{ words: "QA lead", to: "octo-cat", until: "2026-12-07" }],
    ],
    ["/delegate qa @octocat, until 2026-12-07.", [{ words: "qa", to: "octocat", until: "2026-12-07" }]],
    ["/delegate qa @octocat 2026-12-07", [{ to: "octocat", until: "2026-12-07" }]],
    ["/delegate @octocat", [{ words: "", to: "octocat", until: null }]],
    ["/delegate @octocat qa", [{ words: "qa", to: "octocat", until: null }]],
    ["/delegate qa @octo_acme", [{ to: "octo_acme" }]],
    ["/delegate", [malformed("delegate", "login-missing")]],
    ["/delegate qa octocat", [malformed("delegate", "login-missing")]],
    ["/delegate qa @acme/leads", [malformed("delegate", "login-invalid")]],
    ["/delegate qa @one @two", [malformed("delegate", "login-invalid")]],
    ["/delegate qa @octocat until Friday", [malformed("delegate", "date-invalid")]],
    ["/delegate qa @octocat until", [malformed("delegate", "date-invalid")]],
    ["/delegate qa @octocat until 2026-02-30", [malformed("delegate", "date-invalid")]],
    ["/delegate qa @octocat for a week", [malformed("delegate", "date-invalid")]],
    ["/unavailable", [{ name: "unavailable", words: "", until: null }]],
    ["/unavailable qa", [{ name: "unavailable", words: "qa", until: null }]],
    ["/unavailable until 2028-02-29", [{ words: "", until: "2028-02-29" }]],
    ["/unavailable QA lead until 2026-12-07", [{ words: "QA lead", until: "2026-12-07" }]],
    ["/unavailable until 2027-02-29", [malformed("unavailable", "date-invalid")]],
    ["/unavailable until tomorrow", [malformed("unavailable", "date-invalid")]],
  ]);
});

describe("conflicts", () => {
  reads([
    [
      "/conflict technical: the cache must go",
      [{ name: "conflict", about: "technical", summary: "the cache must go" }],
    ],
    ["/conflict Product the menu", [{ about: "product", summary: "the menu" }]],
    ["/conflict other - the date", [{ about: "other", summary: "the date" }]],
    ["/conflict tech: the cache", [{ about: "technical" }]],
    [
      "/conflict technical\nWe disagree about\nthe cache.",
      [{ about: "technical", summary: "We disagree about\nthe cache." }],
    ],
    ["/conflict technical", [{ about: "technical", summary: "" }]],
    ["/conflict we disagree", [malformed("conflict", "conflict-kind")]],
    ["/conflict constructor: x", [malformed("conflict", "conflict-kind")]],
    ["/decide proceed: the fix is in", [{ name: "decide", ruling: "proceed", reason: "the fix is in" }]],
    ["/decide STOP it loses data", [{ ruling: "stop", reason: "it loses data" }]],
    ["/decide stop", [{ ruling: "stop", reason: "" }]],
    ["/decide proceed", [malformed("decide", "reason-missing")]],
    ["/decide yes", [malformed("decide", "ruling-kind")]],
  ]);
});

describe("exceptions", () => {
  reads([
    ["/override the outage cannot wait", [{ name: "override", reason: "the outage cannot wait" }]],
    ["/override\nThe outage\ncannot wait.", [{ name: "override", reason: "The outage\ncannot wait." }]],
    ["/override", [malformed("override", "reason-missing")]],
    [
      "/override\n/ratify it was right",
      [malformed("override", "reason-missing"), { name: "ratify", reason: "it was right" }],
    ],
    ["/ratify", [malformed("ratify", "reason-missing")]],
    [
      "/waive coverage the drop is generated code",
      [{ name: "waive", item: "coverage", reason: "the drop is generated code" }],
    ],
    ["/waive Release-Package: no migration", [{ item: "release-package", reason: "no migration" }]],
    ["/waive coverage", [malformed("waive", "reason-missing")]],
    ["/waive", [malformed("waive", "item-missing")]],
    ["/waive __proto__ x", [malformed("waive", "item-missing")]],
  ]);
});

describe("the release manager's", () => {
  reads([
    ["/extend 24h the lab was down", [{ name: "extend", by: "24h", reason: "the lab was down" }]],
    ["/extend 2D: holidays", [{ by: "2d", reason: "holidays" }]],
    ["/extend", [malformed("extend", "duration-invalid")]],
    ["/extend 0h why", [malformed("extend", "duration-invalid")]],
    ["/extend 24 hours", [malformed("extend", "duration-invalid")]],
    ["/extend 99999h x", [malformed("extend", "duration-invalid")]],
    ["/extend 24h", [malformed("extend", "reason-missing")]],
    [
      "/postpone 2026-12-07 the partner is not ready",
      [{ name: "postpone", until: "2026-12-07", reason: "the partner is not ready" }],
    ],
    ["/postpone until 2026-12-07: not ready", [{ until: "2026-12-07", reason: "not ready" }]],
    ["/postpone 2026-12-07", [{ until: "2026-12-07", reason: "" }]],
    ["/postpone", [malformed("postpone", "date-missing")]],
    ["/postpone next week", [malformed("postpone", "date-invalid")]],
    ["/postpone 2026-13-01 x", [malformed("postpone", "date-invalid")]],
    ["/postpone 07.12.2026 x", [malformed("postpone", "date-invalid")]],
    ["/cancel we found a leak", [{ name: "cancel", reason: "we found a leak" }]],
    ["/cancel", [{ name: "cancel", reason: "" }]],
    ["/critical-only the deadline is near", [{ name: "critical-only", reason: "the deadline is near" }]],
    ["/critical-only", [malformed("critical-only", "reason-missing")]],
    ["/remind", [{ name: "remind" }]],
    ["/authorize", [{ name: "authorize" }]],
    ["/released", [{ name: "released" }]],
    ["/rolled-back the disks filled up", [{ name: "rolled-back", reason: "the disks filled up" }]],
    ["/rolled-back", [{ name: "rolled-back", reason: "" }]],
    ["/status", [{ name: "status" }]],
    ["/help", [{ name: "help" }]],
  ]);
});

describe("the word", () => {
  reads([
    ["/APPROVE", [approve("")]],
    ["/Rolled-Back x", [{ name: "rolled-back" }]],
    ["/approve: fine", [approve("fine")]],
    ["/approve!", [approve("")]],
    ["/approve.", [approve("")]],
    ["/approve\u00a0qa", [approve("qa")]],
    ["/approve\tqa  ", [approve("qa")]],
    ["/approve\rbefore release: x\r/status", [approve("", { before: ["x"] }), { name: "status", line: 3 }]],
    ["/approve\r\nfine\r\n\r\n/status\r\n", [approve("", { body: "fine" }), { name: "status", line: 4 }]],
    ["\ufeff/approve", []],
    ["", []],
    ["/", []],
    ["//approve", []],
    ["/ approve", []],
    ["please /approve", []],
    ["- /approve", []],
    ["**/approve**", []],
    ["\\/approve", []],
    ["/usr/bin/env is missing", []],
    ["/approve/qa", []],
    ["/v1.2", []],
  ]);
});

describe("words that are no command", () => {
  const unknown = (word: string, nearest: string | null) => ({ name: "unknown", word, nearest });
  reads([
    ["/aprove qa", [unknown("aprove", "approve")]],
    ["/Approved", [unknown("Approved", "approve")]],
    ["/lgtm", [unknown("lgtm", "approve")]],
    ["/rejected", [unknown("rejected", "reject")]],
    ["/veto it", [unknown("veto", "reject")]],
    ["/authorise", [unknown("authorise", "authorize")]],
    ["/rollback", [unknown("rollback", "rolled-back")]],
    ["/hlep", [unknown("hlep", "help")]],
    ["/approve?", [unknown("approve?", "approve")]],
    ["/approve(qa)", [unknown("approve(qa)", "approve")]],
    ["/approve-qa", [unknown("approve-qa", "approve")]],
    ["/approve\u200b", [unknown("approve\u200b", "approve")]],
    ["/etc", [unknown("etc", null)]],
    ["/tmp is full", [unknown("tmp", null)]],
    ["/constructor", [unknown("constructor", null)]],
    ["/toString", [unknown("toString", null)]],
    ["/hasOwnProperty", [unknown("hasOwnProperty", null)]],
    ["/__proto__", []],
    [
      "/reject it fills\n/tmp\nwithin a day",
      [{ name: "reject", body: "/tmp\nwithin a day" }, unknown("tmp", null)],
    ],
    ["/approve\n/aprove qa\nbefore release: x", [approve("", { before: [] }), unknown("aprove", "approve")]],
    ["/approve\n/before release: x", [approve("", { before: ["x"] })]],
  ]);
});

describe("every command", () => {
  it.each(commandNames)("/%s is known, and its example is right", (name) => {
    const [command] = parseCommands(`/${name}`);
    expect(command?.name === "malformed" ? command.command : command?.name).toBe(name);
    if (command?.name === "malformed") expect(parseCommands(command.example)).toMatchObject([{ name }]);
  });
});

describe("many commands", () => {
  const many = (count: number): Command[] =>
    parseCommands(Array.from({ length: count }, () => "/status").join("\n"));

  it("are read up to twenty", () => {
    expect(many(mostCommands).map((command) => command.name)).toEqual(
      Array.from({ length: 20 }, () => "status"),
    );
  });

  it("are answered once beyond that", () => {
    expect(many(5000)).toHaveLength(mostCommands + 1);
    expect(many(5000).at(-1)).toMatchObject({
      name: "malformed",
      command: "status",
      problem: "too-many",
      line: 21,
    });
  });

  it("are not crowded out by paths", () => {
    const paths = Array.from({ length: 100 }, () => "/tmp").join("\n");
    expect(parseCommands(`${paths}\n/reject`).at(-1)).toMatchObject({ name: "reject", line: 101 });
  });
});
