import { type Refusal, refuse } from "./act.ts";
import { addCalendar } from "./calendar.ts";
import { type Case, isKeptOut, releaseRules } from "./case.ts";
import { isTouched } from "./conditions.ts";
import type { JudgedReview } from "./decision.ts";
import { activeDelegation } from "./delegation.ts";
import { add, type JudgedStatement, refuseEarlier } from "./judged-statement.ts";
import { holds } from "./membership.ts";
import { rolesNamed, titleOf } from "./policy/roles.ts";
import type { Role } from "./policy/schema.ts";
import { longestComment } from "./records.ts";
import {
  type Found,
  type InRole,
  type ReviewCommand,
  resolveRole,
  resolveWithdrawal,
} from "./review-role.ts";
import type { Statement } from "./statement.ts";
import { untickedCritical } from "./unticked.ts";

/* Judges approvals, rejections and withdrawals: whether they count, and what they say. */

export function judgeReview(command: ReviewCommand, judged: JudgedStatement, c: Case): void {
  const resolve = command.name === "withdraw" ? resolveWithdrawal : resolveRole;
  const found = resolve(command, judged.statement, c);
  if ("code" in found) add(judged, refuse(command.name, found.code, found.facts));
  else judgeIn(found, command, judged, c);
}

export function judgeIn(found: Found, command: ReviewCommand, judged: JudgedStatement, c: Case): void {
  const { statement } = judged;
  if (isDismissed(found.role, statement, c)) {
    add(judged, refuseEarlier(command.name, c, found.role));
    return;
  }
  const problem =
    command.name === "approve" && found.role !== null
      ? problemOfApproval(statement, found.role, command, c)
      : null;
  const review = toReview(command, statement, found, c);
  judged.steps.push({
    deed: null,
    act: {
      command: command.name,
      role: found.role,
      outcome: problem === null ? "counted" : "not-counted",
      code: problem?.code ?? "counted",
      facts: problem?.facts ?? {},
    },
    review: problem === null ? review : { ...review, counted: false, ...problem },
  });
}

export function judgeEarlierApproval(
  command: ReviewCommand & { name: "approve" },
  judged: JudgedStatement,
  c: Case,
): void {
  const found = resolveRole(command, judged.statement, c);
  if ("code" in found) add(judged, refuse(command.name, found.code, found.facts));
  else liftEarlier(found, command, judged, c);
}

/**
 * An approval lifted the rejection of its role; of another revision it approves nothing any more. One that was refused
 * lifted nothing, and does not now.
 */
export function liftEarlier(
  found: InRole,
  command: ReviewCommand & { name: "approve" },
  judged: JudgedStatement,
  c: Case,
): void {
  const { statement } = judged;
  const problem = problemOfApproval(statement, found.role, command, c);
  if (problem !== null && problem !== statement.broken)
    add(judged, refuse(command.name, problem.code, problem.facts, found.role));
  else judgeIn(found, asWithdrawal(command), judged, c);
}

function asWithdrawal({ words, body, line, raw }: ReviewCommand): ReviewCommand {
  return { name: "withdraw", words, body, line, raw };
}

/**
 * Whether a role's reviews of an earlier revision count no more, as policy says. An entry could name any commit: reviews
 * outlive one only where GitHub shows that the request is for the commit of its own run, and what changed since.
 */
function isDismissed(role: string | null, { revision, standing }: Statement, c: Case): boolean {
  if (standing !== "earlier") return false;
  const rule = c.policy.rules["on-new-commits"];
  const from = c.revisions.find((one) => one.revision === revision);
  const between = c.revisions.filter((one) => one.revision >= revision).length;
  const isWhole = between === c.request.revision - revision + 1;
  if (rule === "dismiss" || from === undefined || !isWhole || !c.isCommitProven) return true;
  if (rule === "keep" || role === null) return false;
  return isTouched(role, c.changes.find((one) => one.from === from.commit)?.files ?? null, c);
}

function problemOfApproval(
  statement: Statement,
  role: string,
  command: ReviewCommand & { name: "approve" },
  c: Case,
): Refusal | null {
  const { cut, person, broken } = statement;
  // A rejection may stand in what was not read.
  if (cut || hasTooMany(statement)) return { code: "too-long", facts: { limit: longestComment } };
  const early = requesterProblem(statement, role, c);
  if (early !== null) return early;
  if (c.policy.rules["commit-authors"] === "forbid" && isAuthor(person.login, c))
    return { code: "commit-author", facts: { role } };
  if (isTooLate(timeOf(statement, command, role, c), statement, c))
    return { code: "ended", facts: { status: "expired" } };
  if (broken !== null) return broken;
  const items = untickedCritical(checklistOf(role, c), command.checklist);
  return items.length === 0 ? null : { code: "critical-unticked", facts: { role, items } };
}

// What is owed after the release has its own time; what was said of an earlier revision had that one's.
function isTooLate(
  { from, to }: Pick<Statement, "from" | "to">,
  { standing, revision }: Statement,
  { arrangements, releasedAt, revisions }: Case,
): boolean {
  const own = standing === "now" ? undefined : revisions.find((one) => one.revision === revision);
  const deadline = own?.deadline ?? arrangements.schedule.deadline;
  return to > deadline && (releasedAt === null || from < releasedAt);
}

function hasTooMany({ commands }: Statement): boolean {
  return commands.some((command) => command.name === "malformed" && command.problem === "too-many");
}

function isAuthor(login: string, c: Case): boolean {
  return c.request.changes?.authors.some((author) => author.toLowerCase() === login.toLowerCase()) === true;
}

// Who asked may have to wait: the earliest moment at which they can have approved is what counts.
function requesterProblem(statement: Statement, role: string, c: Case): Refusal | null {
  const { person, from, standing, revision } = statement;
  const said = c.revisions.find((one) => one.revision === revision);
  // What is kept from an earlier revision must not come from who asked for that one, either.
  const own = standing === "earlier" ? said : undefined;
  const { policy, request } = c;
  const asked = { policy, request: { ...request, requesters: [...(own?.requesters ?? [])] } };
  if (isKeptOut(c, person.id, role) || isKeptOut(asked, person.id, role))
    return { code: "self-review", facts: { role, title: titleOf(c.policy, role) } };
  if (!c.request.requesters.some((requester) => requester.id === person.id)) return null;
  const wait = releaseRules(c)?.selfApprovalAfter;
  if (wait === undefined) return null;
  const { openedAt } = standing === "same-commit" && said !== undefined ? said : c.request;
  const after = addCalendar(openedAt, wait);
  return from < after ? { code: "too-early", facts: { role, after } } : null;
}

export function toReview(command: ReviewCommand, statement: Statement, found: Found, c: Case): JudgedReview {
  const verdicts = { approve: "approved", reject: "rejected", withdraw: "withdrawn" } as const;
  const approve = command.name === "approve" ? command : null;
  return {
    key: statement.key,
    person: statement.person,
    role: found.role,
    verdict: verdicts[command.name],
    counted: true,
    code: "counted",
    facts: {},
    source: statement.press === null ? "comment" : "button",
    url: statement.url,
    ...timeOf(statement, command, found.role, c),
    notes: [found.rest, command.body]
      .filter((part) => part.trim() !== "")
      .join("\n")
      .trim(),
    conditions: { before: approve?.before ?? [], after: approve?.after ?? [] },
    risk: approve?.risk ?? null,
    checklist: approve?.checklist ?? [],
    onBehalfOf: delegatorOf(found.role, statement, c),
    overruledBy: null,
  };
}

// A critical item that its author ticked later lets the approval count from then on, not before.
function timeOf(
  { from, to, ticked, recorded }: Statement,
  command: ReviewCommand,
  role: string | null,
  c: Case,
): { from: string; to: string } {
  if (command.name !== "approve" || ticked === null || ticked <= to) return { from, to };
  const wanted = checklistOf(role, c);
  const before = recorded.flatMap((one) => (one.name === "approve" ? one.checklist : []));
  return untickedCritical(wanted, before).length === 0 ? { from, to } : { from: ticked, to: ticked };
}

function checklistOf(role: string | null, { policy }: Case): Role["checklist"] {
  return rolesNamed(policy, role).flatMap((one) => one.checklist);
}

function delegatorOf(role: string | null, statement: Statement, c: Case): JudgedReview["onBehalfOf"] {
  const { person } = statement;
  if (role === null || holds(c.holders, role, person.id)) return null;
  const lent = activeDelegation(c.arrangements, role, person.id, statement);
  // The release manager hands on a role, not a review of their own.
  return lent === null || lent.byManager ? null : lent.from;
}
