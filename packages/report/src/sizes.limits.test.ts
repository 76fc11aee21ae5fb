import type { Act, Answer, RequirementState } from "@release-approval/approval";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  condition,
  conflict,
  decide,
  finding,
  obligation,
  override,
  person,
  policy,
  request,
  requirement,
  review,
  show,
  waiver,
} from "../test/samples.ts";
import {
  annotation,
  issueTitle,
  longestBody,
  type News,
  renderAuditSummary,
  renderEntry,
  renderGateSummary,
  renderIssue,
  renderRequestSummary,
  renderTrackSummary,
  type View,
} from "./index.ts";

/* Whatever there is to tell, GitHub takes it: bodies and comments of 65,536 characters, summaries of 1 MiB. */

const everyCase = process.env["RELEASE_APPROVAL_CASES"] === "all";

type Size = {
  roles: number;
  people: number;
  conditions: number;
  reviews: number;
  answers: number;
  /** Length of everything that somebody typed. */
  text: number;
  /** What they typed, again and again. */
  unit: string;
  status: "pending" | "rejected" | "blocked" | "postponed" | "authorized" | "released";
};

const units = ["x", "👩‍👩‍👧‍👦", "<b>@mia #1 ", "e\u0301\u0302\u0303", "\u202E`|`\n", "𝔘", "````\n"] as const;

const largest: readonly Size[] = [
  {
    roles: 400,
    people: 20,
    conditions: 2_000,
    reviews: 10_000,
    answers: 10_000,
    text: 100,
    unit: "x",
    status: "pending",
  },
  {
    roles: 400,
    people: 1,
    conditions: 2_000,
    reviews: 100,
    answers: 50,
    text: 65_536,
    unit: "👩‍👩‍👧‍👦",
    status: "rejected",
  },
  {
    roles: 1,
    people: 1,
    conditions: 1,
    reviews: 1,
    answers: 1,
    text: 65_536,
    unit: "````\n",
    status: "blocked",
  },
  {
    roles: 400,
    people: 3,
    conditions: 2_000,
    reviews: 10_000,
    answers: 2_500,
    text: 300,
    unit: "<b>@mia #1 ",
    status: "released",
  },
];

const sizes: fc.Arbitrary<Size> = fc.record({
  roles: fc.integer({ min: 0, max: 400 }),
  people: fc.integer({ min: 0, max: 20 }),
  conditions: fc.integer({ min: 0, max: 2_000 }),
  reviews: fc.integer({ min: 0, max: 200 }),
  answers: fc.integer({ min: 0, max: 100 }),
  text: fc.oneof(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 65_536 })),
  unit: fc.constantFrom(...units),
  status: fc.constantFrom("pending", "rejected", "blocked", "postponed", "authorized", "released"),
});

function typed({ text, unit }: Size): string {
  return unit.repeat(Math.ceil(text / unit.length)).slice(0, text);
}

function viewOf(size: Size): View {
  const words = typed(size);
  const requirements = Array.from(
    { length: size.roles },
    (_, n): RequirementState => ({
      ...requirement("qa-lead"),
      role: `role-${n}`,
      title: words.slice(0, 100),
      focus: words.slice(0, 300),
      canReview: Array.from({ length: size.people }, (_, k) => ({
        id: k + 1,
        login: `reviewer-number-${k}`,
      })),
    }),
  );
  const conditions = Array.from({ length: size.conditions }, (_, n) =>
    condition(`C${n + 1}`, { text: words }),
  );
  const decision = decide(requirements, {
    status: size.status,
    request: { ...request, title: words.slice(0, 300), keyFeatures: Array(20).fill(words.slice(0, 300)) },
    conditions,
    conflicts: Array.from({ length: size.conditions }, () => conflict({ summary: words, opened: "command" })),
    waivers: Array.from({ length: size.conditions }, () => waiver({ reason: words })),
    override: size.status === "authorized" ? override({ reason: words }) : null,
    obligations: conditions.map(({ id }) => obligation(`condition/${id}`)),
    reviews: Array.from({ length: size.reviews }, () =>
      review("tom", "technical-lead", "2026-11-24T08:15:00Z", { notes: words, risk: words }),
    ),
    findings: requirements.map(({ role }) => finding("review-lost", { role, login: "tom" })),
    released: size.status === "released" ? { at: "2026-11-24T08:15:00Z", by: null, run: 9 } : null,
  });
  return show(decision, { policy: { ...policy, project: words.slice(0, 300) } });
}

function answersOf(size: Size): Answer[] {
  const act: Act = {
    command: "approve",
    role: "qa-lead",
    outcome: "not-counted",
    code: "malformed",
    facts: { problem: typed(size), example: "/approve", said: typed(size) },
  };
  return Array.from({ length: size.answers }, (_, n) => ({
    key: `comment:${n}`,
    comment: n,
    person: person("tom"),
    url: "https://github.com/acme/proxmox-mpc/issues/57",
    acts: [act],
  }));
}

const news: readonly News[] = [
  { kind: "request" },
  { kind: "status", status: "blocked", reasonCode: "review-lost" },
  { kind: "reminder", by: person("mia") },
];

const megabyte = 1024 * 1024;

function expectFits(size: Size): void {
  const view = viewOf(size);
  const body = renderIssue(view);
  const entry = renderEntry({ answers: answersOf(size), news, view });
  expect(body.length).toBeLessThanOrEqual(longestBody);
  expect(entry.length).toBeLessThanOrEqual(30_000);
  const summaries = [
    renderRequestSummary(view),
    renderTrackSummary(view, { recorded: size.reviews, answered: size.answers }),
    renderGateSummary(view, { authorized: size.status === "authorized", reason: null }),
    renderAuditSummary(view, { files: [], intact: true }),
  ];
  for (const summary of summaries) expect(Buffer.byteLength(summary)).toBeLessThan(megabyte);
  expect(annotation(view).length).toBeLessThanOrEqual(500);
  const name = { version: typed(size), component: typed(size), type: "minor" } as const;
  expect(issueTitle(name).length).toBeLessThanOrEqual(256);
  for (const text of [body, entry, ...summaries]) expect(text.isWellFormed()).toBe(true);
}

describe("what GitHub shows of a release fits", () => {
  // The others take seconds.
  it.each(everyCase ? largest : largest.slice(1, 3))(
    "$roles roles, $conditions conditions, $reviews reviews, $answers answers, texts of $text, $status",
    (size) => {
      expectFits(size);
    },
  );

  it("whatever there is", { timeout: 600_000 }, () => {
    fc.assert(fc.property(sizes, expectFits), { numRuns: everyCase ? 100 : 5 });
  });

  it("says that it is shortened, and where everything is", () => {
    const [size] = largest;
    if (size === undefined) throw new Error("there is none");
    const view = viewOf({ ...size, answers: 0 });
    expect(renderIssue(view)).toMatch(
      /\d+ more[\s\S]*\*Shortened: .*in the comments below.*`audit-trail`\.\*/,
    );
    expect(renderIssue(viewOf({ ...size, roles: 6, conditions: 2 }))).not.toContain("Shortened");
  });
});
