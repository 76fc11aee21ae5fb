import { codeSpan } from "./escape.ts";
import type { View } from "./view.ts";

type Line = {
  command: string;
  does: string;
  who: "reviewer" | "manager" | "everybody";
  when?: (view: View) => boolean;
};

const lines: readonly Line[] = [
  { command: "/approve [role] [notes]", does: "You looked at this commit and it may ship.", who: "reviewer" },
  {
    command: "before release: …",
    does: "On a line below `/approve`: what must be done first.",
    who: "reviewer",
  },
  { command: "/reject [role] reason", does: "It must not ship as it is.", who: "reviewer" },
  { command: "/withdraw [role] [reason]", does: "Takes your review back.", who: "reviewer" },
  { command: "/cancel reason", does: "Ends this request.", who: "manager" },
  {
    command: "/authorize",
    does: "Clears the release, once all reviews are in.",
    who: "manager",
    when: ({ policy }) => policy.rules.authorization === "manual",
  },
  { command: "/status", does: "What is missing, and who can do it.", who: "everybody" },
  { command: "/help", does: "This list.", who: "everybody" },
];

/** The commands that this person can use here. */
export function helpTable(view: View, person: number): string {
  const reviewer = view.decision.requirements.some((one) =>
    one.members.some((member) => member.id === person),
  );
  const manager = view.manager?.members.some((member) => member.id === person) ?? false;
  const may = { reviewer, manager, everybody: true } as const;
  const usable = lines.filter((line) => may[line.who] && (line.when?.(view) ?? true));
  return [
    "| Command | What it does |",
    "|---|---|",
    ...usable.map((line) => `| ${codeSpan(line.command)} | ${line.does} |`),
  ].join("\n");
}
