import type { Condition, Policy, Repository } from "@release-approval/approval";
import { commandForm } from "./command-forms.ts";
import { shortDay } from "./dates.ts";
import { codeSpan, cut, escapeMarkdown } from "./escape.ts";
import { commitUrl, link, mention, safeUrl, shortSha } from "./links.ts";
import type { View } from "./view.ts";

/* What approvals depend on: C1, C2 … */

/** Whether it must still be met, or be confirmed as met, before the release. */
export function holdsRelease({ when, state }: Pick<Condition, "when" | "state">): boolean {
  return when === "before" && state !== "confirmed";
}

/** What resolves a condition under this policy: a commit, or anything that can be looked at. */
export function resolveForm(condition: string, policy: Policy): string {
  return policy.rules.resolve === "commit"
    ? commandForm("resolve", { condition })
    : commandForm("resolve", { condition, commit: "<commit, link or words>" });
}

/**
 * The list under the table of reviews: what must be done before the release, and what of it is done already.
 * @param most lines; the rest is counted
 * @param text longest text of one
 */
export function conditionsSection(view: View, { most, text }: { most: number; text: number }): string {
  const before = view.conditions.filter((one) => one.when === "before");
  if (before.length === 0) return "";
  const holding = before.filter(holdsRelease);
  // What is open comes first: it asks somebody to do something.
  const sorted = [...holding, ...before.filter((one) => !holdsRelease(one))];
  const shown = sorted.slice(0, most).map((one) => `- ${conditionLine(one, view, text)}`);
  const rest = before.length - shown.length;
  if (rest > 0) shown.push(`- … and ${rest} more.`);
  const title = holding.length === 0 ? "Done before release" : "Must be done before release";
  return `**${title}**\n\n${shown.join("\n")}`;
}

function conditionLine(condition: Condition, view: View, text: number): string {
  const { id, state, setter, resolution, reopened } = condition;
  const words = cut(condition.text, text).replace(/[.!]$/u, "");
  const head = `**${escapeMarkdown(id)}** ${escapeMarkdown(words)}.`;
  const asked = `Asked by ${mention(setter.login)}`;
  const done = resolution === null ? "" : resolvedWords(resolution, view.repository);
  switch (state) {
    case "open": {
      const again =
        reopened === null
          ? asked
          : `Reopened by ${mention(setter.login)}${reopened.reason.trim() === "" ? "" : ` (“${escapeMarkdown(cut(reopened.reason, text))}”)`}`;
      return `${head} ${again}, close it with ${codeSpan(resolveForm(id, view.policy))}`;
    }
    case "resolved":
      return `${head} Resolved ${done}: waits for ${mention(setter.login)}'s ${codeSpan(commandForm("confirm", { condition: id }))}`;
    case "confirmed":
      return `✅ ${head} Done${done === "" ? "" : ` ${done}`}`;
  }
}

/** `by @dana with `abc1234``. */
export function resolvedWords(
  { by, target, notes }: NonNullable<Condition["resolution"]>,
  repository: Repository,
): string {
  const shown = target === "" ? noteWords(notes) : ` with ${showTarget(target, repository)}`;
  return `by ${mention(by.login)}${shown}`;
}

function noteWords(notes: string): string {
  return notes.trim() === "" ? "" : `: “${escapeMarkdown(cut(notes, 120))}”`;
}

/** A commit or an address, as somebody named it. */
export function showTarget(target: string, repository: Repository): string {
  if (/^[0-9a-f]{7,64}$/iu.test(target))
    return link(`\`${shortSha(target.toLowerCase())}\``, commitUrl(repository, target.toLowerCase()));
  const url = safeUrl(target);
  const commit = /\/commit\/([0-9a-f]{7,64})(?:[#?]|$)/iu.exec(url ?? "")?.[1];
  if (url === null) return escapeMarkdown(cut(target, 80));
  return link(commit === undefined ? "this" : `\`${shortSha(commit)}\``, url);
}

/** When and by whom a condition was met, for the audit: plain text. */
export function conditionStateWords({ state, setter, resolution }: Condition): string {
  const by =
    resolution === null
      ? ""
      : ` by ${resolution.by.login} on ${shortDay(resolution.at)}${resolution.target === "" ? "" : ` with ${resolution.target}`}`;
  switch (state) {
    case "open":
      return "open";
    case "resolved":
      return `resolved${by}, not confirmed by ${setter.login}`;
    case "confirmed":
      return `met${by}`;
  }
}
