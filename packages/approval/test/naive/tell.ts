import type { Decision } from "../../src/decision.ts";
import { type Event, given, minutesAfter, people } from "../given.ts";
import type { Act, Happening, Outcome, Said, Settings, Story, TypeRules } from "./story.ts";

/* A story as the product is told it: a policy file, comments, runs. And what it decides, in the words of `Outcome`. */

const shippedCommit = "abc1234";
const otherCommit = "def5678";
const unknownCommit = "0123456";

/** What `evaluate` says to a story. */
export function decideBy(story: Story): Outcome {
  const { settings, happenings, now, evidenceMet } = story;
  const { decision } = given(policyText(story, settings.members), {
    releaseType: story.type,
    securityRelated: story.securityRelated,
    requesters: ["mia", ...story.asksToo].map((login) => ({ id: people[login] ?? 0, login })),
    changes: { pullRequests: 1, commits: 1, authors: [...story.authors], url: "https://github.com/acme" },
    evidence: evidenceMet ? [] : [{ item: "coverage", verdict: "unmet", figures: {} }],
  })
    .today(policyText(story, withoutLeavers(settings)))
    .users("rob")
    .commits(
      { name: shippedCommit, state: "shipped", files: [] },
      { name: otherCommit, state: "elsewhere", files: [] },
      { name: unknownCommit, state: "unknown", files: null },
    )
    .and(...happenings.map(toEvent))
    .at(now);
  return read(decision);
}

// Somebody must hold the role: rae came for them, whom the request does not know.
function withoutLeavers({ members, left }: Settings): Settings["members"] {
  return Object.fromEntries(
    Object.entries(members).map(([role, all]) => [
      role,
      all.map((who) => (left.includes(who) ? "rae" : who)),
    ]),
  );
}

export function policyText(
  { type, settings }: Pick<Story, "type" | "settings">,
  members: Settings["members"],
): string {
  const roles = Object.entries(members).map(([role, all]) => {
    const backup = settings.backup[role] ?? [];
    return [role, { members: [...new Set(all)], ...(backup.length > 0 && { backup }) }];
  });
  const { own } = settings;
  return JSON.stringify({
    version: 1,
    project: "Rocket",
    extends: settings.extends,
    roles: Object.fromEntries(roles),
    ...(own !== null && { "release-types": { [type]: toYaml(own) } }),
    rules: {
      "self-review": settings.selfReview,
      "one-role-per-person": settings.oneRole,
      "on-new-commits": settings.onNewCommits,
      "optional-rejection": settings.optionalRejection,
      confirm: settings.confirm,
      resolve: settings.resolve,
      "commit-authors": settings.commitAuthors,
      authorization: settings.authorization,
    },
  });
}

function toYaml(own: TypeRules) {
  const reviews = own.reviews.map(({ role, need, approvals, within }) => [
    role,
    { need: need === "security" ? { when: "security" } : need, approvals, within },
  ]);
  const { override } = own;
  return {
    window: { target: `${own.target}m`, deadline: `${own.deadline}m` },
    clock: own.clock,
    quorum: { ...(own.primary > 0 && { primary: own.primary }), ...(own.total > 0 && { total: own.total }) },
    reviews: Object.fromEntries(reviews),
    override: override === "none" ? false : override,
  };
}

function toEvent(one: Happening): Event {
  const after = one.at;
  if ("looks" in one) return { looks: true, after };
  if ("asksAgain" in one)
    return { asks: one.asksAgain === "same commit" ? {} : { commit: "b52e0d1".padEnd(40, "0") }, after };
  if ("publishes" in one) return published(after);
  return toComment(one);
}

function toComment({ at: after, by, act, fate }: Said): Event {
  const says = wordsOf(act);
  if (fate.is === "kept") return { by, says, after };
  if (fate.is === "deleted") return { by, says, after, deletedBy: fate.by, deletedAfter: fate.after };
  const to = fate.empties ? "Never mind." : `${says}\n\n(edited)`;
  return { by, says, after, edited: { after: fate.after, by: fate.by, to } };
}

function published(after: number): Event {
  return {
    after,
    entry: ({ seen }) => ({
      seen,
      facts: [
        {
          key: "outcome:run:12/1/success",
          kind: "outcome",
          outcome: "success",
          run: { id: 12, attempt: 1 },
          revision: 1,
          at: minutesAfter(after),
        },
      ],
    }),
  };
}

/** An act as somebody types it. */
export function wordsOf(act: Act): string {
  switch (act.does) {
    case "approve":
      return [
        `/approve ${act.role ?? ""}`.trim(),
        ...act.before.map((words) => `before release: ${words}`),
        ...act.after.map((words) => `after release: ${words}`),
      ].join("\n");
    case "reject":
      return `/reject ${act.role ?? ""} it breaks`.replace("  ", " ");
    case "withdraw":
      return `/withdraw ${act.role ?? ""}`.trim();
    case "resolve":
      return `/resolve C${act.condition} ${targets[act.with]}`.trim();
    case "confirm":
      return `/confirm C${act.condition}`;
    case "reopen":
      return `/reopen C${act.condition} not yet`;
    case "delegate":
      return `/delegate ${act.role} @${act.to}${untilOf(act.untilDay)}`;
    case "unavailable":
      return `/unavailable${act.role === null ? "" : ` ${act.role}`}${untilOf(act.untilDay)}`;
    case "conflict":
      return `/conflict ${act.about}: the cache`;
    case "decide":
      return `/decide ${act.ruling}: it is so`;
    case "extend":
      return `/extend ${act.hours}h more time`;
    case "waive":
      return "/waive coverage generated code";
    case "override":
    case "ratify":
    case "conditional-release":
    case "cancel":
      return `/${act.does} it is urgent`;
    case "authorize":
      return "/authorize";
    case "chatter":
      return "Thanks for the work.";
  }
}

const targets = {
  notes: "it is done",
  shipped: shippedCommit,
  elsewhere: otherCommit,
  unknown: unknownCommit,
  nothing: "",
} as const;

function untilOf(day: number | null): string {
  return day === null ? "" : ` until 2026-11-${23 + day}`;
}

function read({ status, requirements, conditions, conflicts, override, obligations }: Decision): Outcome {
  return {
    status,
    roles: Object.fromEntries(
      requirements.map(({ role, state }) => [
        role,
        state === "late" || state === "waiting" ? "missing" : state,
      ]),
    ),
    conditions: conditions.map(({ id, state, when, setter }) => `${id} ${state} ${when} ${setter.login}`),
    conflicts: conflicts
      .map(({ opened, about, by, state }) => `${opened} ${about} ${by.login} ${state}`)
      .sort(),
    override:
      override === null
        ? null
        : `${override.by?.login ?? "policy"} for ${[...override.standsInFor].sort().join(", ")}, ratified by ${override.ratified?.by.login ?? null}`,
    obligations: obligations.map(({ id, settled }) => `${id} ${settled?.verdict ?? "open"}`).sort(),
  };
}

/** A story to be read. */
export function inWords(story: Story): string {
  const { type, settings, happenings, now, ...more } = story;
  const told = [...happenings].sort((a, b) => a.at - b.at).map((one) => `  ${one.at} min: ${lineOf(one)}`);
  return [
    `A ${type} release under ${policyText(story, settings.members)}`,
    `left: ${settings.left.join(", ")}; ${JSON.stringify(more)}`,
    ...told,
    `  ${now} min: now`,
  ].join("\n");
}

function lineOf(one: Happening): string {
  if ("looks" in one) return "a run looks";
  if ("asksAgain" in one) return `asked again at ${one.asksAgain}`;
  if ("publishes" in one) return "published";
  const { by, act, fate } = one;
  const said = `${by}: ${wordsOf(act).replaceAll("\n", " / ")}`;
  if (fate.is === "kept") return said;
  const how = fate.is === "edited" && fate.empties ? "emptied" : fate.is;
  return `${said} (${how} at ${fate.after} by ${fate.by})`;
}
