import { posix } from "node:path";
import { count, type Refusal, refuse } from "./act.ts";
import { type Ground, voicesOf } from "./case.ts";
import type { Command } from "./commands.ts";
import type { Act, Condition, JudgedReview } from "./decision.ts";
import { approvalsIn, type Fold, isApproval, type ReviewInRole } from "./fold.ts";
import { commitIn } from "./named.ts";
import { rolesNamed, titleOf } from "./policy/roles.ts";
import { compare, type Statement } from "./statement.ts";

/*
 * Conditions of approvals (spec: "Conditional Approval Management"): numbered as they are told, resolved by anybody who
 * reviews, confirmed by whoever set them. They live and end with their approval.
 */

/** Names a condition: the same words of the same person are one. */
export function wordsKey(person: number, text: string): string {
  return `${person}\n${text
    .toLowerCase()
    .replace(/[\s.!]+/g, " ")
    .trim()}`;
}

/**
 * Gives every condition its number, in the order of the comments, or of the entries that told of buttons, so that a
 * number never moves. No policy is asked: both must mean the same by `C1`. What was edited before anybody read it sets none.
 */
export function numberConditions(statements: readonly Statement[]): Map<string, string> {
  const numbers = new Map<string, string>();
  const place = ({ comment, toldIn }: Statement) => comment ?? toldIn;
  const told = statements
    .filter((statement) => statement.edited === null)
    .sort((a, b) => place(a) - place(b) || compare(a.key, b.key));
  for (const { person, commands } of told)
    for (const command of commands)
      if (command.name === "approve")
        for (const text of [...command.before, ...command.after]) {
          const key = wordsKey(person.id, text);
          if (!numbers.has(key)) numbers.set(key, `C${numbers.size + 1}`);
        }
  return numbers;
}

/** The conditions of approvals, by their numbers. */
export function conditionsOf(approvals: readonly ReviewInRole[], fold: Fold): Condition[] {
  const found = new Map<string, Condition>();
  // The same words before and after the release bind before.
  for (const when of ["before", "after"] as const)
    for (const review of approvals)
      for (const text of review.conditions[when])
        for (const id of idsOf(review, [text], fold))
          if (!found.has(id)) found.set(id, toCondition(id, text, when, review, fold));
  return [...found.values()].sort((a, b) => numberOf(a.id) - numberOf(b.id));
}

function numberOf(id: string): number {
  return Number(id.slice(1));
}

function toCondition(
  id: string,
  text: string,
  when: Condition["when"],
  review: ReviewInRole,
  { resolutions, reopened }: Fold,
): Condition {
  const resolution = resolutions.get(id) ?? null;
  return {
    id,
    text,
    when,
    role: review.role,
    setter: review.person,
    key: review.key,
    url: review.url,
    state: resolution === null ? "open" : resolution.confirmed ? "confirmed" : "resolved",
    resolution:
      resolution === null
        ? null
        : {
            by: resolution.by,
            at: resolution.at,
            key: resolution.key,
            target: resolution.target,
            notes: resolution.notes,
          },
    reopened: reopened.get(id) ?? null,
  };
}

/** Who sets a condition again asks for it again. */
export function askAgain(review: JudgedReview, fold: Fold): void {
  const { before, after } = review.conditions;
  for (const id of idsOf(review, [...before, ...after], fold)) fold.resolutions.delete(id);
}

function idsOf({ person }: JudgedReview, texts: readonly string[], { c }: Fold): string[] {
  return texts.map((text) => c.conditionIds.get(wordsKey(person.id, text))).filter((id) => id !== undefined);
}

type ConditionCommand = Command & { name: "resolve" | "confirm" | "reopen" };

/** `/resolve`, `/confirm` and `/reopen`. */
export function judgeCondition(command: ConditionCommand, statement: Statement, fold: Fold): Act {
  const { c } = fold;
  const { person } = statement;
  const { name, condition: id } = command;
  if (voicesOf(c, person.id, statement).length === 0) return refuse(name, "no-role", { asked: [] });
  // After the release those of the reviews that let it go.
  const live = conditionsOf([...approvalsIn(fold), ...(fold.shipped ?? []).filter(isApproval)], fold);
  const condition = live.find((one) => one.id === id);
  if (condition === undefined) {
    const open = live.filter((one) => one.state !== "confirmed").map((one) => one.id);
    return refuse(name, "no-such-condition", { condition: id, open });
  }
  if (name === "resolve") return resolve(command, condition, statement, fold);
  if (condition.setter.id !== person.id)
    return refuse(name, "not-the-setter", { condition: id, setter: condition.setter.login });
  return name === "confirm"
    ? confirm(condition, statement, fold)
    : reopen(condition, command.reason, statement, fold);
}

function resolve(
  command: Command & { name: "resolve" },
  condition: Condition,
  statement: Statement,
  fold: Fold,
): Act {
  const { id, setter } = condition;
  if (condition.state === "confirmed") return refuse("resolve", "condition-done", { condition: id });
  const problem = problemOfResolution(command, condition, fold) ?? statement.broken;
  if (problem !== null) return refuse("resolve", problem.code, problem.facts);
  const waits = fold.c.policy.rules.confirm === "setter" && setter.id !== statement.person.id;
  fold.resolutions.set(id, {
    by: statement.person,
    at: statement.to,
    key: statement.key,
    target: command.target,
    notes: command.notes,
    confirmed: !waits,
  });
  return count("resolve", null, { condition: id, setter: setter.login, waits });
}

function problemOfResolution(
  { target, notes }: Command & { name: "resolve" },
  { id, when }: Condition,
  fold: Fold,
): Refusal | null {
  const { c } = fold;
  const commit = commitIn(target, c.repository);
  if (commit === null) {
    if (c.policy.rules.resolve === "commit")
      return { code: "resolution-needs-commit", facts: { condition: id } };
    return target === "" && notes.trim() === ""
      ? { code: "resolution-empty", facts: { condition: id } }
      : null;
  }
  const known = c.commits.find((one) => one.name === commit);
  if (known === undefined || known.state === "unknown")
    return { code: "commit-unknown", facts: { condition: id, commit } };
  if (known.state === "shipped" || when === "after") return null;
  return { code: "commit-not-shipped", facts: { condition: id, commit, ...whatItVoids(known.files, fold) } };
}

// "Warns first when shipping that commit needs a new revision and which reviews that would void".
function whatItVoids(files: readonly string[] | null, fold: Fold) {
  const keeps = fold.c.policy.rules["on-new-commits"];
  const voids = approvalsIn(fold)
    .filter(
      ({ role }) => keeps === "dismiss" || (keeps === "affected-roles" && isTouched(role, files, fold.c)),
    )
    .map(({ role, person }) => ({
      role,
      title: titleOf(fold.c.policy, role),
      login: person.login,
    }));
  return { keeps, voids };
}

/** Whether changed files are some that a role looks at; a role without `paths` looks at all of them. */
export function isTouched(
  role: string,
  files: readonly string[] | null,
  { policy }: Pick<Ground, "policy">,
): boolean {
  const paths = rolesNamed(policy, role).flatMap((one) => one.paths);
  if (files?.length === 0) return false;
  if (paths.length === 0 || files === null) return true;
  return files.some((file) => paths.some((path) => posix.matchesGlob(file, path)));
}

function confirm(condition: Condition, statement: Statement, fold: Fold): Act {
  const resolution = fold.resolutions.get(condition.id);
  if (resolution === undefined) return refuse("confirm", "nothing-to-confirm", { condition: condition.id });
  if (resolution.confirmed) return refuse("confirm", "condition-done", { condition: condition.id });
  if (statement.broken !== null) return refuse("confirm", statement.broken.code, statement.broken.facts);
  fold.resolutions.set(condition.id, { ...resolution, confirmed: true });
  return count("confirm", null, { condition: condition.id });
}

// It holds the release again: no pristine comment is needed for that.
function reopen(condition: Condition, reason: string, statement: Statement, fold: Fold): Act {
  if (condition.state === "open") return refuse("reopen", "nothing-to-reopen", { condition: condition.id });
  fold.resolutions.delete(condition.id);
  fold.reopened.set(condition.id, { at: statement.to, reason });
  return count("reopen", null, { condition: condition.id });
}
