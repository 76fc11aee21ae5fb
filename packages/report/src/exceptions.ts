import type { Decision, Instant, Json, RequirementState } from "@release-approval/approval";
import type { AuditInput } from "./audit.ts";
import { longDay } from "./dates.ts";
import { describeFinding, remarks } from "./findings.ts";

/** Something about a release that an auditor wants to see first. `sentence` is plain text. */
export type Exception = { code: string; sentence: string; facts: Record<string, Json> };

type Find = (input: AuditInput) => Exception[];

/** Looks for every kind of exception; none found is a result too. */
export function findExceptions(input: AuditInput): Exception[] {
  return finders.flatMap((find) => find(input));
}

const finders: readonly Find[] = [
  notAuthorized,
  selfApproved,
  authorsWhoReviewed,
  lateReviews,
  weakEvidence,
  owed,
  earlierRevisions,
  remarked,
  failedPublishing,
  deletedComments,
];

function notAuthorized({ decision }: AuditInput): Exception[] {
  if (decision.status === "authorized" || decision.status === "released") return [];
  return [
    {
      code: "not-authorized",
      sentence: `The release is not authorized: ${decision.status}${decision.reasonCode === decision.status ? "" : ` (${decision.reasonCode})`}.`,
      facts: { status: decision.status, reasonCode: decision.reasonCode },
    },
  ];
}

type Given = { one: RequirementState; login: string; id: number; at: Instant };

function given({ requirements }: Decision): Given[] {
  return requirements.flatMap((one) =>
    one.approvedBy.map(({ person, to }) => ({ one, login: person.login, id: person.id, at: to })),
  );
}

function selfApproved({ decision }: AuditInput): Exception[] {
  const requesters = new Set(decision.request?.requesters.map((person) => person.id));
  return given(decision)
    .filter(({ id }) => requesters.has(id))
    .map(({ one, login, at }) => ({
      code: "self-approved",
      sentence: `${login} asked for the release and approved it as ${one.title}.`,
      facts: { login, role: one.role, at },
    }));
}

function authorsWhoReviewed({ decision }: AuditInput): Exception[] {
  const authors = new Set(decision.request?.changes?.authors.map((login) => login.toLowerCase()));
  return given(decision)
    .filter(({ login }) => authors.has(login.toLowerCase()))
    .map(({ one, login, at }) => ({
      code: "author-reviewed",
      sentence: `${login} wrote commits of this release and approved it as ${one.title}.`,
      facts: { login, role: one.role, at },
    }));
}

function lateReviews({ decision }: AuditInput): Exception[] {
  return given(decision).flatMap(({ one, login, at }) =>
    one.due === null || at <= one.due
      ? []
      : [
          {
            code: "late-review",
            sentence: `${login} approved as ${one.title} after its time: ${longDay(at)}, due ${longDay(one.due)}.`,
            facts: { login, role: one.role, at, due: one.due },
          },
        ],
  );
}

function weakEvidence({ decision }: AuditInput): Exception[] {
  return decision.evidence
    .filter((item) => item.verdict !== "met")
    .map((item) => ({
      code: "evidence-unmet",
      sentence: `Evidence ${item.item}: ${item.verdict}.`,
      facts: { item: item.item, verdict: item.verdict },
    }));
}

function owed({ decision }: AuditInput): Exception[] {
  return decision.obligations.map((one) => ({
    code: "follow-up-open",
    sentence: `Still owed: ${one.text}${one.due === null ? "" : ` (due ${longDay(one.due)})`}.`.replace(
      /\.\./u,
      ".",
    ),
    facts: { id: one.id, kind: one.kind, role: one.role, due: one.due },
  }));
}

function earlierRevisions({ decision }: AuditInput): Exception[] {
  const revision = decision.release?.revision ?? 1;
  if (revision === 1) return [];
  return [
    {
      code: "revised",
      sentence: `This is revision ${revision}: the version was asked for ${revision} times, each at its own commit or under its own rules. Reviews of earlier revisions do not count here.`,
      facts: { revision },
    },
  ];
}

function remarked({ decision }: AuditInput): Exception[] {
  return remarks(decision)
    .filter((finding) => finding.code !== "review-lapsed")
    .map((finding) => ({
      code: finding.code,
      sentence: describeFinding(finding).sentence,
      facts: { ...finding.facts },
    }));
}

function failedPublishing({ ledger }: AuditInput): Exception[] {
  const outcomes = ledger.entries
    .flatMap((entry) => entry.block.facts)
    .filter((fact) => fact.kind === "outcome");
  return outcomes
    .filter(({ outcome }) => outcome !== "success")
    .map(({ outcome, run, at }) => ({
      code: "publishing-failed",
      sentence: `Publishing in run ${run.id} ended with ${outcome} on ${longDay(at)}.`,
      facts: { run: run.id, outcome, at },
    }));
}

function deletedComments({ deletions }: AuditInput): Exception[] {
  return deletions.map(({ at, author, by }) => ({
    code: "comment-deleted",
    sentence: `A comment of ${author?.login ?? "a deleted account"} was deleted by ${by?.login ?? "a deleted account"} on ${longDay(at)}. GitHub does not tell which one.`,
    facts: { at, author: author?.login ?? null, by: by?.login ?? null },
  }));
}
