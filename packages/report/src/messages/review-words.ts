import type { Instant, Occasion, Person } from "@release-approval/approval";
import { commandForm } from "../command-forms.ts";
import { lacksMoreThanReviews, postponesAt } from "../schedule-words.ts";
import { waysOut } from "../time-news.ts";
import { count } from "../titles.ts";
import type { View } from "../view.ts";
import type { Block, Sentence } from "./message.ts";
import { typed } from "./plain.ts";
import {
  changesButton,
  detailFigures,
  evidenceBlocks,
  howToAnswer,
  issueButton,
  materialBlocks,
  named,
  namedAll,
  nameOfRelease,
  openingSentences,
  plainName,
  readerOf,
  reviewButton,
  section,
  statusBlock,
  text,
  titleOf,
  whomToAsk,
} from "./release-parts.ts";
import { joined, listed, say } from "./sentences.ts";
import type { Words } from "./words.ts";

/* What reviewers are asked for, and reminded of. */

/** The initial request: what ships, this role's focus, the materials, and how to answer. */
export function requestWords(occasion: Occasion, view: View): Words {
  const { role } = occasion;
  const due = dueOf(view, role);
  const by = say`by ${{ time: due ?? view.lastDay }}`;
  return {
    mark: "🔔",
    tone: "ask",
    subject: `Release review required: ${plainName(view)}${inBrackets(titleOf(view, role))}`,
    lead:
      role === null
        ? say`your review of ${nameOfRelease(view)} is needed ${by}.`
        : say`your ${{ bold: titleOf(view, role) }} review of ${nameOfRelease(view)} is needed ${by}.`,
    leadForOthers:
      role === null
        ? say`${nameOfRelease(view)} is up for review.`
        : say`The ${{ bold: titleOf(view, role) }} review of ${nameOfRelease(view)} is asked of ${whoCan(view, role)}, ${by}.`,
    blocks: [
      ...focusBlocks(view, role),
      detailFigures(view, due),
      ...featureBlocks(view),
      ...lookBlocks(view),
      ...requiredBlocks(view),
    ],
    ...answering(occasion, view),
  };
}

/** A reminder by somebody, or by the input: with everybody's status. */
export function reminderWords(occasion: Occasion, view: View, by: Person | null): Words {
  const { role } = occasion;
  const due = dueOf(view, role);
  const late = due !== null && due < view.now;
  const who = by === null ? [] : say`${named(by, view)} reminds you: `;
  const others = by === null ? [] : say`${named(by, view)} reminds: `;
  const open = view.missing.filter((one) => one.kind === "review").length;
  return {
    mark: late ? "🔴" : "⏳",
    tone: late ? "late" : "ask",
    subject: `Reminder: review of ${plainName(view)} needed${inBrackets(titleOf(view, role))}`,
    lead:
      role === null
        ? say`${who}${count(open, "review")} of ${nameOfRelease(view)} ${open === 1 ? "is" : "are"} still missing.`
        : say`${who}your ${{ bold: titleOf(view, role) }} review of ${nameOfRelease(view)} ${stillNeeded(due, late, view)}.`,
    leadForOthers:
      role === null
        ? say`${others}${count(open, "review")} of ${nameOfRelease(view)} ${open === 1 ? "is" : "are"} still missing.`
        : say`${others}the ${{ bold: titleOf(view, role) }} review of ${nameOfRelease(view)} ${stillNeeded(due, late, view)}. It is asked of ${whoCan(view, role)}.`,
    ...reminding(occasion, view),
  };
}

/** A role's time, or the release's last day, comes near. */
export function warningWords(occasion: Occasion, view: View, due: Instant): Words {
  const { role } = occasion;
  if (role === null) return lastDayWords(occasion, view, due);
  return {
    mark: "⏳",
    tone: "ask",
    subject: `Due soon: review of ${plainName(view)}${inBrackets(titleOf(view, role))}`,
    lead: say`your ${{ bold: titleOf(view, role) }} review of ${nameOfRelease(view)} is due ${{ time: due }}.`,
    leadForOthers: say`The ${{ bold: titleOf(view, role) }} review of ${nameOfRelease(view)} is due ${{ time: due }}. It is asked of ${whoCan(view, role)}.`,
    ...reminding(occasion, view),
  };
}

function lastDayWords(occasion: Occasion, view: View, due: Instant): Words {
  const { missing } = view;
  const lead = lastDayLead(view, due);
  const { blocks, buttons, closing } = reminding(occasion, view);
  return {
    mark: "⏰",
    tone: "late",
    subject: `Last day near: ${plainName(view)}${missing.length === 0 ? "" : `, ${missing.length} missing`}`,
    lead,
    leadForOthers: lead,
    blocks: [...blocks, ...helpBlocks(occasion, view)],
    buttons,
    closing,
  };
}

function lastDayLead(view: View, due: Instant): Sentence {
  const postponed = postponesAt(view);
  if (postponed === null)
    return say`${nameOfRelease(view)} expires on ${{ time: due }}, unless it is cleared or gets more time by then.`;
  const ends = lacksMoreThanReviews(view)
    ? say` If only something else is missing, it expires on ${{ time: due }}.`
    : [];
  return say`${nameOfRelease(view)} is postponed by the rules on ${{ time: postponed }}, if a review is missing then.${ends}`;
}

/** A role's time has passed: who is asked, how to reach them, and what the release manager can do. */
export function overdueWords(occasion: Occasion, view: View, due: Instant): Words {
  const { role } = occasion;
  const { blocks, ...rest } = reminding(occasion, view);
  const contact = role === null ? undefined : view.policy.roles[role]?.contact;
  const title = { bold: titleOf(view, role) };
  return {
    mark: "🔴",
    tone: "late",
    subject: `Overdue: review of ${plainName(view)}${inBrackets(titleOf(view, role))}`,
    lead: say`your ${title} review of ${nameOfRelease(view)} is ${{ bold: "late" }}: it was due ${{ time: due }}.`,
    leadForOthers: say`The ${title} review of ${nameOfRelease(view)} is ${{ bold: "late" }}: it was due ${{ time: due }}. It is asked of ${whoCan(view, role)}.`,
    blocks: [
      ...blocks,
      ...text(contact === undefined ? [] : say`Contact of ${title}: ${typed(contact, 200)}`),
      ...helpBlocks(occasion, view),
    ],
    ...rest,
  };
}

/** All reviews are in, and the rules ask the release manager for a last word. */
export function authorizationWords(view: View): Words {
  const { have, need } = view.reviews;
  const reviews = `${have} of ${count(need, "review")} ${need === 1 ? "is" : "are"} in`;
  return {
    mark: "✅",
    tone: "ask",
    subject: `Authorization required: ${plainName(view)}`,
    lead: say`${nameOfRelease(view)} waits for your authorization: ${reviews}.`,
    leadForOthers: say`${nameOfRelease(view)} waits for the authorization: ${reviews}.`,
    blocks: [
      { kind: "heading", text: "Authorize it with this comment" },
      { kind: "command", text: commandForm("authorize") },
      ...statusBlock(view),
      ...lookBlocks(view),
      detailFigures(view, null),
    ],
    buttons: [...issueButton(view, `Authorize on #${view.issue?.number ?? ""}`), ...changesButton(view)],
    closing: [],
  };
}

function reminding(occasion: Occasion, view: View): Pick<Words, "blocks" | "buttons" | "closing"> {
  const { role } = occasion;
  return {
    blocks: [
      ...focusBlocks(view, role),
      ...evidenceBlocks(view),
      ...statusBlock(view),
      ...text(
        joined([role === null ? [] : say`Last day: ${{ time: view.lastDay }}.`, openingSentences(view)], " "),
      ),
    ],
    ...answering(occasion, view),
  };
}

// Who is only told has nothing to answer.
function answering({ role, to }: Occasion, view: View): Pick<Words, "buttons" | "closing"> {
  if (to.length === 0) return { buttons: [...issueButton(view), ...changesButton(view)], closing: [] };
  return {
    buttons: [...reviewButton(view), ...changesButton(view)],
    closing: [joined([howToAnswer(view, role), othersWhoCan(view, role)], " "), whomToAsk(view)],
  };
}

function stillNeeded(due: Instant | null, late: boolean, view: View): Sentence {
  if (late && due !== null) return say`is ${{ bold: "late" }}: it was due ${{ time: due }}`;
  return say`is still needed, by ${{ time: due ?? view.lastDay }}`;
}

function dueOf(view: View, role: string | null): Instant | null {
  return view.decision.requirements.find((one) => one.role === role)?.due ?? null;
}

function whoCan(view: View, role: string | null): Sentence {
  return namedAll(rowOf(view, role)?.who ?? [], view);
}

function rowOf({ rows, otherRows }: View, role: string | null): View["rows"][number] | undefined {
  return [...rows, ...otherRows].find((row) => row.role === role);
}

function inBrackets(title: string): string {
  return title === "" ? "" : ` (${title})`;
}

// What this role looks at first, and what its approval cannot do without.
function focusBlocks(view: View, role: string | null): Block[] {
  if (role === null) return [];
  const focus = view.decision.requirements.find((one) => one.role === role)?.focus ?? "";
  const known = view.policy.roles[role];
  const paths = (known?.paths ?? []).slice(0, 6).map((path): Sentence => [{ code: typed(path, 100) }]);
  const critical = (known?.checklist ?? []).filter((item) => item.critical);
  const items = critical.slice(0, 6).map(({ item }): Sentence => [typed(item, 150)]);
  const own = typed(focus, 200).replace(/\.$/u, "");
  return text(
    joined(
      [
        own === "" ? [] : say`${{ bold: "Focus:" }} ${own}.`,
        paths.length === 0 ? [] : say`Look first at ${listed(paths)}.`,
        view.schedule.criticalOnly === null ? [] : ["Only the critical items are asked for now."],
        items.length === 0 ? [] : say`An approval needs: ${joined(items, "; ")}.`,
      ],
      " ",
    ),
  );
}

function featureBlocks({ request }: View): Block[] {
  const title = request.title === undefined ? "" : typed(request.title, 200);
  const features = request.keyFeatures.map((feature): Sentence => [typed(feature, 160)]);
  return [...text(title === "" ? [] : [{ bold: title }]), ...section("Key features", features, 6)];
}

function lookBlocks(view: View): Block[] {
  return [{ kind: "heading", text: "Materials" }, ...evidenceBlocks(view), ...materialBlocks(view)];
}

// At first everybody is awaited; at a later revision, or after a pause, some have answered.
function requiredBlocks(view: View): Block[] {
  const open = view.rows.filter((row) => row.mark === "waiting" || row.mark === "late");
  if (open.length < view.rows.length) return statusBlock(view, "Required approvals");
  const titles = view.rows.map((row): Sentence => [typed(row.short, 60)]);
  return text(titles.length === 0 ? [] : say`${{ bold: "Required approvals:" }} ${listed(titles)}.`);
}

// Of a role that several people hold, any of them.
function othersWhoCan(view: View, role: string | null): Sentence {
  const row = rowOf(view, role);
  if (row === undefined || row.who.length < 2 || row.approvals.need > 1) return [];
  return say`Away? ${namedAll(row.who, view)} can do it.`;
}

// Whoever is told beside the reviewers can give more time, or go on without them; so can a release manager who is late.
function helpBlocks({ role, to, alsoTo }: Occasion, view: View): Block[] {
  const managers = new Set(view.manager?.members.map(({ id }) => id));
  const asked = to.filter(({ id }) => managers.has(id));
  const told = alsoTo.filter(({ id }) => to.every((one) => one.id !== id));
  const able = [...asked, ...told];
  if (able.length === 0) return [];
  const alone = told.length === 0 && asked.length === to.length;
  const people = able
    .slice(0, 6)
    .map((person): Sentence => [{ person: readerOf(person, view), ping: told.includes(person) }]);
  const ways = waysOut([{ role }], view).map((code): Sentence => [{ code }]);
  return text(say`What ${alone ? ["you"] : listed(people)} can do: ${joined(ways, " · ")}`);
}
