import type { Person } from "@release-approval/approval";
import { holdsRelease, resolveForm } from "./conditions.ts";
import { decidingPeople } from "./conflicts.ts";
import { codeSpan, escapeMarkdown } from "./escape.ts";
import { excusable, isReleased } from "./follow-ups.ts";
import type { View } from "./view.ts";

type Line = {
  command: string | ((view: View) => string);
  does: string;
  when?: (view: View, person: Person) => boolean;
};

/** The commands that go with a role. `title`: whose they are; null: those of every reviewer. */
type Group = {
  title: (view: View) => string | null;
  may: (view: View, person: Person) => boolean;
  lines: readonly Line[];
};

const reviewing: readonly Line[] = [
  { command: "/approve [role] [notes]", does: "You looked at this commit and it may ship." },
  { command: "before release: …", does: "On a line below `/approve`: what must be done first." },
  { command: "after release: …", does: "On a line below `/approve`: what is owed afterwards." },
  { command: "/reject [role] reason", does: "It must not ship as it is." },
  { command: "/withdraw [role] [reason]", does: "Takes your review back." },
  { command: "/delegate role @user [until date]", does: "Lends your role to somebody." },
  { command: "/unavailable [role] [until date]", does: "You are away." },
  {
    command: (view) => resolveForm("C1", view.policy),
    does: "The condition is met.",
    when: ({ conditions }) => conditions.some((one) => one.state === "open"),
  },
  {
    command: "/confirm C1",
    does: "What you asked for is done.",
    when: ({ conditions }, { id }) =>
      conditions.some((one) => one.setter.id === id && one.state === "resolved"),
  },
  {
    command: "/reopen C1 reason",
    does: "What you asked for is not done yet.",
    when: ({ conditions }, { id }) => conditions.some((one) => one.setter.id === id && one.state !== "open"),
  },
  { command: "/conflict technical: …", does: "Or `product`, `other`: asks for a decision.", when: isOpen },
];

const leading: readonly Line[] = [
  { command: "/remind", does: "Reminds everybody who is awaited.", when: isOpen },
  { command: "/extend 24h reason", does: "Gives more time.", when: isOpen },
  { command: "/postpone date reason", does: "Until that day; then it opens again by itself.", when: isOpen },
  { command: "/critical-only reason", does: "Asks for the critical items only.", when: isOpen },
  {
    command: "/conditional-release reason",
    does: "Puts reviews off that may come after the release.",
    when: (view) => isOpen(view) && view.policy.escalation.some((one) => one.step === "conditional-release"),
  },
  { command: "/cancel reason", does: "Ends this request.", when: (view) => !isReleased(view) },
  {
    command: "/authorize",
    does: "Clears the release, once all reviews are in.",
    when: ({ policy }) => policy.rules.authorization === "manual",
  },
  {
    command: "/released",
    does: "It was published by hand.",
    when: ({ status }) => status === "authorized",
  },
  { command: "/rolled-back reason", does: "It was taken back.", when: isReleased },
];

const groups: readonly Group[] = [
  { title: () => null, may: isReviewer, lines: reviewing },
  {
    title: () => "To decide",
    may: ({ conflicts }, { id }) =>
      conflicts.some((one) => decidingPeople(one).some((member) => member.id === id)),
    lines: [
      { command: "/decide proceed: reason", does: "It goes on; the rejection is overruled." },
      { command: "/decide stop: reason", does: "It does not ship." },
    ],
  },
  {
    title: (view) => titleOf(view, overrideRole(view)),
    may: (view, person) => !isReleased(view) && holdsRole(view, overrideRole(view), person),
    lines: [
      { command: "/override reason", does: "Lets it go without the missing reviews; shown everywhere." },
    ],
  },
  {
    title: () => "Sign-off",
    may: ({ followUps }, { id }) =>
      followUps.some(
        (one) => one.kind === "ratify" && one.settled === null && one.who.some((person) => person.id === id),
      ),
    lines: [{ command: "/ratify reason", does: "You stand by the override." }],
  },
  {
    title: (view) => titleOf(view, view.policy.rules.waive),
    may: (view, person) => holdsRole(view, view.policy.rules.waive, person),
    lines: [
      { command: "/waive item reason", does: "Lets an item of the evidence pass.", when: isShortOfEvidence },
      {
        command: (view) => `/waive ${excusable(view)[0] ?? "item"} reason`,
        does: "Excuses a follow-up: nobody owes it any more. Shown in the audit.",
        when: (view) => isReleased(view) && excusable(view).length > 0,
      },
    ],
  },
  {
    title: (view) => view.manager?.title ?? null,
    may: ({ manager }, { id }) => manager?.members.some((member) => member.id === id) ?? false,
    lines: leading,
  },
];

const everybody: readonly Line[] = [
  { command: "/status", does: "What is missing, and who can do it." },
  { command: "/help", does: "This list." },
];

function isShortOfEvidence(view: View): boolean {
  return (
    !isReleased(view) &&
    view.evidence.some(
      (one) => one.verdict !== "met" && view.waivers.every((waiver) => waiver.item !== one.item),
    )
  );
}

function isOpen({ status }: View): boolean {
  return status === "pending" || status === "approved" || status === "rejected" || status === "postponed";
}

function isReviewer({ decision, conditions }: View, { id }: Person): boolean {
  return (
    decision.requirements.some((one) =>
      [...one.members, ...one.canReview].some((member) => member.id === id),
    ) || conditions.some((one) => holdsRelease(one) && one.setter.id === id)
  );
}

function overrideRole({ policy, type }: View): string {
  const rule = policy.releaseTypes[type]?.override;
  return rule?.kind === "role" ? rule.by : "";
}

function titleOf(view: View, role: string): string | null {
  return view.titles.get(role) ?? view.policy.roles[role]?.title ?? null;
}

// Of a role that this release does not ask, the policy names the logins.
function holdsRole(view: View, role: string, { id, login }: Person): boolean {
  const known = [
    ...(view.decision.requirements.find((one) => one.role === role)?.members ?? []),
    ...(view.request.members[role] ?? []),
  ];
  const named = view.policy.roles[role]?.members ?? [];
  return (
    known.some((member) => member.id === id) ||
    named.some((name) => name.replace(/^@/u, "").replace(/#\d+$/u, "").toLowerCase() === login.toLowerCase())
  );
}

/** The commands that this person can use here, now, role by role. */
export function helpTable(view: View, person: Person): string {
  const byRole = new Map<string | null, string[]>();
  for (const group of groups.filter((one) => one.may(view, person))) {
    const title = group.title(view);
    byRole.set(title, [...(byRole.get(title) ?? []), ...rowsOf(group.lines, view, person)]);
  }
  const rows = [...byRole].flatMap(([title, lines]) =>
    title === null || lines.length === 0 ? lines : [`| **${escapeMarkdown(title)}** | |`, ...lines],
  );
  const apart = rows.some((row) => row.startsWith("| **")) ? ["| **Everybody** | |"] : [];
  return [
    "| Command | What it does |",
    "|---|---|",
    ...rows,
    ...apart,
    ...rowsOf(everybody, view, person),
  ].join("\n");
}

function rowsOf(lines: readonly Line[], view: View, person: Person): string[] {
  return lines
    .filter((line) => line.when?.(view, person) ?? true)
    .map(({ command, does }) => {
      const words = typeof command === "string" ? command : command(view);
      return `| ${codeSpan(words)} | ${does} |`;
    });
}
