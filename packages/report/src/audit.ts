import type {
  Answer,
  Damage,
  Deletion,
  Entry,
  EntryBlock,
  Fact,
  Finding,
  Instant,
  JudgedReview,
  Ledger,
  Person,
  Policy,
  Run,
} from "@release-approval/approval";
import { approvalRecord, nameOf, openConditions, type RecordInput } from "./approval-record.ts";
import { authorizerOf, overrideInForce } from "./authorization.ts";
import { authorizationChecklist, type ChecklistLine } from "./checklist.ts";
import { type Exception, findExceptions } from "./exceptions.ts";
import { sortKeys } from "./json.ts";
import { unprovable } from "./unprovable.ts";

/** A policy as it was read, with its text: links die. `inherited`: texts that it extends, nearest first. */
export type PolicyText = {
  commit: string;
  path: string;
  digest: string;
  text: string;
  inherited?: readonly string[];
};

export type AuditInput = RecordInput & {
  policies: { pinned: PolicyText | null; today: PolicyText };
  ledger: Pick<Ledger, "entries" | "damage" | "forged">;
  answers: readonly Answer[];
  /** Runs that entries name, as GitHub knows them now. */
  runs: readonly Run[];
  deletions: readonly Deletion[];
};

/** A review as it was judged, with the words that were said, verbatim and whole. */
export type AuditedReview = {
  key: string;
  role: string | null;
  title: string | null;
  name: string;
  login: string;
  id: number;
  verdict: JudgedReview["verdict"];
  counted: boolean;
  code: string;
  facts: JudgedReview["facts"];
  source: JudgedReview["source"];
  url: string | null;
  from: Instant;
  to: Instant;
  notes: string;
  conditions: JudgedReview["conditions"];
  risk: string | null;
  checklist: JudgedReview["checklist"];
  /** A delegate's: whose review it is. */
  onBehalfOf: { name: string; login: string; id: number } | null;
  /** A rejection that a ruling lifted: the ruling's key. */
  overruledBy: string | null;
  words: string;
};

/** One attempt to publish, as the ledger keeps it. `lastLines`: what a failing command printed last. */
export type AuditedPublishing = {
  outcome: "success" | "failure" | "cancelled";
  at: Instant;
  run: { id: number; attempt: number };
  exitCode: number | null;
  lastLines: string | null;
};

/** Something that was said once, or a step that policy took by itself. */
export type AuditedNotice = { key: string; at: Instant; about: string | null };

export type AuditedEntry = {
  comment: number;
  url: string;
  at: Instant;
  digest: string;
  revision: number;
  run: { id: number; attempt: number; found: boolean | null; workflow: string | null; branch: string | null };
  facts: readonly Fact[];
  seen: readonly string[];
};

/** What somebody asked that is no review, and what became of it: `/status`, `/cancel`, typing errors. */
export type AuditedAct = {
  key: string;
  login: string;
  id: number;
  url: string;
  command: string | null;
  role: string | null;
  outcome: string;
  code: string;
  /** The whole comment, verbatim. */
  words: string;
};

export type AuditRecord = Omit<ReturnType<typeof approvalRecord>, "policy" | "policyToday"> & {
  kind: "audit";
  finalAuthorization: {
    authorizer: string;
    mode: string;
    timestamp: Instant;
    allConditionsMet: boolean;
  } | null;
  publishing: AuditedPublishing[];
  notices: AuditedNotice[];
  authorizationChecklist: ChecklistLine[];
  policies: { pinned: PolicyText | null; today: PolicyText };
  /** The titles of all roles of the pinned policy: people also act in roles that were not asked. */
  roles: Record<string, string>;
  exceptions: Exception[];
  unprovable: string[];
  reviews: AuditedReview[];
  acts: AuditedAct[];
  finding: Finding;
  history: {
    intact: boolean;
    entries: AuditedEntry[];
    damage: readonly Damage[];
    forged: Ledger["forged"];
    deletions: readonly Deletion[];
  };
};

/**
 * All that is recorded about a release, the approval record's fields first, so that somebody without access to GitHub
 * can follow it. Pure: the same input gives the same record.
 * @throws Error when the decision holds no request
 */
export function auditRecord(input: AuditInput): AuditRecord {
  const { decision, ledger, policy, policies } = input;
  const { policy: _pinned, policyToday: _today, ...record } = approvalRecord(input);
  const intact = ledger.damage.length === 0 && ledger.forged.length === 0;
  const history = { entries: ledger.entries.length, intact };
  return {
    ...record,
    kind: "audit",
    finalAuthorization: finalAuthorization(input),
    publishing: publishingOf(ledger),
    notices: noticesOf(ledger),
    authorizationChecklist: authorizationChecklist({ decision, history }),
    policies,
    roles: Object.fromEntries(Object.values(policy.roles).map(({ id, title }) => [id, title])),
    exceptions: findExceptions(input),
    unprovable: unprovable(input),
    reviews: decision.reviews.map((review) => auditReview(review, input)),
    acts: input.answers.flatMap((answer) => auditActs(answer, wordsBehind(input, answer.key))),
    finding: sortKeys(decision.finding),
    history: {
      intact,
      entries: ledger.entries.map((entry) => auditEntry(entry, input.runs)),
      damage: ledger.damage,
      forged: ledger.forged,
      deletions: input.deletions,
    },
  };
}

// The newest authorization that the ledger recorded for this revision; without one, nothing was authorized.
function finalAuthorization({ ledger, decision, policy }: AuditInput): AuditRecord["finalAuthorization"] {
  const recorded = factsIn(ledger)
    .filter((fact) => fact.kind === "authorization" && fact.revision === decision.release?.revision)
    .at(-1);
  if (recorded === undefined || recorded.kind !== "authorization") return null;
  return {
    authorizer: authorizerOf(decision, policy),
    mode: overrideInForce(decision) === null ? policy.rules.authorization : "override",
    timestamp: recorded.at,
    allConditionsMet: openConditions(decision).length === 0,
  };
}

function publishingOf(ledger: Pick<Ledger, "entries">): AuditedPublishing[] {
  return factsIn(ledger)
    .filter((fact) => fact.kind === "outcome")
    .map(({ outcome, at, run, exitCode, tail }) => ({
      outcome,
      at,
      run,
      exitCode: exitCode ?? null,
      lastLines: tail ?? null,
    }));
}

function noticesOf(ledger: Pick<Ledger, "entries">): AuditedNotice[] {
  return factsIn(ledger).flatMap((fact) => {
    if (fact.kind === "notice") return [{ key: fact.key, at: fact.at, about: fact.about ?? null }];
    return fact.kind === "step" ? [{ key: fact.key, at: fact.at, about: fact.step }] : [];
  });
}

/** Every fact of the ledger, in the order of the entries. */
export function factsIn({ entries }: Pick<Ledger, "entries">): Fact[] {
  return entries.flatMap((entry) => entry.block.facts);
}

function auditReview(review: JudgedReview, { policy, ledger }: AuditInput): AuditedReview {
  const said = factsIn(ledger).find((fact) => fact.key === review.key);
  const words = said?.kind === "comment" || said?.kind === "button" ? said.text : review.notes;
  return {
    key: review.key,
    role: review.role,
    title: review.role === null ? null : (policy.roles[review.role]?.title ?? review.role),
    ...whoIs(review.person, policy),
    verdict: review.verdict,
    counted: review.counted,
    code: review.code,
    facts: sortKeys(review.facts),
    source: review.source,
    url: review.url,
    from: review.from,
    to: review.to,
    notes: review.notes,
    conditions: review.conditions,
    risk: review.risk,
    checklist: review.checklist,
    onBehalfOf: review.onBehalfOf === null ? null : whoIs(review.onBehalfOf, policy),
    overruledBy: review.overruledBy,
    words,
  };
}

function whoIs({ id, login }: Person, policy: Policy): { name: string; login: string; id: number } {
  return { name: nameOf(login, policy), login, id };
}

const reviewCommands = new Set(["approve", "reject", "withdraw"]);

function wordsBehind({ ledger }: AuditInput, key: string): string {
  const facts = ledger.entries.flatMap((entry) => entry.block.facts);
  const said = facts.find((fact) => fact.key === key);
  return said?.kind === "comment" ? said.text : "";
}

function auditActs({ key, person, url, acts }: Answer, words: string): AuditedAct[] {
  return acts
    .filter(
      (act) => act.command === null || !reviewCommands.has(act.command) || act.outcome === "not-counted",
    )
    .map(({ command, role, outcome, code }) => ({
      key,
      login: person.login,
      id: person.id,
      url,
      command,
      role,
      outcome,
      code,
      words,
    }));
}

function auditEntry({ comment, url, at, digest, block }: Entry, runs: readonly Run[]): AuditedEntry {
  return {
    comment,
    url,
    at,
    digest,
    revision: block.revision,
    run: auditRun(block, runs),
    facts: block.facts,
    seen: block.seen,
  };
}

// `found` null: nobody looked it up, since a later entry of a trusted run vouches for this one.
function auditRun({ run }: EntryBlock, runs: readonly Run[]): AuditedEntry["run"] {
  const known = runs.find((one) => one.id === run.id);
  const found = known === undefined ? null : known.state === "found";
  const { path = null, branch = null } = known?.state === "found" ? known : {};
  return { ...run, found, workflow: path, branch };
}
