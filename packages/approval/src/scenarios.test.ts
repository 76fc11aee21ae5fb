import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { given, sixRoles } from "../test/given.ts";
import { afterRelease } from "../test/scenarios/after-release.ts";
import { attacks } from "../test/scenarios/attacks.ts";
import { availability } from "../test/scenarios/availability.ts";
import { conditions } from "../test/scenarios/conditions.ts";
import { conflicts } from "../test/scenarios/conflicts.ts";
import { deadlines } from "../test/scenarios/deadlines.ts";
import { lost } from "../test/scenarios/lost.ts";
import { matrixRows } from "../test/scenarios/matrix.ts";
import { newCommits } from "../test/scenarios/new-commits.ts";
import { overrides } from "../test/scenarios/overrides.ts";
import { rare } from "../test/scenarios/rare.ts";
import { reviews } from "../test/scenarios/reviews.ts";
import type { Expected, Quote, Scenario } from "../test/scenarios/scenario.ts";
import { several } from "../test/scenarios/several.ts";
import type { Decision, Finding } from "./decision.ts";
import type { News } from "./plan.ts";

/* The table of scenarios (`test/scenarios`): each is played, and each names a line of the specification. */

const subjects: readonly [string, readonly Scenario[]][] = [
  ["the matrix", matrixRows],
  ["reviews", reviews],
  ["conditions", conditions],
  ["new commits", newCommits],
  ["conflicts", conflicts],
  ["deadlines", deadlines],
  ["availability", availability],
  ["overrides and waivers", overrides],
  ["after the release", afterRelease],
  ["several at once", several],
  ["ways around", attacks],
  ["what is rare", rare],
  ["what was lost", lost],
];

const all = subjects.flatMap(([, scenarios]) => scenarios);

describe.each(subjects)("%s", (_, scenarios) => {
  it.each(scenarios.map((one) => [one.name, one] as const))("%s", (_, scenario) => {
    expect(play(scenario)).toEqual(scenario.expect);
  });
});

describe("the table", () => {
  it("is long enough, and every name is its own", () => {
    expect(all.length).toBeGreaterThanOrEqual(150);
    for (const [subject, scenarios] of subjects)
      expect(new Set(scenarios.map((one) => one.name)).size, subject).toBe(scenarios.length);
  });

  it("quotes words that stand in the specification", () => {
    const documents = { READING: read("READING.md"), SPEC: read("release-approval-workflow.md") };
    const missing = all.filter(({ quote }) => !documents[sourceOf(quote)].includes(wordsOf(quote)));
    expect(missing.map(({ name, quote }) => `${name}: ${quote}`)).toEqual([]);
  });

  it.each([
    ["the conditional needs", "What the conditional needs mean"],
    ["the small decisions", "Small decisions"],
  ])("plays every line of %s", (_, heading) => {
    const lines = linesUnder(heading).filter((line) => !elsewhere.some((words) => line.includes(words)));
    const quotes = all.filter((one) => sourceOf(one.quote) === "READING").map((one) => wordsOf(one.quote));
    expect(lines.filter((line) => !quotes.some((words) => line.includes(words)))).toEqual([]);
  });
});

/** Lines about what stands outside the decision: inputs, the version, the commands' end. */
const elsewhere = [
  "release-type: auto follows",
  "track on an issue that is no release",
  "A path that leaves the workspace",
];

// As read: without line breaks, table padding and emphasis.
function plain(text: string): string {
  return text.replace(/[*`]/g, "").replace(/\s+/g, " ").trim();
}

function read(name: string): string {
  return plain(readFileSync(new URL(`../../../docs/specification/${name}`, import.meta.url), "utf8"));
}

function sourceOf(quote: Quote): "READING" | "SPEC" {
  return quote.startsWith("READING") ? "READING" : "SPEC";
}

function wordsOf(quote: Quote): string {
  return plain(quote.replace(/^\w+: /, ""));
}

function linesUnder(heading: string): string[] {
  const text = readFileSync(new URL("../../../docs/specification/READING.md", import.meta.url), "utf8");
  const [, section = ""] = text.split(`## ${heading}\n`);
  const [list = ""] = section.split("\n## ");
  return list.split(/^- /m).slice(1).map(plain);
}

function play({
  policy = sixRoles,
  today = policy,
  request = {},
  changes,
  commits,
  users,
  teams,
  events,
  at,
  remind = false,
  expect,
}: Scenario) {
  const played = given(policy, request)
    .today(today)
    .changes(...(changes ?? []))
    .commits(...(commits ?? []))
    .users(...(users ?? []))
    .teams(teams ?? {})
    .and(...events)
    .at(at);
  const { decision } = played;
  const children = decision.finding.children;
  const looked: Readonly<Record<keyof Expected, () => unknown>> = {
    status: () => decision.status,
    reason: () => decision.reasonCode,
    findings: () => pick(expect.findings, (code, facts) => factsOf(children, code, facts)),
    no: () => (expect.no ?? []).filter((code) => !children.some((one) => one.code === code)),
    acts: () => pick(expect.acts, (login) => played.act(login).map((act) => act.code)),
    facts: () => pick(expect.facts, (login, facts) => keysOf(played.act(login).at(-1)?.facts ?? {}, facts)),
    reviews: () => pick(expect.reviews, (login, review) => keysOf(played.review(login).at(-1) ?? {}, review)),
    states: () => pick(expect.states, (role) => requirement(decision, role)?.state),
    effects: () => pick(expect.effects, (role) => requirement(decision, role)?.effect),
    focus: () => pick(expect.focus, (role) => requirement(decision, role)?.focus),
    due: () => pick(expect.due, (name) => dueOf(decision, name)),
    conditions: () => Object.fromEntries(decision.conditions.map(({ id, state }) => [id, state])),
    conflicts: () => decision.conflicts.map(({ about, state }) => `${about} ${state}`),
    deciders: () => decision.conflicts.at(-1)?.deciders.map(({ role }) => role),
    owed: () =>
      Object.fromEntries(decision.obligations.map((one) => [one.id, one.settled?.verdict ?? "open"])),
    owedBy: () => pick(expect.owedBy, (id) => decision.obligations.find((one) => one.id === id)?.due),
    override: () => overrideOf(decision),
    news: () => played.plan({ remind }).news.flatMap(nameNews),
    opens: () => ({ sets: decision.opening.smallestSets, at: decision.opening.opensAt }),
    waited: () => decision.figures.minutesWaited,
    claim: () => decision.claim?.run ?? null,
    release: () => keysOf(decision.release ?? {}, expect.release ?? {}),
  };
  return Object.fromEntries(namesIn(expect).map((name) => [name, looked[name]()]));
}

function namesIn(expect: Expected): (keyof Expected)[] {
  return Object.keys(expect) as (keyof Expected)[];
}

function pick<T, R>(wanted: Readonly<Record<string, T>> | undefined, look: (name: string, wanted: T) => R) {
  return Object.fromEntries(Object.entries(wanted ?? {}).map(([name, one]) => [name, look(name, one)]));
}

function keysOf(found: object, wanted: object): object {
  return Object.fromEntries(Object.entries(found).filter(([key]) => key in wanted));
}

// Of several findings with a code, the one with the facts, or the first one to compare with.
function factsOf(findings: readonly Finding[], code: string, wanted: object): object | null {
  const found = findings.filter((one) => one.code === code).map((one) => keysOf(one.facts, wanted));
  return (
    found.find((facts) => JSON.stringify(sorted(facts)) === JSON.stringify(sorted(wanted))) ??
    found[0] ??
    null
  );
}

function sorted(facts: object): unknown {
  return Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1));
}

function requirement({ requirements }: Decision, role: string) {
  return requirements.find((one) => one.role === role);
}

function dueOf(decision: Decision, name: string) {
  if (name === "start" || name === "target" || name === "deadline") return decision.schedule[name];
  return requirement(decision, name)?.due;
}

function overrideOf({ override }: Decision): Expected["override"] {
  if (override === null) return null;
  const { by, standsInFor, ratified } = override;
  return { by: by?.login ?? null, standsInFor, ratifiedBy: ratified?.by.login ?? null };
}

function nameNews(news: News): string[] {
  switch (news.kind) {
    case "warning":
    case "overdue":
      return [`${news.kind} ${news.role ?? "release"}${told(news.alsoTo)}`];
    case "owed":
      return [`${news.escalated ? "escalated" : "owed"} ${news.obligation.id}${told(news.alsoTo)}`];
    case "step":
      return [`step ${news.step}`];
    case "reminder":
      return [`reminder by ${news.by?.login ?? "input"}`];
    case "void":
      return [`void ${news.review.person.login}`];
    case "void-act":
      return [`void ${news.person.login} ${news.act.command}`];
    case "conflict":
      return [`conflict ${news.conflict.about}`];
    case "shipped":
      return [`shipped ${news.shipped.tag}`];
    case "settled":
    case "damage":
    case "reopened":
      return [news.kind];
    case "status":
      return [];
  }
}

function told(people: readonly { login: string }[]): string {
  return people.length === 0 ? "" : `, told ${people.map(({ login }) => login).join(" ")}`;
}
