import type {
  Damage,
  Decision,
  EvidenceItem,
  Instant,
  Person,
  Policy,
  ReleaseType,
  Repository,
  RequestFact,
  Status,
} from "@release-approval/approval";
import { blockers, describeFinding, textOf } from "./findings.ts";
import { headline } from "./headline.ts";
import { commitUrl, compareUrl, fileUrl, safeUrl, shortSha } from "./links.ts";
import { findMissing, type Missing } from "./missing.ts";
import { type Row, toRows } from "./rows.ts";
import { shortTitles } from "./titles.ts";

/*
 * One view model for everything that people see of a release: issue, replies, summaries, messages. Plain data, no
 * Markdown; what people typed is still as they typed it, and every renderer escapes it for its own output.
 */

export type ViewInput = {
  decision: Decision;
  /** The policy whose titles, checklists and contacts are shown: the pinned one. */
  policy: Policy;
  repository: Repository;
  issue?: { number: number; url: string; locked?: boolean };
  /** The run that asked for the release, where a person may look. */
  runUrl?: string;
  /** Where "Review deployments" is pressed, when the run has review buttons. */
  reviewUrl?: string;
  /** `entries` counts the one that is being written. `url`: its newest comment, if known. */
  ledger: { entries: number; intact: boolean; damage: readonly Damage[]; url?: string };
  now: Instant;
};

/** An open condition of an approval. */
export type Condition = { id: string; text: string; role: string; login: string };

export type View = {
  status: Status;
  reasonCode: string;
  /** One plain sentence without its full stop: "Waiting: 2 of 6 reviews in". */
  headline: string;
  /** What holds the release, as plain sentences, and the cure in our own words with `code` in backticks. */
  reasons: readonly { sentence: string; cure: string }[];
  project: string;
  component: string | null;
  /** With its `v`: `v1.2.0`. */
  version: string;
  tag: string;
  type: ReleaseType;
  commit: string;
  shortCommit: string;
  revision: number;
  reviews: { have: number; need: number };
  /** Asked before the release. */
  rows: readonly Row[];
  /** Optional, after the release, lapsed. */
  otherRows: readonly Row[];
  missing: readonly Missing[];
  conditions: readonly Condition[];
  evidence: readonly EvidenceItem[];
  /** When the request expires. */
  lastDay: Instant;
  /** When the newest of the facts shown here happened. Not the time of drawing: that would change with every run. */
  asOf: Instant;
  now: Instant;
  requesters: readonly Person[];
  /** The role that may cancel and authorize. */
  manager: { role: string; title: string; members: readonly Person[] } | null;
  titles: ReadonlyMap<string, string>;
  issue: { number: number; url: string; locked?: boolean } | null;
  links: { commit: string; changes: string | null; rules: string; run: string | null; review: string | null };
  ledger: ViewInput["ledger"];
  request: RequestFact;
  decision: Decision;
  policy: Policy;
};

/**
 * Draws the view model of a release.
 * @throws Error when the decision holds no request: there is nothing to show
 */
export function viewRelease(input: ViewInput): View {
  const { decision, policy, ledger, now } = input;
  const { request, release } = decision;
  if (request === null || release === null) throw new Error("A decision without a request cannot be shown.");
  const titles = shortTitles(decision.requirements);
  const conditions = findConditions(decision);
  const rows = toRows(decision, titles, conditions);
  const missing = findMissing(decision, titles, conditions, policy);
  const required = decision.requirements.filter((one) => one.effect === "required");
  const reviews = {
    have: required.filter((one) => one.state === "approved").length,
    need: required.length,
  };
  const manager = findManager(input);
  const version = `v${release.version}`;
  const shown = { decision, titles, conditions, reviews, version, manager };
  return {
    ...shown,
    status: decision.status,
    reasonCode: decision.reasonCode,
    headline: headline({ ...shown, missing }),
    reasons: blockers(decision)
      .filter((finding) => !saidByTable.has(finding.code))
      .map(describeFinding),
    project: release.project,
    component: release.component,
    tag: release.tag,
    type: release.type,
    commit: release.commit,
    shortCommit: shortSha(release.commit),
    revision: release.revision,
    rows: rows.filter((row) => row.group === "asked"),
    otherRows: rows.filter((row) => row.group === "other"),
    missing,
    evidence: decision.evidence,
    lastDay: decision.deadline ?? request.deadline,
    asOf: newestFact(input, request),
    now,
    requesters: request.requesters,
    issue: input.issue ?? null,
    links: linksOf(input, request),
    ledger,
    request,
    policy,
  };
}

/** Findings that the table of reviews and the list of conditions show already. */
const saidByTable = new Set([
  "review-missing",
  "condition-open",
  "quorum-missing",
  "authorization-missing",
  "rejected",
  "window-expired",
  "released",
  "cancelled",
]);

function findConditions(decision: Decision): Condition[] {
  return decision.finding.children
    .filter((finding) => finding.code === "condition-open")
    .map(({ facts }, index) => ({
      id: textOf(facts, "id") || `C${index + 1}`,
      text: textOf(facts, "text"),
      role: textOf(facts, "role"),
      login: textOf(facts, "login"),
    }));
}

function findManager({ decision, policy }: ViewInput): View["manager"] {
  const id =
    policy.roles["release-manager"] === undefined ? decision.requirements[0]?.role : "release-manager";
  const role = id === undefined ? undefined : policy.roles[id];
  if (id === undefined || role === undefined) return null;
  const asked = decision.requirements.find((one) => one.role === id)?.members;
  const recorded = decision.request?.members[id] ?? [];
  const members = asked ?? recorded.map(({ id, login }) => ({ id, login }));
  return { role: id, title: role.title, members };
}

function linksOf({ repository, runUrl, reviewUrl }: ViewInput, request: RequestFact): View["links"] {
  const { changes, previous, commit, policy } = request;
  const range = previous === undefined ? null : compareUrl(repository, previous.tag, commit);
  return {
    commit: commitUrl(repository, commit),
    changes: (changes === undefined ? null : safeUrl(changes.url)) ?? range,
    rules: fileUrl(repository, policy.commit, policy.path),
    run: runUrl ?? null,
    review: reviewUrl ?? null,
  };
}

// Reviews, edits, damage, and the deadlines that have passed: all that changes what is drawn.
function newestFact({ decision, ledger, now }: ViewInput, request: RequestFact): Instant {
  const passed = decision.requirements
    .filter((one) => one.state === "late" || one.state === "lapsed")
    .map((one) => one.due);
  const told = blockers(decision).map(({ facts }) => textOf(facts, "at"));
  const expired = decision.status === "expired" ? request.deadline : null;
  const times = [
    request.openedAt,
    expired,
    ...passed,
    ...told,
    ...decision.reviews.flatMap((review) => [review.to, textOf(review.facts, "at")]),
    ...ledger.damage.map((damage) => damage.at),
  ];
  return times.reduce<Instant>(
    (newest, time) => (time !== null && instant.test(time) && time > newest && time <= now ? time : newest),
    request.openedAt,
  );
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
