import { assertNever, type Condition, type Conflict } from "@release-approval/approval";
import { commandForm } from "../command-forms.ts";
import { resolveForm } from "../conditions.ts";
import { decidingPeople, kindOf, mayLift, ownWords, rejectedAs } from "../conflicts.ts";
import { blockers, textOf } from "../findings.ts";
import { marks } from "../rows.ts";
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
  prose,
  quote,
  section,
  statusBlock,
  text,
  titleOf,
} from "./release-parts.ts";
import { listed, say } from "./sentences.ts";
import type { About, Words } from "./words.ts";

/* What holds a release, and how it goes on. */

/**
 * Somebody rejected it: who, as what, why, and what now.
 * @param holds false: the reviewer is optional, and policy only shows it
 */
export function rejectionWords({ review, holds }: About<"rejection">, view: View): Words {
  const { person, role, notes, url } = review;
  const title = titleOf(view, role);
  const lead = say`${named(person, view)} ${{ bold: "rejected" }} ${nameOfRelease(view)}${title === "" ? [] : say` as ${{ bold: title }}`}.`;
  const open = view.conflicts.find((one) => one.state === "open");
  const said = ownWords(notes);
  return {
    mark: "❌",
    tone: "bad",
    subject: `Rejected: ${plainName(view)}${title === "" ? "" : ` (${title})`}`,
    lead,
    leadForOthers: lead,
    blocks: [
      ...(said === "" ? text(["No reason was given."]) : quote(said)),
      ...section(holds ? "What now" : "If it is right", [
        ["Mend it, and ask for the release again at the new commit: it becomes the next revision."],
        say`Or ${named(person, view)} changes their mind with ${{ code: commandForm("approve", { role }) }} or ${{ code: commandForm("withdraw", { role }) }} on ${issueLink(view)}.`,
        ...(open === undefined
          ? []
          : [say`Or ${deciders(open, view)} decides with ${{ code: commandForm("decide") }}.`]),
      ]),
      ...statusBlock(view),
    ],
    buttons: [...openButton(url, "Read the rejection", view), ...changesButton(view)],
    closing: [
      [
        holds
          ? "It does not ship as it is."
          : "This review is optional: the rejection is shown, and does not hold the release.",
      ],
    ],
  };
}

/** A ruling stopped it: whose, why, and who can lift it. */
export function stoppedWords({ ruling, deciders: all }: Conflict, view: View): Words {
  const stopped = { bold: "stopped" };
  const lead =
    ruling === null
      ? say`${nameOfRelease(view)} is ${stopped}.`
      : say`${named(ruling.by, view)} ${stopped} ${nameOfRelease(view)} as ${{ bold: titleOf(view, ruling.role) }}.`;
  const able = ruling === null ? [] : all.filter((one) => mayLift(one.role, ruling, view.policy));
  const who = able.flatMap((one) => one.members);
  return {
    mark: "🛑",
    tone: "bad",
    subject: `Stopped: ${plainName(view)}`,
    lead,
    leadForOthers: lead,
    blocks: [
      ...quote(ruling?.reason ?? ""),
      ...section("What now", [
        ["Mend it, and ask for the release again at the new commit: it becomes the next revision."],
        ...(who.length === 0
          ? []
          : [say`Or ${namedAll(who, view)} lifts it with ${{ code: commandForm("decide") }}.`]),
      ]),
      ...statusBlock(view),
    ],
    buttons: [...openButton(ruling?.url ?? null, "Read the ruling", view), ...changesButton(view)],
    closing: [],
  };
}

/** Two sides, word for word; who decides, and with which commands. */
export function conflictWords(conflict: Conflict, view: View): Words {
  const { opened, by, summary, url } = conflict;
  const kind = kindOf(conflict);
  const what = `${kind.charAt(0).toUpperCase()}${kind.slice(1)}${kind === "" ? "Conflict" : "conflict"}`;
  const role = rejectedAs(conflict);
  const only = !conflict.leadershipOnly
    ? []
    : say` Nobody else can: it is about ${role === null ? "a rejection by security or QA" : `${titleOf(view, role)}'s rejection`}.`;
  return {
    mark: "⚖️",
    tone: "ask",
    subject: `Decision required: ${what.toLowerCase()} about ${plainName(view)}`,
    lead: say`your decision on ${nameOfRelease(view)} is needed: ${kind === "" ? "an approval stands against a rejection" : `there is a ${kind}conflict`}.`,
    leadForOthers: say`There is a ${{ bold: what.toLowerCase() }} about ${nameOfRelease(view)}.`,
    blocks: [
      ...(opened === "command"
        ? [...text(say`${named(by, view)} asks:`), ...quote(summary.trim() || "no words", 600)]
        : []),
      ...positions(conflict, view),
      ...text(
        say`${{ bold: "Decides:" }} ${deciders(conflict, view)}, with one of these comments on ${issueLink(view)}.${only}`,
      ),
      { kind: "command", text: "/decide proceed: the reason" },
      { kind: "command", text: "/decide stop: the reason" },
    ],
    buttons: [...openButton(url, "Read the discussion", view), ...changesButton(view)],
    closing: [["Until then it does not ship. It also ends when one side gives in."]],
  };
}

function positions({ positions }: Conflict, view: View): Block[] {
  return positions.slice(0, 6).flatMap(({ login, role, verdict, words }): Block[] => {
    const title = titleOf(view, role);
    const as = title === "" ? [] : say` as ${{ bold: title }}`;
    const said = ownWords(words);
    return [...text(say`${marks[verdict]} ${typed(login, 60)}${as}: ${verdict}`), ...quote(said, 600)];
  });
}

function deciders(conflict: Conflict, view: View): Sentence {
  const able = decidingPeople(conflict);
  const titles = conflict.deciders.map(({ title }): Sentence => [typed(title, 60)]);
  return say`${namedAll(able, view, " or ", 4)} (${listed(titles, " or ", 4)})`;
}

const mostConditions = 10;

/** Conditions that must be met before it ships, each once and with the command that closes it. */
export function conditionWords(conditions: readonly Condition[], view: View): Words {
  const [first] = conditions;
  const again = first?.reopened ?? null;
  const ids = conditions.slice(0, 6).map((one): Sentence => [one.id]);
  const shown = new Set(conditions.slice(0, mostConditions).map((one) => one.id));
  const others = view.missing.filter((one) => one.kind !== "condition" || !shown.has(one.label));
  const subject = `${conditions.length === 1 ? "Condition" : `${conditions.length} conditions`} open: ${plainName(view)}`;
  const many = conditions.length === 1 ? "A condition" : `${conditions.length} conditions`;
  const by =
    first === undefined ? [] : say`${named(first.setter, view)} as ${{ bold: titleOf(view, first.role) }}`;
  const lead =
    again === null
      ? say`${many} of ${by} must be met before ${nameOfRelease(view)} ships.`
      : say`${by} opened ${listed(ids)} of ${nameOfRelease(view)} again.`;
  return {
    mark: "📌",
    tone: "ask",
    subject,
    lead,
    leadForOthers: lead,
    blocks: [
      ...(again === null ? [] : quote(again.reason)),
      ...section(
        "Must be done before release",
        conditions.map((one) => say`${{ bold: one.id }} ${typed(one.text, 240)}`),
        mostConditions,
      ),
      { kind: "heading", text: "Close each with a comment" },
      ...conditions
        .slice(0, 4)
        .map((one): Block => ({ kind: "command", text: resolveForm(one.id, view.policy) })),
      ...statusBlock({ ...view, missing: others }),
    ],
    buttons: [...openButton(first?.url ?? null, "Open the approval", view), ...changesButton(view)],
    closing: [],
  };
}

/** Time runs out, and less is asked for than before. */
export function stepWords({ step, by, roles }: About<"step">, view: View): Words {
  const { criticalOnly, conditionalRelease } = view.schedule;
  const reason = (step === "critical-only" ? criticalOnly : conditionalRelease)?.reason ?? "";
  const who = by === null ? ["The rules"] : named(by, view);
  const names = roles.slice(0, 8).map((role): Sentence => [{ bold: titleOf(view, role) }]);
  const lead =
    step === "critical-only"
      ? say`${who} asked for the critical items of the checklists only, in every review of ${nameOfRelease(view)} that is missing.`
      : say`${who} put ${names.length === 0 ? "a" : say`the ${listed(names)}`} review of ${nameOfRelease(view)} off until after the release. A rejection still holds it.`;
  const critical = Object.values(view.policy.roles)
    .filter((role) => view.rows.some((row) => row.role === role.id && row.mark !== "approved"))
    .flatMap((role) =>
      role.checklist
        .filter((item) => item.critical)
        .map(({ item }): Sentence => say`${{ bold: titleOf(view, role.id) }}: ${typed(item, 150)}`),
    );
  return {
    mark: step === "critical-only" ? "✂️" : "⏭️",
    tone: "info",
    subject: `${step === "critical-only" ? "Critical items only" : "Conditional release"}: ${plainName(view)}`,
    lead,
    leadForOthers: lead,
    blocks: [
      ...quote(reason),
      ...(step === "critical-only" ? section("What an approval needs", critical, 10) : []),
      ...statusBlock(view),
    ],
    buttons: [...issueButton(view), ...changesButton(view)],
    closing: [],
  };
}

/** It waits, ended without shipping, or something is wrong with its records. */
export function heldWords({ status }: About<"held">, view: View): Words {
  const subject = `${status.charAt(0).toUpperCase()}${status.slice(1)}: ${plainName(view)}`;
  const { facts } = blockers(view.decision).find((one) => one.code === "cancelled") ?? { facts: {} };
  const by = textOf(facts, "login");
  const base = { subject, buttons: [...issueButton(view), ...changesButton(view)], closing: [] };
  switch (status) {
    case "postponed":
      return { ...base, mark: "⏸️", tone: "info", ...postponedWords(view) };
    case "expired":
    case "cancelled": {
      const lead =
        status === "expired"
          ? say`${nameOfRelease(view)} has ${{ bold: "expired" }}, on ${{ time: view.lastDay }}.`
          : say`${nameOfRelease(view)} was ${{ bold: "cancelled" }}${by === "" ? "" : ` by ${typed(by, 60)}`}.`;
      return {
        ...base,
        mark: status === "expired" ? "⌛" : "🛑",
        tone: "bad",
        lead,
        leadForOthers: lead,
        blocks: [
          ...(status === "cancelled" ? quote(textOf(facts, "reason")) : []),
          ...text(["Asking for the release again makes the next revision, with a new deadline."]),
          ...statusBlock(view),
        ],
      };
    }
    case "blocked": {
      const lead = say`${nameOfRelease(view)} is ${{ bold: "blocked" }}, and cannot ship.`;
      const reasons = view.reasons.map(({ sentence, cure }) => say`${typed(sentence, 500)} ${prose(cure)}`);
      return {
        ...base,
        mark: "⛔",
        tone: "bad",
        lead,
        leadForOthers: lead,
        blocks: [...section("What to mend", reasons, 6), ...statusBlock(view)],
      };
    }
    default:
      return assertNever(status);
  }
}

function postponedWords(view: View): Pick<Words, "lead" | "leadForOthers" | "blocks"> {
  const { postponed } = view.schedule;
  const until = postponed === null ? [] : say` until ${{ time: postponed.until }}`;
  const by = postponed === null ? null : postponed.by;
  const lead = say`${nameOfRelease(view)} is ${{ bold: "postponed" }}${until}, by ${by === null ? ["the rules"] : named(by, view)}.`;
  return {
    lead,
    leadForOthers: lead,
    blocks: [
      ...quote(postponed?.reason ?? ""),
      ...text(
        say`It opens again by itself then, and all times begin anew. Reviews stay, and count meanwhile. Last day then: ${{ time: view.lastDay }}.`,
      ),
      ...statusBlock(view),
    ],
  };
}

/** The comment itself where it is known; and the issue. */
function openButton(url: string | null, label: string, view: View): Words["buttons"] {
  return url === null ? issueButton(view) : [{ label, url }];
}
