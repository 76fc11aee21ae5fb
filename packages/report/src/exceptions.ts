import type { Decision, Instant, Json, Policy, RequirementState } from "@release-approval/approval";
import { commitAuthors } from "./approval-record.ts";
import type { AuditInput } from "./audit.ts";
import { longDay } from "./dates.ts";
import { reasonOfExcuse } from "./excuses.ts";
import { describeFinding, nameEvidence, remarks } from "./findings.ts";
import { list } from "./links.ts";
import { count } from "./titles.ts";

/** Something about a release that an auditor wants to see first. `sentence` is plain text. */
export type Exception = { code: string; sentence: string; facts: Record<string, Json> };

type Find = (input: AuditInput) => Exception[];

/** Looks for every kind of exception; none found is a result too. */
export function findExceptions(input: AuditInput): Exception[] {
  return finders.flatMap((find) => find(input));
}

const finders: readonly Find[] = [
  notAuthorized,
  overridden,
  overruled,
  waived,
  putOff,
  selfApproved,
  authorsWhoReviewed,
  standIns,
  unticked,
  lateReviews,
  weakEvidence,
  movedTimes,
  owed,
  excused,
  rolledBack,
  lacking,
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
  const authors = commitAuthors(decision);
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
  return decision.obligations
    .filter((one) => one.settled === null)
    .map((one) => ({
      code: "follow-up-open",
      sentence: `Still owed: ${one.text.replace(/\.$/u, "")}${one.due === null ? "" : ` (due ${longDay(one.due)})`}.`,
      facts: { id: one.id, kind: one.kind, role: one.role, due: one.due },
    }));
}

function excused({ decision, policy, ledger }: AuditInput): Exception[] {
  const facts = ledger.entries.flatMap((entry) => entry.block.facts);
  return decision.obligations.flatMap((one) => {
    if (one.settled?.verdict !== "excused") return [];
    const { by, at } = one.settled;
    const reason = reasonOfExcuse(one, facts, policy);
    const why = reason === "" ? "" : ` Reason: ${reason.replace(/\.$/u, "")}.`;
    return [
      {
        code: "follow-up-excused",
        sentence: `${by.login} excused a follow-up on ${longDay(at)}, so nobody owes it any more: ${one.text.replace(/\.$/u, "")}.${why}`,
        facts: { id: one.id, role: one.role, by: by.login, at, reason },
      },
    ];
  });
}

function overridden({ decision, policy }: AuditInput): Exception[] {
  const { override } = decision;
  if (override === null) return [];
  const { by, reason, standsInFor, at, ratified, automatic } = {
    ...override,
    automatic: override.by === null,
  };
  const names = standsInFor.map((one) => policy.roles[one]?.title ?? `the ${one}`);
  const stands = names.length === 0 ? "it was not needed in the end" : `it stands in for ${list(names, 20)}`;
  const signed =
    ratified === null
      ? "Nobody has signed it off yet."
      : `Signed off by ${ratified.by.login} on ${longDay(ratified.at)}.`;
  return [
    {
      code: "overridden",
      sentence: `${by === null ? "The rules used the automatic override" : `${by.login} used the override`} on ${longDay(at)}: ${stands}. ${reason.trim() === "" ? "" : `Reason: ${reason.trim().replace(/\.$/u, "")}. `}${signed}`,
      facts: {
        by: by?.login ?? null,
        automatic,
        reason,
        standsInFor: [...standsInFor],
        at,
        ratified: ratified !== null,
      },
    },
  ];
}

function overruled({ decision }: AuditInput): Exception[] {
  const rulings = new Map(
    decision.conflicts.flatMap(({ ruling }) => (ruling === null ? [] : ([[ruling.key, ruling]] as const))),
  );
  return decision.requirements.flatMap((one) =>
    one.overruled.map(({ person, overruledBy }) => {
      const ruling = overruledBy === null ? undefined : rulings.get(overruledBy);
      const by = ruling?.by.login ?? "A ruling";
      const on = ruling === undefined ? "" : ` on ${longDay(ruling.at)}`;
      return {
        code: "overruled",
        sentence: `${by} overruled the rejection of ${person.login} as ${one.title}${on}.`,
        facts: { role: one.role, login: person.login, by: ruling?.by.login ?? null, at: ruling?.at ?? null },
      };
    }),
  );
}

function waived({ decision }: AuditInput): Exception[] {
  return decision.waivers.map(({ item, by, at, reason, role }) => ({
    code: "evidence-waived",
    sentence: `${nameEvidence(item)} was waived by ${by.login} on ${longDay(at)}: ${reason.trim().replace(/\.$/u, "")}.`,
    facts: { item, by: by.login, role, at, reason },
  }));
}

function putOff({ decision }: AuditInput): Exception[] {
  const { conditionalRelease: put } = decision.schedule;
  return decision.requirements
    .filter((one) => one.state === "deferred")
    .map((one) => ({
      code: "review-deferred",
      sentence: `The review of ${one.title} was put off until after the release${put === null ? "" : ` by ${put.by?.login ?? "the rules"} on ${longDay(put.at)}`}.`,
      facts: { role: one.role, by: put?.by?.login ?? null, at: put?.at ?? null },
    }));
}

function standIns({ decision }: AuditInput): Exception[] {
  return decision.requirements.flatMap((one) =>
    one.approvedBy.flatMap(({ person, onBehalfOf, to }) =>
      onBehalfOf === null
        ? []
        : [
            {
              code: "delegated",
              sentence: `${person.login} approved as ${one.title} in place of ${onBehalfOf.login}.`,
              facts: { role: one.role, login: person.login, for: onBehalfOf.login, at: to },
            },
          ],
    ),
  );
}

function unticked({ decision }: AuditInput): Exception[] {
  return decision.requirements.flatMap((one) =>
    one.approvedBy.flatMap(({ person, checklist }) => {
      const left = checklist.filter((item) => !item.ticked).map((item) => item.text);
      if (left.length === 0) return [];
      return [
        {
          code: "checklist-unticked",
          sentence: `${person.login} approved as ${one.title} with items left unticked: ${left.join("; ")}.`,
          facts: { role: one.role, login: person.login, items: left },
        },
      ];
    }),
  );
}

function movedTimes({ decision: { schedule } }: AuditInput): Exception[] {
  const { extensions, postponed, criticalOnly } = schedule;
  const extended = extensions.map(({ by, at, duration, reason }) => ({
    code: "extended",
    sentence: `${by.login} gave ${duration} more on ${longDay(at)}: ${reason.trim().replace(/\.$/u, "")}.`,
    facts: { by: by.login, at, duration, reason },
  }));
  const put =
    postponed === null
      ? []
      : [
          {
            code: "postponed",
            sentence: `Postponed by ${postponed.by?.login ?? "the rules"} on ${longDay(postponed.at)}, until ${longDay(postponed.until)}.`,
            facts: {
              by: postponed.by?.login ?? null,
              at: postponed.at,
              until: postponed.until,
              reason: postponed.reason,
            },
          },
        ];
  const critical =
    criticalOnly === null
      ? []
      : [
          {
            code: "critical-only",
            sentence: `From ${longDay(criticalOnly.at)} on, ${criticalOnly.by?.login ?? "the rules"} asked for the critical items only.`,
            facts: { by: criticalOnly.by?.login ?? null, at: criticalOnly.at, reason: criticalOnly.reason },
          },
        ];
  return [...extended, ...put, ...critical];
}

function rolledBack({ decision: { rolledBack: back } }: AuditInput): Exception[] {
  if (back === null) return [];
  const reason = back.reason.trim().replace(/\.$/u, "");
  return [
    {
      code: "rolled-back",
      sentence: `Rolled back by ${back.by.login} on ${longDay(back.at)}${reason === "" ? "" : `: ${reason}`}.`,
      facts: { by: back.by.login, at: back.at, reason: back.reason },
    },
  ];
}

function lacking({ decision }: AuditInput): Exception[] {
  return decision.lacks.map(({ version, tag, at, commits, commit, issue }) => ({
    code: "lacks-shipped",
    sentence: `v${version} shipped on ${longDay(at)} with ${commits} ${commits === 1 ? "commit" : "commits"} that this release lacks.`,
    facts: { version, tag, at, commits, commit, issue },
  }));
}

function earlierRevisions({ decision, policy }: AuditInput): Exception[] {
  const revision = decision.release?.revision ?? 1;
  if (revision === 1) return [];
  const kept = given(decision).filter(({ at }) => at < (decision.request?.openedAt ?? at));
  return [
    {
      code: "revised",
      sentence: `This is revision ${revision}: the version was asked for ${revision} times, each at its own commit or under its own rules. ${keptWords(kept, policy.rules["on-new-commits"])}`,
      facts: { revision, kept: kept.map(({ one, login }) => ({ role: one.role, login })) },
    },
  ];
}

function keptWords(kept: readonly Given[], rule: Policy["rules"]["on-new-commits"]): string {
  if (kept.length === 0) return "No review of an earlier revision counts here.";
  const roles = list([...new Set(kept.map(({ one }) => one.title))], 20);
  const many = kept.length > 1;
  const which =
    rule === "affected-roles" ? "those of roles that the new commits do not concern" : many ? "them" : "it";
  return `${count(kept.length, "review")} of ${many ? "earlier revisions count" : "an earlier revision counts"} here, since the rules keep ${which} (on-new-commits: ${rule}): ${roles}.`;
}

/** Findings that the decision tells more about, above. */
const toldWhole = new Set([
  "review-lapsed",
  "overridden",
  "overruled",
  "evidence-waived",
  "review-deferred",
  "delegated",
  "rolled-back",
  "lacks-shipped",
]);

function remarked({ decision }: AuditInput): Exception[] {
  return remarks(decision)
    .filter((finding) => !toldWhole.has(finding.code))
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
    .map(({ outcome, run, at, exitCode }) => ({
      code: "publishing-failed",
      sentence: `Publishing in run ${run.id} ended with ${outcome}${exitCode === undefined ? "" : `, exit code ${exitCode},`} on ${longDay(at)}.`,
      facts: { run: run.id, outcome, at, exitCode: exitCode ?? null },
    }));
}

function deletedComments({ deletions }: AuditInput): Exception[] {
  return deletions.map(({ at, author, by }) => ({
    code: "comment-deleted",
    sentence: `A comment of ${author?.login ?? "a deleted account"} was deleted by ${by?.login ?? "a deleted account"} on ${longDay(at)}. GitHub does not tell which one.`,
    facts: { at, author: author?.login ?? null, by: by?.login ?? null },
  }));
}
