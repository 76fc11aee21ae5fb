import type { ActCode } from "@release-approval/approval";
import { commandForm } from "./command-forms.ts";
import { codeSpan, cut, escapeMarkdown } from "./escape.ts";
import { type Asked, type Explain, type Explanation, records, titleOfRole } from "./explanation-parts.ts";
import { textOf, textsOf } from "./findings.ts";
import { link, list, mention } from "./links.ts";

/* Why something about a condition or a checklist did not count. */

type Codes = Extract<
  ActCode,
  | "critical-unticked"
  | "no-such-condition"
  | "condition-done"
  | "commit-unknown"
  | "commit-not-shipped"
  | "resolution-needs-commit"
  | "resolution-empty"
  | "not-the-setter"
  | "nothing-to-confirm"
  | "nothing-to-reopen"
>;

export const conditionExplanations: Readonly<Record<Codes, Explain>> = {
  "critical-unticked": explainUnticked,
  "no-such-condition": explainUnknown,
  "condition-done": (asked) => ({
    why: `${idIn(asked)} is met already.`,
    todo: "Nothing. Who set it can open it again with a reason:",
    commands: [commandForm("reopen", { condition: idOf(asked) })],
  }),
  "commit-unknown": (asked) => ({
    why: `GitHub knows no commit ${commitIn(asked)} in this repository.`,
    todo: "Push it, or mend its name, and post again:",
    commands: [commandForm("resolve", { condition: idOf(asked) })],
  }),
  "commit-not-shipped": explainNotShipped,
  "resolution-needs-commit": (asked) => ({
    why: `the rules ask for the commit that resolves ${idIn(asked)} (\`rules.resolve: commit\`).`,
    todo: "Name it, by its id or its link:",
    commands: [commandForm("resolve", { condition: idOf(asked) })],
  }),
  "resolution-empty": (asked) => ({
    why: `it does not say what resolved ${idIn(asked)}.`,
    todo: "Add a commit, a link or a few words:",
    commands: [commandForm("resolve", { condition: idOf(asked), commit: "<commit, link or words>" })],
  }),
  "not-the-setter": (asked) => ({
    why: `only who set ${idIn(asked)} says whether it is met.`,
    who: setterIn(asked),
  }),
  "nothing-to-confirm": (asked) => ({
    why: `nobody has resolved ${idIn(asked)} yet.`,
    todo: "Whoever did it says with what:",
    commands: [commandForm("resolve", { condition: idOf(asked) })],
  }),
  "nothing-to-reopen": (asked) => ({ why: `${idIn(asked)} is open already.`, todo: "Nothing." }),
};

function idOf({ act }: Asked): string {
  const id = textOf(act.facts, "condition");
  return /^C\d{1,6}$/u.test(id) ? id : "";
}

function idIn(asked: Asked): string {
  const id = idOf(asked);
  return id === "" ? "this condition" : `**${id}**`;
}

function commitIn({ act: { facts } }: Asked): string {
  const name = textOf(facts, "commit");
  return name === ""
    ? "of that name"
    : codeSpan(cut(/^[0-9a-f]{12,}$/iu.test(name) ? name.slice(0, 7) : name, 100));
}

function setterIn({ act: { facts }, view }: Asked): string | undefined {
  const login = textOf(facts, "setter");
  const known = view.conditions.find((one) => one.setter.login === login);
  if (login === "") return undefined;
  return `${known === undefined ? escapeMarkdown(login) : mention(login)}.`;
}

function explainUnticked(asked: Asked): Explanation {
  const { act, answer, view } = asked;
  const role = textOf(act.facts, "role") || act.role || "";
  const items = textsOf(act.facts, "items").slice(0, 10);
  const names = items.map((item) => `“${escapeMarkdown(cut(item, 120))}”`);
  const many = names.length > 1;
  const asks =
    names.length === 0
      ? "the rules call an item of your checklist critical, and it is not ticked."
      : `the rules call ${many ? "these items" : "this item"} critical, and ${many ? "they are" : "it is"} not ticked: ${list(names, 10)}.`;
  const lines = items.map((item) => `- [x] ${cut(item, 300)}`);
  return {
    why: asks,
    todo:
      answer.comment === null
        ? "Once you have looked, post:"
        : `Once you have looked, tick ${many ? "them" : "it"} in ${link("your comment", answer.url)}, and it counts from then on; or post:`,
    commands: [
      [commandForm("approve", { role: view.policy.roles[role] === undefined ? null : role }), ...lines].join(
        "\n",
      ),
    ],
  };
}

function explainUnknown({ act: { facts, command } }: Asked): Explanation {
  const id = textOf(facts, "condition");
  const open = textsOf(facts, "open").filter((one) => /^C\d{1,6}$/u.test(one));
  return {
    why: `there is no condition ${codeSpan(cut(id === "" ? "C?" : id, 20))} here.`,
    todo: open.length === 0 ? "Nothing: no condition is open." : `Open: ${list(open, 10)}.`,
    commands: open.slice(0, 3).map((condition) => commandForm(command ?? "resolve", { condition })),
  };
}

// A warning more than a refusal: shipping that commit has its price, which has to be known before.
function explainNotShipped(asked: Asked): Explanation {
  const { act, view } = asked;
  const keeps = textOf(act.facts, "keeps");
  const lost = records(act.facts["voids"]).map(
    (one) => `${titleOfRole(view, textOf(one, "role"))} (${escapeMarkdown(textOf(one, "login"))})`,
  );
  const then =
    keeps === "keep" || keeps === "affected-roles"
      ? "This `/resolve` counts by itself then."
      : `${idIn(asked)} goes with its review, and whoever reviews again says what must be done.`;
  return {
    why: `${commitIn(asked)} is not in what ships, ${link(`\`${view.shortCommit}\``, view.links.commit)}. Shipping it takes revision ${view.revision + 1}, and that ${whatItCosts(lost, keeps)}.`,
    todo: `${link("Run the workflow", view.links.run)} that asked for this release again, with the same version, at a commit that has it. ${then}`,
  };
}

function whatItCosts(lost: readonly string[], keeps: string): string {
  if (lost.length === 0) return "voids no review";
  const kept = keeps === "affected-roles" ? "; the others stay" : "";
  return `**voids ${lost.length === 1 ? "this review" : `these ${lost.length} reviews`}**: ${list(lost, 12)}${kept}`;
}
