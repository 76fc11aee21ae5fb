import { assertNever } from "./assert-never.ts";
import { addCalendar } from "./calendar.ts";
import { type Case, holderTitles, isKeptOut, managerRole, reviewersOf } from "./case.ts";
import { type Command, parseCommands, splitRole } from "./commands.ts";
import type { Act, JudgedReview } from "./decision.ts";
import { holds, rolesOf } from "./membership.ts";
import { findRole, titleOf } from "./policy/roles.ts";
import { type CommentFact, longestComment } from "./records.ts";
import type { Comment } from "./snapshot.ts";
import { looksLikeApproval, textDigest } from "./text.ts";

/*
 * Reads what people said, comment by comment, and judges each command under one policy. Nothing is counted here yet:
 * `standing.ts` lets later acts replace earlier ones, and matching decides where a person counts.
 */

/** What a comment's commands come to under one policy. */
export type JudgedComment = {
  fact: CommentFact;
  /** One for each command, in order; with the review that it makes, if it makes one. */
  steps: { act: Act; review: JudgedReview | null }[];
  /** The person's command to cancel, when it counts. */
  cancels: string | null;
  authorizes: boolean;
  /** Somebody else edited it before it could be read: what stood in it is not known. */
  ambiguous: boolean;
};

export function judgeComment(fact: CommentFact, c: Case): JudgedComment {
  const judged: JudgedComment = {
    fact,
    steps: [],
    cancels: null,
    authorizes: false,
    ambiguous: fact.cut === true,
  };
  const standing = standingOf(fact, c);
  if (standing === "old") {
    add(judged, refuse(null, "earlier-revision", { revision: c.request.revision, commit: c.request.commit }));
    return judged;
  }
  if (fact.edited !== undefined) return judgeEdited(fact, fact.edited, judged, c);
  const commands = rejectionsLast(parseCommands(fact.text));
  for (const command of commands) {
    if (standing === "now") judgeCommand(command, judged, c);
    else judgeEarlier(command, judged, c);
  }
  if (commands.length === 0 && looksLikeApproval(fact.text)) add(judged, nudge(fact, c));
  return judged;
}

// Whole seconds tie; the order of the comments themselves does not.
function isAfter(fact: CommentFact, entry: { comment: number; at: string }): boolean {
  return fact.at > entry.at || (fact.at === entry.at && fact.comment > entry.comment);
}

/** `same-commit`: it was said of an earlier revision at this very commit. */
function standingOf(fact: CommentFact, c: Case): "now" | "same-commit" | "old" {
  if (isAfter(fact, c.requestEntry)) return "now";
  return isAfter(fact, c.commitEntry) ? "same-commit" : "old";
}

// A rejection stands until its author lifts it: asking again for the same commit is no way around it.
function judgeEarlier(command: Command, judged: JudgedComment, c: Case): void {
  if (command.name === "reject" || command.name === "withdraw") {
    judgeReview(command, judged, c);
  } else if (command.name === "approve") {
    // An approval lifted the rejection; it approves nothing any more.
    const { words, body, line, raw } = command;
    judgeReview({ name: "withdraw", words, body, line, raw }, judged, c);
  } else {
    const facts = { revision: c.request.revision, commit: c.request.commit };
    add(judged, refuse(command.name, "earlier-revision", facts));
  }
}

// What its author edited may still hold the release, never let it go; what somebody else edited says nothing at all.
function judgeEdited(
  fact: CommentFact,
  edited: NonNullable<CommentFact["edited"]>,
  judged: JudgedComment,
  c: Case,
): JudgedComment {
  const own = edited.by?.id === fact.person.id;
  judged.ambiguous ||= !own;
  const holding = parseCommands(fact.text).filter(({ name }) => name === "reject" || name === "withdraw");
  if (own && holding.length > 0) for (const command of holding) judgeCommand(command, judged, c);
  else add(judged, refuse(null, "edited", { at: edited.at, by: edited.by?.login ?? null, text: fact.text }));
  return judged;
}

// In one comment the stricter word is the last one.
function rejectionsLast(commands: readonly Command[]): Command[] {
  const rejections = commands.filter((command) => command.name === "reject");
  return [...commands.filter((command) => command.name !== "reject"), ...rejections];
}

function nudge(fact: CommentFact, c: Case): Act {
  const role = rolesOf(c.holders, c.policy, fact.person.id).find((one) =>
    c.requirements.some((r) => r.role === one),
  );
  return refuse(null, "nudge", {
    role: role ?? null,
    title: role === undefined ? null : titleOf(c.policy, role),
  });
}

function add(judged: JudgedComment, act: Act): void {
  judged.steps.push({ act, review: null });
}

function refuse(command: string | null, code: string, facts: Act["facts"], role: string | null = null): Act {
  return { command, role, outcome: "not-counted", code, facts };
}

function judgeCommand(command: Command, judged: JudgedComment, c: Case): void {
  switch (command.name) {
    case "approve":
    case "reject":
    case "withdraw":
      judgeReview(command, judged, c);
      return;
    case "status":
    case "help":
      add(judged, judgeQuestion(command.name, judged.fact, c));
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
        }),
      );
      return;
    case "resolve":
    case "confirm":
    case "reopen":
    case "delegate":
    case "unavailable":
    case "conflict":
    case "decide":
    case "override":
    case "ratify":
    case "waive":
    case "extend":
    case "postpone":
    case "critical-only":
    case "remind":
    case "released":
    case "rolled-back":
      add(judged, refuse(command.name, "not-supported", { command: command.name }));
      return;
    default:
      assertNever(command);
  }
}

function judgeQuestion(name: "status" | "help", fact: CommentFact, c: Case): Act {
  if (rolesOf(c.holders, c.policy, fact.person.id).length === 0)
    return refuse(name, "no-role", { asked: holderTitles(c) });
  return { command: name, role: null, outcome: "answered", code: name, facts: {} };
}

function judgeManager(name: "cancel" | "authorize", reason: string, judged: JudgedComment, c: Case): void {
  const role = managerRole(c);
  const facts = { command: name, role, title: titleOf(c.policy, role), members: reviewersOf(c, role) };
  if (!holds(c.holders, role, judged.fact.person.id)) {
    add(judged, refuse(name, "not-your-command", facts));
    return;
  }
  if (name === "authorize" && c.policy.rules.authorization !== "manual") {
    add(judged, refuse(name, "authorization-automatic", {}));
    return;
  }
  // What stops a release needs no pristine comment; what lets it go does.
  const broken = name === "cancel" ? null : problemOfAuthorization(judged.fact, c);
  if (broken !== null) {
    add(judged, refuse(name, broken.code, broken.facts));
    return;
  }
  if (name === "cancel") judged.cancels = reason;
  else judged.authorizes = true;
  add(judged, { command: name, role, outcome: "counted", code: "counted", facts: {} });
}

function problemOfAuthorization(fact: CommentFact, c: Case): Refusal | null {
  if (fact.at > c.request.deadline) return { code: "ended", facts: { status: "expired" } };
  return brokenSince(fact, c);
}

type ReviewCommand = Command & { name: "approve" | "reject" | "withdraw" };

function judgeReview(command: ReviewCommand, judged: JudgedComment, c: Case): void {
  const { fact } = judged;
  const found = resolveRole(command, fact.person.id, c);
  if ("code" in found) {
    add(judged, refuse(command.name, found.code, found.facts));
    return;
  }
  const problem =
    command.name === "approve" && found.role !== null ? problemOfApproval(fact, found.role, c) : null;
  const review = toReview(command, fact, found, c);
  judged.steps.push({
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
type Refusal = { code: string; facts: Act["facts"] };

// DESIGN: "The role may be left out when it is clear; titles and short forms are roles too."
function resolveRole(command: ReviewCommand, person: number, c: Case): Found | Refusal {
  const isRole = (word: string) => "role" in findRole(c.policy, word);
  const split = splitRole(command.words, isRole);
  const held = rolesOf(c.holders, c.policy, person);
  const asked = held.filter((role) => c.requirements.some((requirement) => requirement.role === role));
  if (held.length === 0)
    return {
      code: rolesOf(c.recorded, c.policy, person).length > 0 ? "left-policy" : "no-role",
      facts: { asked: holderTitles(c) },
    };
  if (split.role !== null) {
    const named = findRole(c.policy, split.role);
    if ("role" in named) {
      const mine = asked.includes(named.role);
      // `/reject security hole in the login` gives a reason: it never fails for want of a role.
      if (mine || command.name === "approve") return checkNamed(named.role, split.rest, held, asked, c);
    }
  }
  if (command.name === "withdraw") return { role: null, rest: command.words };
  const typo = misspelt(command.words, c);
  if (typo !== null && command.name === "approve") return typo;
  const [only] = asked;
  if (only === undefined) return notAsked(held[0] ?? "", c);
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
  const facts = {
    role,
    title: titleOf(c.policy, role),
    roleTitle: titleOf(c.policy, role),
    members: reviewersOf(c, role),
  };
  if (!held.includes(role)) return { code: "not-a-member", facts };
  if (!asked.includes(role)) return notAsked(role, c);
  return { role, rest };
}

function notAsked(role: string, c: Case): Refusal {
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

function problemOfApproval(fact: CommentFact, role: string, c: Case): Refusal | null {
  // A rejection may stand in what was not read.
  if (fact.cut === true || hasTooMany(fact.text))
    return { code: "too-long", facts: { limit: longestComment } };
  const early = requesterProblem(fact, role, c);
  if (early !== null) return early;
  if (c.policy.rules["commit-authors"] === "forbid" && isAuthor(fact, c))
    return { code: "commit-author", facts: { role } };
  if (fact.at > c.request.deadline) return { code: "ended", facts: { status: "expired" } };
  return brokenSince(fact, c);
}

function hasTooMany(text: string): boolean {
  return parseCommands(text).some(
    (command) => command.name === "malformed" && command.problem === "too-many",
  );
}

function isAuthor(fact: CommentFact, c: Case): boolean {
  return (
    c.request.changes?.authors.some((login) => login.toLowerCase() === fact.person.login.toLowerCase()) ??
    false
  );
}

function requesterProblem(fact: CommentFact, role: string, c: Case): Refusal | null {
  if (isKeptOut(c, fact.person.id, role))
    return { code: "self-review", facts: { role, title: titleOf(c.policy, role) } };
  if (!c.request.requesters.some((person) => person.id === fact.person.id)) return null;
  const wait = c.policy.releaseTypes[c.request.releaseType]?.selfApprovalAfter;
  if (wait === undefined) return null;
  const after = addCalendar(c.request.openedAt, wait);
  return fact.at < after ? { code: "too-early", facts: { role, after } } : null;
}

/**
 * Whether a comment that was read has been edited (boxes that its author ticked aside) or deleted since. After an edit
 * by somebody else only an entry could tell what stood there, and entries never grant.
 */
export function brokenSince(fact: CommentFact, c: Pick<Case, "comments">): Refusal | null {
  const comment = c.comments.get(fact.comment);
  if (comment === undefined || comment.author?.id !== fact.person.id) return { code: "deleted", facts: {} };
  if (comment.lastEditedAt === null) return null;
  if (comment.editor?.id === comment.author.id && says(comment, fact)) return null;
  return { code: "edited-later", facts: { at: comment.lastEditedAt, by: comment.editor?.login ?? null } };
}

function says(comment: Comment, fact: CommentFact): boolean {
  return textDigest(comment.body) === fact.digest;
}

function toReview(command: ReviewCommand, fact: CommentFact, found: Found, c: Case): JudgedReview {
  const verdicts = { approve: "approved", reject: "rejected", withdraw: "withdrawn" } as const;
  const approve = command.name === "approve" ? command : null;
  return {
    key: fact.key,
    person: fact.person,
    role: found.role,
    verdict: verdicts[command.name],
    counted: true,
    code: "counted",
    facts: {},
    source: "comment",
    url: c.comments.get(fact.comment)?.url ?? null,
    from: fact.at,
    to: fact.at,
    notes: [found.rest, command.body]
      .filter((part) => part.trim() !== "")
      .join("\n")
      .trim(),
    conditions: { before: approve?.before ?? [], after: approve?.after ?? [] },
    risk: approve?.risk ?? null,
  };
}
