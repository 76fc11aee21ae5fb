import { count, type Refusal, refuse, roleFacts } from "./act.ts";
import { actKey, isAboutPeople } from "./arrangements.ts";
import { assertNever } from "./assert-never.ts";
import { addCalendar } from "./calendar.ts";
import {
  type Case,
  endAt,
  holderTitles,
  holdingVoicesOf,
  isKeptOut,
  managerRole,
  releaseRules,
  speaksFor,
  voicesOf,
} from "./case.ts";
import { type Command, splitRole } from "./commands.ts";
import { isTouched } from "./conditions.ts";
import type { Act, JudgedReview } from "./decision.ts";
import { activeDelegation } from "./delegation.ts";
import { isHolding } from "./holding.ts";
import { holds, holdsAny } from "./membership.ts";
import { findRole, rolesNamed, titleOf } from "./policy/roles.ts";
import type { Role } from "./policy/schema.ts";
import { longestComment } from "./records.ts";
import type { Statement } from "./statement.ts";
import { untickedCritical } from "./unticked.ts";

/* Judges one command of a statement under one policy: whose it is, whether it counts, and why not. */

/** Commands whose effect depends on what stands when they are given. */
export type Deed = Extract<
  Command,
  {
    name:
      | "resolve"
      | "confirm"
      | "reopen"
      | "conflict"
      | "decide"
      | "override"
      | "ratify"
      | "waive"
      | "critical-only"
      | "conditional-release"
      | "released"
      | "rolled-back"
      | "remind";
  }
>;

/** One command: the review that it makes, if it makes one; or a deed, whose act is known when it is its turn. */
export type Step = { act: Act; review: JudgedReview | null; deed: Deed | null };

/** What a statement's commands come to under one policy. */
export type JudgedStatement = {
  statement: Statement;
  /** One for each command, in order. */
  steps: Step[];
  /** The person's command to cancel, when it counts. */
  cancels: string | null;
  authorizes: boolean;
  /** Why nobody knows all that stood in it: somebody else edited it before it could be read, or it is too long. */
  ambiguous: "edited" | "too-long" | null;
};

export function judgeInTurn(command: Command, judged: JudgedStatement, c: Case): void {
  if (isAboutPeople(command)) {
    judgeCommand(command, judged, c);
    return;
  }
  switch (judged.statement.standing) {
    case "now":
      judgeCommand(command, judged, c);
      return;
    case "same-commit":
      judgeEarlier(command, judged, c);
      return;
    case "earlier":
      judgeKept(command, judged, c);
      return;
  }
}

// A rejection stands until its author lifts it: asking again for the same commit is no way around it.
function judgeEarlier(command: Command, judged: JudgedStatement, c: Case): void {
  if (command.name === "reject" || command.name === "withdraw") judgeReview(command, judged, c);
  else if (command.name === "approve") judgeReview(asWithdrawal(command), judged, c);
  else add(judged, refuse(command.name, "earlier-revision", revisionFacts(c)));
}

// What policy keeps when the release is asked for at another commit: reviews, what became of their conditions, conflicts.
function judgeKept(command: Command, judged: JudgedStatement, c: Case): void {
  switch (command.name) {
    case "approve":
    case "reject":
    case "withdraw":
    case "resolve":
    case "confirm":
    case "reopen":
    case "conflict":
      judgeCommand(command, judged, c);
      return;
    default:
      add(judged, refuse(command.name, "earlier-revision", revisionFacts(c)));
  }
}

/**
 * Whether a role's reviews of an earlier revision count no more, as policy says. An entry could name any commit: reviews
 * outlive one only where GitHub shows that the request is for the commit of its own run, and what changed since.
 */
export function isDismissed(role: string | null, { revision, standing }: Statement, c: Case): boolean {
  if (standing !== "earlier") return false;
  const rule = c.policy.rules["on-new-commits"];
  const from = c.revisions.find((one) => one.revision === revision);
  const between = c.revisions.filter((one) => one.revision >= revision).length;
  const isWhole = between === c.request.revision - revision + 1;
  if (rule === "dismiss" || from === undefined || !isWhole || !c.isCommitProven) return true;
  if (rule === "keep" || role === null) return false;
  return isTouched(role, c.changes.find((one) => one.from === from.commit)?.files ?? null, c);
}

// An approval lifted the rejection; of another revision it approves nothing any more.
export function asWithdrawal({ words, body, line, raw }: ReviewCommand): ReviewCommand {
  return { name: "withdraw", words, body, line, raw };
}

export function revisionFacts(c: Case): Act["facts"] {
  return { revision: c.request.revision, commit: c.request.commit };
}

// In one comment the stricter word is the last one.
export function rejectionsLast(commands: readonly Command[]): Command[] {
  const rejections = commands.filter((command) => command.name === "reject");
  return [...commands.filter((command) => command.name !== "reject"), ...rejections];
}

export function add(judged: JudgedStatement, act: Act): void {
  judged.steps.push({ act, review: null, deed: null });
}

export function judgeCommand(command: Command, judged: JudgedStatement, c: Case): void {
  // What stands in the rest may take it back.
  if (judged.statement.cut && !isHolding(command) && command.name !== "approve") {
    add(judged, refuse(command.name, "too-long", { limit: longestComment }));
    return;
  }
  switch (command.name) {
    case "approve":
    case "reject":
    case "withdraw":
      judgeReview(command, judged, c);
      return;
    case "status":
    case "help":
      add(judged, judgeQuestion(command.name, judged.statement, c));
      return;
    case "cancel":
      judgeManager("cancel", command.reason, judged, c);
      return;
    case "authorize":
      judgeManager("authorize", "", judged, c);
      return;
    case "unknown":
      if (command.nearest !== null)
        add(judged, refuse(null, "unknown-command", { word: command.word, nearest: command.nearest }));
      return;
    case "malformed":
      add(
        judged,
        refuse(command.command, "malformed", {
          command: command.command,
          problem: command.problem,
          example: command.example,
          said: command.raw.slice(0, 200),
        }),
      );
      return;
    case "delegate":
    case "unavailable":
    case "extend":
    case "postpone": {
      const act = c.arrangements.acts.get(actKey(judged.statement, command));
      add(judged, act ?? refuse(command.name, "earlier-revision", revisionFacts(c)));
      return;
    }
    case "resolve":
    case "confirm":
    case "reopen":
    case "conflict":
    case "decide":
    case "override":
    case "ratify":
    case "waive":
    case "critical-only":
    case "conditional-release":
    case "remind":
    case "released":
    case "rolled-back":
      judged.steps.push({ act: count(command.name, null), review: null, deed: command });
      return;
    default:
      assertNever(command);
  }
}

function judgeQuestion(name: "status" | "help", statement: Statement, c: Case): Act {
  const { person } = statement;
  if (voicesOf(c, person.id, statement).length === 0)
    return refuse(name, "no-role", { asked: holderTitles(c) });
  return { command: name, role: null, outcome: "answered", code: name, facts: {} };
}

function judgeManager(name: "cancel" | "authorize", reason: string, judged: JudgedStatement, c: Case): void {
  const role = managerRole(c);
  const facts = { command: name, ...roleFacts(role, c) };
  if (!speaksFor(c, role, judged.statement.person.id, judged.statement)) {
    add(judged, refuse(name, "not-your-command", facts));
    return;
  }
  if (name === "authorize" && c.policy.rules.authorization !== "manual") {
    add(judged, refuse(name, "authorization-automatic", {}));
    return;
  }
  if (name === "authorize" && isKeptOut(c, judged.statement.person.id, role)) {
    add(judged, refuse(name, "self-review", facts, role));
    return;
  }
  // What stops a release needs no pristine comment; what lets it go does.
  const broken = name === "cancel" ? null : problemOfAuthorization(judged.statement, c);
  if (broken !== null) {
    add(judged, refuse(name, broken.code, broken.facts));
    return;
  }
  if (name === "cancel") judged.cancels = reason;
  else judged.authorizes = true;
  add(judged, { command: name, role, outcome: "counted", code: "counted", facts: {} });
}

function problemOfAuthorization({ to, broken }: Statement, c: Case): Refusal | null {
  const status = endAt(c, to);
  return status === null ? broken : { code: "ended", facts: { status } };
}

export type ReviewCommand = Command & { name: "approve" | "reject" | "withdraw" };

function judgeReview(command: ReviewCommand, judged: JudgedStatement, c: Case): void {
  const found = resolveRole(command, judged.statement, c);
  if ("code" in found) add(judged, refuse(command.name, found.code, found.facts));
  else judgeIn(found, command, judged, c);
}

export function judgeIn(found: Found, command: ReviewCommand, judged: JudgedStatement, c: Case): void {
  const { statement } = judged;
  if (isDismissed(found.role, statement, c)) {
    add(judged, refuse(command.name, "earlier-revision", revisionFacts(c), found.role));
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

/** `role` null: a withdrawal of all that the person has given. */
type Found = { role: string | null; rest: string };

// DESIGN: "The role may be left out when it is clear; titles and short forms are roles too."
export function resolveRole(command: ReviewCommand, statement: Statement, c: Case): Found | Refusal {
  const person = statement.person.id;
  const isRole = (word: string) => "role" in findRole(c.policy, word);
  const split = splitRole(command.words, isRole);
  // Who was lent a role by words that are gone since may still say no.
  const held =
    command.name === "reject" ? holdingVoicesOf(c, person, statement) : voicesOf(c, person, statement);
  const asked = held.filter((role) => c.requirements.some((requirement) => requirement.role === role));
  const [first] = held;
  if (first === undefined)
    return {
      code: holdsAny(c.recorded, person) ? "left-policy" : "no-role",
      facts: { asked: holderTitles(c) },
    };
  const named = split.role === null ? null : findRole(c.policy, split.role);
  if (named !== null && "role" in named) {
    const mine = asked.includes(named.role);
    // `/reject security hole in the login` gives a reason: it never fails for want of a role.
    if (mine || command.name === "approve") return checkNamed(named.role, split.rest, held, asked, c);
  }
  if (command.name === "withdraw") return { role: null, rest: command.words };
  const typo = misspelt(command.words, c);
  if (typo !== null && command.name === "approve") return typo;
  const [only] = asked;
  if (only === undefined) return notAsked(first, c);
  // A rejection never fails for want of a role: it stands in the first one that is asked.
  if (asked.length === 1 || command.name === "reject") return { role: only, rest: command.words };
  // Who asked for the release has one role at most in which they may approve it: that is clear.
  const [open, ...others] = asked.filter((role) => !isKeptOut(c, person, role));
  if (open !== undefined && others.length === 0) return { role: open, rest: command.words };
  return {
    code: "which-role",
    facts: { roles: asked.map((role) => ({ role, title: titleOf(c.policy, role) })) },
  };
}

function checkNamed(role: string, rest: string, held: string[], asked: string[], c: Case): Found | Refusal {
  if (!held.includes(role)) return { code: "not-a-member", facts: roleFacts(role, c) };
  if (!asked.includes(role)) return notAsked(role, c);
  return { role, rest };
}

export function notAsked(role: string, c: Case): Refusal {
  return { code: "not-asked", facts: { role, title: titleOf(c.policy, role), type: c.request.releaseType } };
}

// `/approve qaa` is a typo; `/approve quality is fine` is a note.
function misspelt(words: string, c: Case): Refusal | null {
  const [first, ...more] = words.trim().split(/\s+/);
  if (first === undefined || first === "" || more.length > 0) return null;
  const result = findRole(c.policy, first);
  if ("role" in result || result.nearest === null) return null;
  return { code: "unknown-role", facts: { word: first, nearest: result.nearest } };
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

// What is owed after the release has its own time; what is kept from an earlier revision had that one's.
function isTooLate(
  { from, to }: Pick<Statement, "from" | "to">,
  { standing, revision }: Statement,
  { arrangements, releasedAt, revisions }: Case,
): boolean {
  const own = standing === "earlier" ? revisions.find((one) => one.revision === revision) : undefined;
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
  // What is kept from an earlier revision must not come from who asked for that one, either.
  const own = standing === "earlier" ? c.revisions.find((one) => one.revision === revision) : undefined;
  const { policy, request } = c;
  const asked = { policy, request: { ...request, requesters: [...(own?.requesters ?? [])] } };
  if (isKeptOut(c, person.id, role) || isKeptOut(asked, person.id, role))
    return { code: "self-review", facts: { role, title: titleOf(c.policy, role) } };
  if (!c.request.requesters.some((requester) => requester.id === person.id)) return null;
  const wait = releaseRules(c)?.selfApprovalAfter;
  if (wait === undefined) return null;
  const after = addCalendar(c.request.openedAt, wait);
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
