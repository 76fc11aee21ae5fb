import type { EvidenceItem, Instant, Person } from "@release-approval/approval";
import { commandForm } from "../command-forms.ts";
import { cleanText, cut } from "../escape.ts";
import { nameEvidence, showEvidence } from "../evidence-words.ts";
import { marks, type Row } from "../rows.ts";
import { laterWords, smallestSets } from "../schedule-words.ts";
import { count } from "../titles.ts";
import type { View } from "../view.ts";
import type { Block, Message, Reader, Sentence, StatusRow } from "./message.ts";
import { typed } from "./plain.ts";
import { joined, listed, say } from "./sentences.ts";

/* What messages say of a release, whatever they are about: its name, its people, its evidence, where it stands. */

/** `Proxmox-MPC v1.2.0`, for subjects. */
export function plainName({ project, component, version }: View): string {
  return [project, component ?? "", version]
    .map((part) => typed(part, 80))
    .filter((part) => part !== "")
    .join(" ");
}

/** Version and commit: every message that can lead to a release names both. */
export function nameOfRelease(view: View): Sentence {
  return [{ bold: plainName(view) }, " at ", { link: view.shortCommit, url: view.links.commit }];
}

/** Short title of a role. */
export function titleOf(view: Pick<View, "titles" | "policy">, role: string | null): string {
  if (role === null) return "";
  return typed(view.titles.get(role) ?? view.policy.roles[role]?.title ?? role, 60);
}

/** What policy knows of somebody. */
export function readerOf({ id, login }: Person, { policy }: Pick<View, "policy">): Reader {
  const known = Object.entries(policy.people).find(([key]) => key.toLowerCase() === login.toLowerCase())?.[1];
  return {
    id,
    login,
    name: known?.name ?? null,
    slack: known?.slack ?? null,
    email: known?.email ?? null,
    timezone: known?.timezone ?? null,
  };
}

/** Somebody named, without a bell: those whom a message is for are rung where it begins. */
export function named(person: Person, view: Pick<View, "policy">): Sentence {
  return [{ person: readerOf(person, view), ping: false }];
}

export function namedAll(
  people: readonly Person[],
  view: Pick<View, "policy">,
  last = " or ",
  most = 6,
): Sentence {
  if (people.length === 0) return ["nobody"];
  return listed(
    people.map((person) => named(person, view)),
    last,
    most,
  );
}

/** Words of ours that name `code` in backticks: cures and hints. */
export function prose(text: string): Sentence {
  return text
    .split(/(`[^`|]+`)/u)
    .map((part, index) => (index % 2 === 1 ? { code: part.slice(1, -1) } : part))
    .filter((part) => part !== "");
}

export function text(sentence: Sentence): Block[] {
  return sentence.length === 0 ? [] : [{ kind: "text", text: sentence }];
}

/** A list of what somebody typed or of ours, with its heading; nothing where it is empty. */
export function section(heading: string, items: readonly Sentence[], most = 8): Block[] {
  if (items.length === 0) return [];
  const rest = items.length - most;
  const shown = rest > 0 ? [...items.slice(0, most), [`… and ${rest} more`]] : items;
  return [
    { kind: "heading", text: heading },
    { kind: "list", items: shown },
  ];
}

/** Words of somebody, word for word, so far as a screen has room. */
export function quote(words: string, most = 1200): Block[] {
  const lines = cleanText(words)
    .trim()
    .replace(/\n\s*\n\s*/gu, "\n\n")
    .split("\n");
  const said = cut(lines.slice(0, 25).join("\n"), most);
  if (said === "") return [];
  return [{ kind: "quote", text: lines.length > 25 && !said.endsWith("…") ? `${said}\n…` : said }];
}

const verdicts: Readonly<Record<EvidenceItem["verdict"], string>> = {
  met: "✅",
  unmet: "❌",
  missing: "❓",
  unreadable: "❓",
};

/** `✅ Tests 96.2 % of 1,204 (needed: success 95 %)`, `❓ Coverage missing`: each with a link to its report. */
export function evidenceBlocks({
  evidence,
  waivers,
  repository,
}: Pick<View, "evidence" | "waivers" | "repository">): Block[] {
  const waived = new Set(waivers.map((one) => one.item));
  const items = evidence.slice(0, 12).map((one): Sentence => {
    const { item, verdict, threshold, source } = one;
    const passes = verdict !== "met" && waived.has(item);
    const name = typed(nameEvidence(item), 60);
    const unread = verdict === "missing" || verdict === "unreadable";
    const words = unread ? verdict : typed(showEvidence(one), 100);
    const target = threshold === undefined ? "" : ` (needed: ${typed(threshold, 60)})`;
    return [
      `${passes ? "⚠️" : verdicts[verdict]} `,
      source === undefined || !isOwn(source, repository) ? name : { link: name, url: source },
      `${words === "" ? "" : ` ${words}`}${target}${passes ? ", waived" : ""}`,
    ];
  });
  return facts(items);
}

// A request may name any address: who reads a message trusts it more than that.
function isOwn(url: string, { serverUrl }: View["repository"]): boolean {
  return URL.canParse(url) && new URL(url).origin === new URL(serverUrl).origin;
}

/** Where the rest is that a reviewer wants to look at: what changed, the rules, the issue. */
export function materialBlocks({ links, issue, request }: View): Block[] {
  const size = request.changes;
  const changes = size === undefined ? "Changes" : `Changes (${sizeOf(size)})`;
  const parts: Sentence[] = [
    links.changes === null ? [] : [{ link: changes, url: links.changes }],
    [{ link: "Rules", url: links.rules }],
    issue === null ? [] : [{ link: `Issue #${issue.number}`, url: issue.url }],
  ];
  return facts(parts.filter((part) => part.length > 0));
}

function facts(those: readonly Sentence[]): Block[] {
  return those.length === 0 ? [] : [{ kind: "facts", facts: those }];
}

function sizeOf({ pullRequests, commits }: { pullRequests: number; commits: number }): string {
  return pullRequests > 0 ? count(pullRequests, "pull request") : count(commits, "commit");
}

/** Type, plan, last day, and who asked; then this review's own time. */
export function detailFigures(view: View, due: Instant | null): Block {
  const { request, type, revision, lastDay, requesters } = view;
  const kind = `${type.charAt(0).toUpperCase()}${type.slice(1)}${revision > 1 ? `, revision ${revision}` : ""}`;
  const planned = request.plannedRelease;
  const reasons = request.securityReasons.slice(0, 3).map((reason) => typed(reason, 100));
  const own = due === null || due === lastDay ? [] : [{ label: "Review by", value: [{ time: due }] }];
  return {
    kind: "figures",
    figures: [
      ...own,
      { label: "Last day", value: [{ time: lastDay }] },
      { label: "Release type", value: [kind] },
      ...(planned === undefined ? [] : [{ label: "Planned release", value: [typed(planned, 100)] }]),
      { label: "Requested by", value: namedAll(requesters, view, " and ", 3) },
      ...(request.securityRelated
        ? [{ label: "Security-related", value: [reasons.join("; ") || "yes"] }]
        : []),
    ],
  };
}

/** Everybody's status: the reviews as in the issue's table, then what else is missing. */
export function statusBlock(view: View, heading = "Where it stands"): Block[] {
  const rows = [...view.rows.map((row) => reviewRow(row, view)), ...otherRows(view)];
  if (rows.length === 0) return [];
  return [
    { kind: "heading", text: heading },
    { kind: "status", rows: rows.slice(0, 20) },
    ...text(rows.length > 20 ? [`… and ${rows.length - 20} more.`] : []),
  ];
}

// What blocks it is told for itself, with its cure.
function otherRows({ missing, status }: View): StatusRow[] {
  return missing
    .filter((one) => one.role === null && (one.kind !== "other" || status !== "blocked"))
    .map(({ kind, label, detail, hint, who }) => ({
      mark: kind === "ruling" ? marks.overruled : "📌",
      label: kind === "ruling" ? "Ruling needed" : typed(label.replaceAll("`", ""), 80),
      note: "",
      detail: detail === null || detail.trim() === "" ? prose(hint ?? "") : [typed(detail, 100)],
      role: null,
      awaited: who.map((person) => person.id),
    }));
}

function reviewRow(row: Row, view: View): StatusRow {
  const { mark, role, short, approvals, conditions, note, who } = row;
  const open = mark === "late" || mark === "waiting";
  const notes = [
    conditions.length === 0 ? "" : `if ${conditions.slice(0, 6).join(", ")}`,
    approvals.need > 1 ? `${approvals.have} of ${approvals.need}` : "",
    mark === "overruled" ? mark : "",
    note ?? "",
  ];
  return {
    mark: marks[mark],
    label: typed(short, 60),
    note: notes.filter((one) => one !== "").join(", "),
    detail: detailOf(row, view),
    role,
    awaited: open ? who.map(({ id }) => id) : [],
  };
}

function detailOf({ mark, who, when }: Row, view: View): Sentence {
  if (mark === "follow-up") return ["after the release"];
  const people = who.length === 0 ? ["nobody can"] : whoOf(who, view, mark);
  if (when === null) return people;
  switch (mark) {
    case "late":
      return say`${people}, ${{ bold: "late" }}: was due ${{ time: when }}`;
    case "waiting":
    case "optional":
      return say`${people}, due ${{ time: when }}`;
    default:
      return say`${people}, ${{ time: when }}`;
  }
}

function whoOf(who: Row["who"], view: View, mark: Row["mark"]): Sentence {
  const done = mark === "approved" || mark === "rejected" || mark === "overruled";
  return listed(
    who.map(({ away, ...person }) => [...named(person, view), away === null || done ? "" : " (away)"]),
    done ? " and " : " or ",
    4,
  );
}

/** How it opens without everybody: which reviews are enough, from when on fewer are, and when it opens by itself. */
export function openingSentences(view: View): Sentence {
  const sets = smallestSets(view).map((set): Sentence => listed(set.map((title) => [typed(title, 60)])));
  const enough = sets.length === 0 ? [] : say`These reviews are enough: ${listed(sets, ", or ", 5)}.`;
  const later = laterWords(view);
  const fewer = later === null ? [] : say`From ${{ time: later.from }} on, ${later.words}.`;
  const { opensAt } = view.opening;
  const opens = opensAt === null ? [] : say`It opens by itself on ${{ time: opensAt }}.`;
  return joined([enough, fewer, opens], " ");
}

/** Where a review is given: with the button where the run has one, else in the issue. */
export function reviewButton({ links, issue, version }: View): Message["buttons"] {
  const url = links.review ?? issue?.url;
  return url === undefined ? [] : [{ label: `Review ${typed(version, 40)}`, url }];
}

export function changesButton({ links }: View): Message["buttons"] {
  return links.changes === null ? [] : [{ label: "See the changes", url: links.changes }];
}

export function issueButton({ issue }: View, label?: string): Message["buttons"] {
  return issue === null ? [] : [{ label: label ?? `Open #${issue.number}`, url: issue.url }];
}

/** `#57`, or "the issue" where its number is not known. */
export function issueLink({ issue }: View): Sentence {
  return issue === null ? ["the issue"] : [{ link: `#${issue.number}`, url: issue.url }];
}

/** How to answer in words, as a role or as whichever is clear. */
export function howToAnswer(view: View, role: string | null): Sentence {
  const approve = { code: commandForm("approve", { role }) };
  const reject = { code: commandForm("reject", { role }) };
  return say`Sure already? Comment ${approve} on ${issueLink(view)}, or ${reject}.`;
}

/** Who helps with questions and can give more time: the release manager, and how to reach them. */
export function whomToAsk(view: View): Sentence {
  const { manager } = view;
  if (manager === null || manager.members.length === 0) return [];
  const contact = view.policy.roles[manager.role]?.contact;
  return say`Questions, or no time? Ask ${namedAll(manager.members, view, " or ", 3)}, ${titleInSentence(manager.title)}${contact === undefined ? "" : ` (${typed(contact, 120)})`}.`;
}

function titleInSentence(title: string): string {
  return typed(title, 60).replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase());
}
