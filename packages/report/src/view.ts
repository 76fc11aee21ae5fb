import type {
  Condition,
  Conflict,
  Damage,
  Decision,
  EvidenceItem,
  Instant,
  Opening,
  Override,
  Person,
  Policy,
  ReleaseType,
  Repository,
  RequestFact,
  Schedule,
  ShippedFact,
  Status,
  Waiver,
} from "@release-approval/approval";
import { blockers, describeFinding, textOf } from "./findings.ts";
import { type FollowUp, toFollowUps } from "./follow-ups.ts";
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

/** What a reviewer said beside yes or no: the risk they see, and what they left unticked. */
export type Remark = { role: string; person: Person; risk: string | null; unticked: readonly string[] };

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
  /** Of the reviews that the release waits for. `overruled`: not in, and a ruling stands in for them. */
  reviews: { have: number; need: number; overruled: number };
  /** Asked before the release. */
  rows: readonly Row[];
  /** Optional, after the release, lapsed. */
  otherRows: readonly Row[];
  missing: readonly Missing[];
  /** All live ones; those of before the release hold it until they are met and confirmed. */
  conditions: readonly Condition[];
  conflicts: readonly Conflict[];
  override: Override | null;
  waivers: readonly Waiver[];
  schedule: Schedule;
  opening: Opening;
  /** Owed after the release; before it, what will be. Open ones first. */
  followUps: readonly FollowUp[];
  remarks: readonly Remark[];
  lacks: readonly ShippedFact[];
  unratified: Decision["unratified"];
  rolledBack: Decision["rolledBack"];
  evidence: readonly EvidenceItem[];
  /** When the request expires, after every `/extend` and `/postpone`. */
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
  repository: Repository;
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
  const rows = toRows(decision, titles);
  const missing = findMissing(decision, titles, policy);
  const manager = findManager(input);
  const version = `v${release.version}`;
  const followUps = toFollowUps(decision, titles, policy);
  const reviews = countReviews(decision);
  const shown = { decision, titles, policy, reviews, version, manager, followUps, ...recordsOf(decision) };
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
    remarks: findRemarks(decision),
    lastDay: decision.schedule.deadline,
    asOf: newestFact(input, request),
    now,
    requesters: request.requesters,
    issue: input.issue ?? null,
    links: linksOf(input, request),
    ledger,
    request,
    repository: input.repository,
  };
}

// What the decision says for itself.
function recordsOf(decision: Decision) {
  const { conditions, conflicts, override, waivers, schedule, opening } = decision;
  const { lacks, unratified, rolledBack, evidence } = decision;
  return {
    conditions,
    conflicts,
    override,
    waivers,
    schedule,
    opening,
    lacks,
    unratified,
    rolledBack,
    evidence,
  };
}

// A role asked if available is waited for until its time has passed; one that was put off is not.
function countReviews({ requirements }: Decision): View["reviews"] {
  const asked = requirements.filter(
    (one) =>
      (one.effect === "required" || one.effect === "if-available") &&
      one.state !== "lapsed" &&
      one.state !== "deferred",
  );
  return {
    have: asked.filter((one) => one.state === "approved").length,
    need: asked.length,
    overruled: asked.filter((one) => one.state === "overruled").length,
  };
}

function findRemarks({ requirements }: Decision): Remark[] {
  return requirements
    .flatMap((one) => one.approvedBy.map((review) => ({ review, role: one.role })))
    .map(({ role, review: { person, risk, checklist } }) => ({
      role,
      person,
      risk,
      unticked: checklist.filter((item) => !item.ticked).map((item) => item.text),
    }))
    .filter(({ risk, unticked }) => risk !== null || unticked.length > 0);
}

/** Findings that the table of reviews, the lists below it and the box say already. */
const saidByTable = new Set([
  "review-missing",
  "condition-open",
  "conflict-open",
  "ruled-stop",
  "postponed",
  "quorum-missing",
  "authorization-missing",
  "rejected",
  "window-expired",
  "released",
  "cancelled",
]);

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

// Reviews, commands, edits, damage, and the times that have passed: all that changes what is drawn.
function newestFact(input: ViewInput, request: RequestFact): Instant {
  const { decision, ledger, now } = input;
  const told = decision.finding.children.map(({ facts }) => textOf(facts, "at"));
  const times = [
    ...timesPassed(decision),
    ...told,
    ...decision.reviews.flatMap((review) => [review.to, textOf(review.facts, "at")]),
    ...timesOfRecords(decision),
    ...ledger.damage.map((damage) => damage.at),
  ];
  return times.reduce<Instant>(
    (newest, time) =>
      time !== null && time !== undefined && instant.test(time) && time > newest && time <= now
        ? time
        : newest,
    request.openedAt,
  );
}

type Times = (Instant | null | undefined)[];

function timesPassed({ requirements, obligations, status, schedule }: Decision): Times {
  return [
    ...requirements.filter((one) => one.state === "late" || one.state === "lapsed").map((one) => one.due),
    ...obligations.filter((one) => one.settled === null).map((one) => one.due),
    status === "expired" ? schedule.deadline : null,
    schedule.start,
  ];
}

function timesOfRecords(decision: Decision): Times {
  const { conditions, conflicts, override, waivers, schedule, obligations, lacks } = decision;
  return [
    ...conditions.flatMap((one) => [one.resolution?.at, one.reopened?.at]),
    ...conflicts.flatMap((one) => [one.at, one.ruling?.at]),
    override?.at,
    override?.ratified?.at,
    ...waivers.map((one) => one.at),
    schedule.postponed?.at,
    ...schedule.extensions.map((one) => one.at),
    schedule.criticalOnly?.at,
    schedule.conditionalRelease?.at,
    ...obligations.map((one) => one.settled?.at),
    ...lacks.map((one) => one.at),
    decision.released?.at,
    decision.rolledBack?.at,
  ];
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
