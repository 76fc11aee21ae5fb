import type { Person, Repository } from "@release-approval/approval";
import { escapeMarkdown } from "./escape.ts";

const login = /^[A-Za-z0-9][A-Za-z0-9_-]{0,98}$/;

/** `@login`, which notifies that person: only for people whom the policy names. Anything else is shown, not mentioned. */
export function mention(name: string): string {
  return login.test(name) ? `@${name}` : escapeMarkdown(name);
}

/** `@sam, @sue and 3 more`; `nobody` for none. */
export function mentionAll(people: readonly Pick<Person, "login">[], most = 6, last = " and "): string {
  return list(
    people.map((person) => mention(person.login)),
    most,
    last,
  );
}

/** `a, b and c`; after `most` of them `… and 3 more`. Items are Markdown or plain text already. */
export function list(items: readonly string[], most = 12, last = " and "): string {
  if (items.length === 0) return "nobody";
  const shown = items.length > most ? items.slice(0, most) : items;
  const rest = items.length - shown.length;
  if (rest > 0) return `${shown.join(", ")} and ${rest} more`;
  return shown.length === 1 ? (shown[0] ?? "") : `${shown.slice(0, -1).join(", ")}${last}${shown.at(-1)}`;
}

/** A link when the address is http(s), otherwise the label alone. `label` is Markdown already. */
export function link(label: string, url: string | null | undefined): string {
  const safe = url === null || url === undefined ? null : safeUrl(url);
  return safe === null ? label : `[${label}](${safe})`;
}

/** The address with everything percent-encoded that could end a Markdown link; null when it is not http(s). */
export function safeUrl(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const parsed = new URL(url);
  if (parsed.protocol !== "https:" && parsed.protocol !== "http:") return null;
  return parsed.href.replace(/[()<>[\]\\|*_`"'\s]/gu, (c) => `%${hex(c)}`);
}

function hex(c: string): string {
  return (c.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(2, "0");
}

export function repositoryUrl({ serverUrl, owner, name }: Repository): string {
  return `${serverUrl}/${encodeURIComponent(owner)}/${encodeURIComponent(name)}`;
}

export function commitUrl(repository: Repository, commit: string): string {
  return `${repositoryUrl(repository)}/commit/${encodeURIComponent(commit)}`;
}

export function fileUrl(repository: Repository, commit: string, path: string): string {
  const segments = path.split("/").map(encodeURIComponent).join("/");
  return `${repositoryUrl(repository)}/blob/${encodeURIComponent(commit)}/${segments}`;
}

export function compareUrl(repository: Repository, from: string, to: string): string {
  return `${repositoryUrl(repository)}/compare/${encodeURIComponent(from)}...${encodeURIComponent(to)}`;
}

export function runUrl(repository: Repository, run: number): string {
  return `${repositoryUrl(repository)}/actions/runs/${run}`;
}

/** The first seven digits, as GitHub shows commits. */
export function shortSha(commit: string): string {
  return commit.slice(0, 7);
}
