import type { Obligation, Override, Person } from "@release-approval/approval";
import { commandForm } from "../command-forms.ts";
import { nameEvidence } from "../findings.ts";
import type { FollowUp } from "../follow-ups.ts";
import { clearedHow } from "../headline.ts";
import { runUrl } from "../links.ts";
import { isOverridden, isUnreviewed, whoRatifies } from "../overrides.ts";
import { count } from "../titles.ts";
import type { View } from "../view.ts";
import type { Block, Sentence } from "./message.ts";
import { typed } from "./plain.ts";
import {
  changesButton,
  issueButton,
  issueLink,
  named,
  namedAll,
  nameOfRelease,
  plainName,
  quote,
  section,
  statusBlock,
  text,
  titleOf,
} from "./release-parts.ts";
import { capital, listed, say } from "./sentences.ts";
import type { About, Words } from "./words.ts";

/* How it ended, and what is owed for it. */

/** It may ship: by what, what happens now, and what will be owed. */
export function authorizedWords(view: View): Words {
  const { have, need, overruled } = view.reviews;
  const how = clearedHow(view.decision);
  const over = overruled === 0 ? "" : `, ${overruled} overruled`;
  const lead = say`${nameOfRelease(view)} is ${{ bold: "cleared to ship" }}${how === "" ? "" : ` ${typed(how, 120)}`}: ${have} of ${count(need, "review")} ${need === 1 ? "is" : "are"} in${over}.`;
  return {
    mark: "🚀",
    tone: how === "" ? "good" : "late",
    subject: `Cleared to ship${how === "" ? "" : ` ${typed(how, 80)}`}: ${plainName(view)}`,
    lead,
    leadForOthers: lead,
    blocks: [
      ...exceptionBlocks(view),
      ...text(
        say`${{ bold: "Now" }} the gate lets this version through at this commit, and nothing else. Where publishing starts by itself there is nothing to do; else start your release workflow. ${issueLink(view)} shows when it is out.`,
      ),
      ...statusBlock(view, "Reviews"),
      ...followUpBlocks(openFollowUps(view), view, "Owed after the release"),
    ],
    buttons: [...issueButton(view), ...changesButton(view)],
    closing: [say`${{ code: commandForm("reject") }} on ${issueLink(view)} stops it until it is published.`],
  };
}

// Nobody should take it for an ordinary release.
function exceptionBlocks(view: View): Block[] {
  const { override, waivers, otherRows } = view;
  const forced =
    override === null || !isOverridden(view)
      ? []
      : [
          ...text(
            say`⚠️ ${overrideBy(override, view)} stands in for ${standIns(override, view)}. ${ratifies(view)}`,
          ),
          ...quote(override.reason, 600),
        ];
  const owed = otherRows.filter((row) => row.mark === "follow-up" && row.note === null);
  const unreviewed =
    override === null && isUnreviewed(view.decision) && owed.length > 0
      ? text(
          say`⚠️ ${{ bold: "Nobody reviewed it:" }} ${listed(
            owed.map((row): Sentence => [typed(row.short, 60)]),
            " and ",
            6,
          )} did not answer in time, and the rules let it go then.`,
        )
      : [];
  const waived = waivers
    .slice(0, 5)
    .flatMap(({ item, by, reason }) =>
      text(
        say`⚠️ ${{ bold: typed(nameEvidence(item), 60) }} waived by ${named(by, view)}: “${typed(reason, 200)}”`,
      ),
    );
  return [...forced, ...unreviewed, ...waived];
}

function overrideBy({ by, role }: Override, view: View): Sentence {
  if (by === null) return ["The automatic override of the rules"];
  return say`The override of ${named(by, view)}${role === null ? [] : say` (${titleOf(view, role)})`}`;
}

function standIns({ standsInFor }: Override, view: View): Sentence {
  if (standsInFor.length === 0) return ["nothing"];
  return listed(
    standsInFor.map((one): Sentence => [{ bold: one === "quorum" ? "the quorum" : titleOf(view, one) }]),
    " and ",
    8,
  );
}

function ratifies(view: View): Sentence {
  return capital(say`${ratifiers(view)} signs it off with ${{ code: commandForm("ratify") }}.`);
}

function ratifiers(view: View): Sentence {
  const who = whoRatifies(view);
  return who.length === 0 ? ["somebody else"] : namedAll(who, view, " or ", 4);
}

/** It is out: how long it took, and what is owed until when. */
export function releasedWords(view: View): Words {
  const { released } = view.decision;
  const when = released === null ? [] : say`, ${{ time: released.at }}`;
  const by = released === null || released.by === null ? [] : say`, as ${named(released.by, view)} recorded`;
  const lead = say`${nameOfRelease(view)} is ${{ bold: "released" }}${when}${by}.`;
  const open = openFollowUps(view);
  const run = released === null || released.run === null ? [] : [runUrl(view.repository, released.run)];
  return {
    mark: "📦",
    tone: "good",
    subject: `Released: ${plainName(view)}${open.length === 0 ? "" : `, ${count(open.length, "follow-up")} open`}`,
    lead,
    leadForOthers: lead,
    blocks: [
      figuresBlock(view),
      ...exceptionBlocks(view),
      ...(open.length === 0 ? text(["Nothing is owed any more."]) : followUpBlocks(open, view, "Owed now")),
    ],
    buttons: [
      ...issueButton(view),
      ...changesButton(view),
      ...run.map((url) => ({ label: "Open the run", url })),
    ],
    closing: open.length === 0 ? [] : [["The issue closes when all of it is settled."]],
  };
}

function figuresBlock(view: View): Block {
  const { reviews, decision, request, type, revision } = view;
  const { minutesWaited, reminders } = decision.figures;
  const size = request.changes;
  const kind = `${type.charAt(0).toUpperCase()}${type.slice(1)}`;
  const shipped =
    size === undefined
      ? []
      : [
          {
            label: "What ships",
            value: [
              `${size.pullRequests > 0 ? count(size.pullRequests, "pull request") : count(size.commits, "commit")} by ${count(size.authors.length, "person", "people")}`,
            ],
          },
        ];
  return {
    kind: "figures",
    figures: [
      { label: "Reviews", value: [`${reviews.have} of ${reviews.need}`] },
      { label: "From request to cleared", value: [durationWords(minutesWaited)] },
      { label: "Reminders", value: [String(reminders)] },
      { label: "Release type", value: [`${kind}${revision > 1 ? `, revision ${revision}` : ""}`] },
      ...shipped,
    ],
  };
}

/** `2 days 4 h`, `3 h 20 min`, `45 min`. */
function durationWords(minutes: number): string {
  const whole = Math.max(0, Math.round(minutes));
  const [days, hours, rest] = [Math.floor(whole / 1440), Math.floor((whole % 1440) / 60), whole % 60];
  if (days > 0) return `${count(days, "day")}${hours === 0 ? "" : ` ${hours} h`}`;
  if (hours > 0) return `${hours} h${rest === 0 ? "" : ` ${rest} min`}`;
  return `${rest} min`;
}

/** It was taken back. */
export function rolledBackWords(view: View): Words {
  const { rolledBack } = view;
  const by = rolledBack === null ? [] : say` by ${named(rolledBack.by, view)}, ${{ time: rolledBack.at }}`;
  const lead = say`${nameOfRelease(view)} was ${{ bold: "rolled back" }}${by}.`;
  const url = rolledBack?.url ?? null;
  return {
    mark: "⏪",
    tone: "bad",
    subject: `Rolled back: ${plainName(view)}`,
    lead,
    leadForOthers: lead,
    blocks: [...quote(rolledBack?.reason ?? ""), ...followUpBlocks(openFollowUps(view), view, "Still owed")],
    buttons: url === null ? issueButton(view) : [{ label: "Read why", url }, ...issueButton(view)],
    closing: [],
  };
}

/** The publishing run failed; the reviews still count. */
export function publishFailedWords({ run, exitCode }: About<"publish-failed">, view: View): Words {
  const code = exitCode === null ? "" : ` with exit code ${exitCode}`;
  const lead = say`Publishing ${nameOfRelease(view)} ${{ bold: "failed" }}${code}.`;
  return {
    mark: "❌",
    tone: "bad",
    subject: `Publishing failed: ${plainName(view)}`,
    lead,
    leadForOthers: lead,
    blocks: section("What now", [
      ["The reviews still count, and no run holds this release. To try again, run the same workflow again."],
      ["A fix in the code is a new commit, and takes a new revision."],
    ]),
    buttons: [{ label: "Open the run", url: runUrl(view.repository, run) }, ...issueButton(view)],
    closing: [],
  };
}

/** What is overdue after the release; escalated, others hear of it too. */
export function followUpWords({ obligations, escalated }: About<"follow-up-due">, view: View): Words {
  const ids = new Set(obligations.map((one) => one.id));
  const due = view.followUps.filter((one) => ids.has(one.id));
  const what = count(obligations.length, "follow-up");
  const is = obligations.length === 1 ? "is" : "are";
  const lead = say`${nameOfRelease(view)} is released, and ${what} ${is} ${{ bold: "overdue" }}${escalated ? " for more than a working day" : ""}.`;
  return {
    mark: escalated ? "🔴" : "🕓",
    tone: "late",
    subject: `${escalated ? "Still overdue" : "Overdue"} after the release: ${plainName(view)}, ${what}`,
    lead,
    leadForOthers: lead,
    blocks: [...followUpBlocks(due, view, "Owed"), ...contactBlocks(obligations, view)],
    buttons: issueButton(view, `Settle it on #${view.issue?.number ?? ""}`),
    closing: [say`Each is settled with one comment on ${issueLink(view)}.`],
  };
}

/** Somebody reminds of what is owed after the release. */
export function owedReminderWords(by: Person | null, view: View): Words {
  const open = openFollowUps(view);
  const who = by === null ? [] : say`${named(by, view)} reminds: `;
  const lead = say`${who}${count(open.length, "follow-up")} of ${nameOfRelease(view)} ${open.length === 1 ? "is" : "are"} still owed.`;
  return {
    mark: "🔔",
    tone: "ask",
    subject: `Reminder: ${count(open.length, "follow-up")} owed for ${plainName(view)}`,
    lead,
    leadForOthers: lead,
    blocks: followUpBlocks(open, view, "Owed"),
    buttons: issueButton(view, `Settle it on #${view.issue?.number ?? ""}`),
    closing: [say`Each is settled with one comment on ${issueLink(view)}.`],
  };
}

function openFollowUps({ followUps }: View): FollowUp[] {
  return followUps.filter((one) => one.settled === null);
}

function followUpBlocks(followUps: readonly FollowUp[], view: View, heading: string): Block[] {
  const items = followUps.map((one): Sentence => {
    const detail = one.detail === null ? "" : ` ${typed(one.detail, 160)}`;
    const due =
      one.due === null
        ? []
        : say`, ${one.late ? say`${{ bold: "late" }}: was due` : "by"} ${{ time: one.due }}`;
    return say`${{ bold: typed(one.label, 80) }}${detail}: ${owes(one, view)}${due} · ${{ code: one.command }}`;
  });
  return section(heading, items, 10);
}

// Where anybody may settle a condition, who asked for it is named.
function owes({ kind, who, setter }: FollowUp, view: View): Sentence {
  if (who.length === 0) return ["nobody can"];
  if (kind === "condition" && setter !== null && who.length > 3)
    return say`anybody asked here, for ${named(setter, view)}`;
  return namedAll(who, view);
}

function contactBlocks(obligations: readonly Obligation[], view: View): Block[] {
  const contacts = obligations.flatMap(({ role }) => {
    const contact = role === null ? undefined : view.policy.roles[role]?.contact;
    return contact === undefined ? [] : [`${titleOf(view, role)}: ${typed(contact, 200)}`];
  });
  return contacts.length === 0 ? [] : text([`Contact: ${[...new Set(contacts)].slice(0, 6).join(", ")}`]);
}

/** Somebody let it go without all reviews: why, instead of what, and who signs it off. */
export function overrideWords(override: Override, view: View): Words {
  const { by, role, url } = override;
  const who = by === null ? ["The rules"] : named(by, view);
  const as = role === null || by === null ? [] : say` as ${{ bold: titleOf(view, role) }}`;
  const used = say`${who}${as} used an ${{ bold: "override" }} for ${nameOfRelease(view)}. It stands in for ${standIns(override, view)}.`;
  const due = view.followUps.find((one) => one.kind === "ratify")?.due ?? null;
  const sign = due === null ? [] : say` by ${{ time: due }}`;
  return {
    mark: "⚠️",
    tone: "late",
    subject: `Override used: ${plainName(view)}`,
    lead: say`your sign-off is needed${sign}. ${used}`,
    leadForOthers: used,
    blocks: [
      ...(by === null
        ? text(["Time ran out, and the rules let it go."])
        : override.reason.trim() === ""
          ? text(["No reason was given."])
          : quote(override.reason)),
      ...text(say`Signed off with one comment on ${issueLink(view)}, by ${ratifiers(view)}:`),
      { kind: "command", text: commandForm("ratify") },
      ...statusBlock(view),
    ],
    buttons: [
      ...(url === null ? issueButton(view) : [{ label: "Read the override", url }]),
      ...changesButton(view),
    ],
    closing: [],
  };
}
