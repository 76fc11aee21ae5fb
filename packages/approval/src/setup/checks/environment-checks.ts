import { clocks } from "../../clocks.ts";
import { parseMember } from "../../policy/members.ts";
import type { Policy } from "../../policy/schema.ts";
import { type Environment, findEnvironment, mostReviewers, type Reviewer } from "../settings.ts";
import { type WantedEnvironment, wantedEnvironments } from "../wanted-environments.ts";
import {
  type Check,
  code,
  type Examination,
  type Examined,
  fine,
  found,
  listed,
  type Problem,
  setupStep,
  withPolicy,
} from "./check.ts";

/*
 * Whether people can review by GitHub's own button. Without one a release is not lost: every role can answer by comment.
 */

/** The buttons that the policy implies, beside what is there. */
type Buttons = {
  wanted: readonly WantedEnvironment[];
  all: readonly Environment[];
  /** Those of `wanted` that somebody can press. */
  usable: readonly { wanted: WantedEnvironment; environment: Environment }[];
};

function withEnvironments(
  examine: (buttons: Buttons, policy: Policy, facts: Examined) => Examination,
): (facts: Examined) => Examination {
  return withPolicy((policy, facts) => {
    if (!facts.environments.known) return found([], [facts.environments.why]);
    const all = facts.environments.value;
    const wanted = buttonsOf(policy, facts);
    const usable = wanted.flatMap((one) => {
      const environment = findEnvironment(all, one.name);
      return environment === null || environment.reviewers.length === 0 ? [] : [{ wanted: one, environment }];
    });
    return examine({ wanted, all, usable }, policy, facts);
  });
}

function buttonsOf(policy: Policy, { repository }: Examined): WantedEnvironment[] {
  return wantedEnvironments(policy, repository.defaultBranch).filter(({ roles }) => roles.length > 0);
}

/** In a private repository without any button, they are probably not to be had. */
function isCommentsOnly({ usable }: Buttons, { repository }: Examined): boolean {
  return repository.isPrivate && usable.length === 0;
}

const byComment = "Reviews are by comment here: see `comments-only`.";

export const environmentChecks: readonly Check[] = [
  {
    id: "comments-only",
    severity: "note",
    title: "GitHub's Approve button can be used",
    why: "In private repositories GitHub has required reviewers and wait timers on its Enterprise plans only. Elsewhere people review by comment, which counts as much.",
    cure: "Nothing has to be done. For buttons: a public repository, or an Enterprise plan and then `command: setup`.",
    examine: withEnvironments((buttons, _, facts) =>
      isCommentsOnly(buttons, facts)
        ? found([
            {
              sentence: "The repository is private and no role has a button, so people review by comment.",
              cure: "Leave it so, or, where the plan has required reviewers, run `command: setup`.",
              facts: { private: true },
            },
          ])
        : fine,
    ),
  },
  {
    id: "environments-exist",
    severity: "note",
    title: "Every role that is asked has its environment",
    why: "The Approve button is an environment's. A job that names a missing one makes it without rules, and then it counts for nothing.",
    cure: "Run `command: setup` with `apply: true`.",
    examine: withEnvironments((buttons, _, facts) => {
      if (isCommentsOnly(buttons, facts)) return found([], [byComment]);
      const missing = buttons.wanted.filter(({ name }) => findEnvironment(buttons.all, name) === null);
      return found(
        missing.map(({ name, roles }) => ({
          sentence: `${titlesOf(roles)} can review by comment only: the environment ${code(name)} is missing.`,
          cure: "Run setup.",
          paste: setupStep,
          facts: { environment: name },
        })),
      );
    }),
  },
  {
    id: "environments-have-reviewers",
    severity: "note",
    title: "Every role's environment has reviewers",
    why: "Without required reviewers a job passes its environment unasked. Such a passage is not counted as a review.",
    cure: "Run `command: setup` with `apply: true`.",
    examine: withEnvironments((buttons, _, facts) => {
      if (isCommentsOnly(buttons, facts)) return found([], [byComment]);
      const empty = buttons.wanted.filter(
        ({ name }) => findEnvironment(buttons.all, name)?.reviewers.length === 0,
      );
      return found(
        empty.map(({ name, roles }) => ({
          sentence: `${titlesOf(roles)} can review by comment only: the environment ${code(name)} has no required reviewers.`,
          cure: "Run setup.",
          paste: setupStep,
          facts: { environment: name },
        })),
      );
    }),
  },
  {
    id: "environments-limited",
    severity: "hole",
    title: "Every role's environment is limited to the default branch and those that the policy trusts",
    why: "A workflow of any branch could else ask reviewers to press a button for something that they do not see.",
    cure: "Run `command: setup` with `apply: true`; take other patterns away by hand.",
    examine: withEnvironments(({ usable }, policy, facts) => {
      const limits = usable.map(({ environment }) => limitProblem(environment, policy, facts));
      return found(
        limits.filter((one) => typeof one === "object"),
        [...new Set(limits.filter((one) => typeof one === "string" && one !== ""))] as string[],
      );
    }),
  },
  {
    id: "environments-admit-default-branch",
    severity: "note",
    title: "Every role's environment lets the default branch in",
    why: "A review job of a branch that the environment does not let in fails at once.",
    cure: "Run `command: setup` with `apply: true`.",
    examine: withEnvironments(({ usable }, _, { repository: { defaultBranch } }) =>
      found(
        usable.flatMap(({ environment: { name, limit } }) =>
          limit.kind === "patterns" && !limit.patterns.some((one) => admits(one, defaultBranch))
            ? [
                {
                  sentence: `The environment ${code(name)} does not let ${code(defaultBranch)} in, so its review job fails.`,
                  cure: "Run setup, which adds the branch.",
                  paste: setupStep,
                  facts: { environment: name },
                },
              ]
            : [],
        ),
      ),
    ),
  },
  {
    id: "reviewers-hold-the-role",
    severity: "note",
    title: "Whoever can press a role's button holds the role, and the other way round",
    why: "Who presses it without the role is not counted. Who holds the role and cannot press it answers by comment.",
    cure: "Run `command: setup` with `apply: true`; take others away by hand.",
    examine: withEnvironments(({ usable }, _, facts) =>
      found(usable.flatMap((one) => strangers(one.wanted, one.environment, facts))),
    ),
  },
  {
    id: "requesters-may-press",
    severity: "note",
    title: "No button keeps out who asked for a release where the policy lets them review",
    why: "GitHub's “prevent self-review” is the environment's own rule, and does not know the policy.",
    cure: "Settings, Environments, the environment: untick “Prevent self-review”. A comment works in any case.",
    examine: withEnvironments(({ usable }) =>
      found(
        usable
          .filter(({ wanted, environment }) => environment.preventsSelfReview && !wanted.preventsSelfReview)
          .map(({ environment: { name } }) => ({
            sentence: `${code(name)} keeps out who asked for the release, and the policy does not.`,
            cure: "Untick “Prevent self-review” in that environment, or answer by comment.",
            facts: { environment: name },
          })),
      ),
    ),
  },
  {
    id: "clocks",
    severity: "note",
    title: "The clocks are there",
    why: "GitHub starts scheduled workflows hours late at times. Environments with a wait timer ring on time: short deadlines need them.",
    cure: "Run `command: setup` with `apply: true`.",
    examine: withEnvironments((buttons, _, facts) => {
      if (isCommentsOnly(buttons, facts)) return found([], ["Wait timers need the same plan as buttons."]);
      const missing = clocks.filter(({ name }) => findEnvironment(buttons.all, name) === null);
      const stuck = clocks.filter(({ name }) => findEnvironment(buttons.all, name)?.reviewers.length);
      return found([
        ...(missing.length === 0
          ? []
          : [
              {
                sentence: `Clocks are missing: ${listed(missing.map(({ name }) => code(name)))}. What falls due within hours is noticed when cron comes, which may be late.`,
                cure: "Run setup.",
                paste: setupStep,
                facts: { environments: missing.map(({ name }) => name) },
              },
            ]),
        ...stuck.map(({ name }) => ({
          sentence: `${code(name)} has required reviewers, so it waits for a person and not for the time.`,
          cure: "Take its reviewers away.",
          facts: { environment: name },
        })),
      ]);
    }),
  },
];

/** What is wrong with an environment's limit; a text: what is not known; empty: nothing. */
function limitProblem({ name, limit }: Environment, policy: Policy, facts: Examined): Problem | string {
  const { defaultBranch } = facts.repository;
  const problem = (what: string, cure: string): Problem => ({
    sentence: `The environment ${code(name)} ${what}.`,
    cure,
    facts: { environment: name },
  });
  switch (limit.kind) {
    case "none":
      return {
        ...problem("lets every branch in", "Run setup, which limits it to the default branch."),
        paste: setupStep,
      };
    case "protected":
      if (!facts.branch.known) return facts.branch.why;
      return facts.branch.value.isProtected
        ? ""
        : problem(
            `lets protected branches in, and ${code(defaultBranch)} is none: without any, GitHub lets every branch in`,
            `Protect ${code(defaultBranch)}.`,
          );
    case "patterns": {
      const trusted = [defaultBranch, ...policy.rules["trusted-branches"]];
      const others = limit.patterns.filter((one) => one.kind === "tag" || !trusted.includes(one.name));
      return others.length === 0
        ? ""
        : problem(
            `lets in what the policy does not trust: ${listed(others.map((one) => `${one.kind} ${code(one.name)}`))}`,
            "Take these patterns away in Settings, Environments, or name the branches under `rules.trusted-branches` of the policy.",
          );
    }
  }
}

/** GitHub matches as Ruby's File.fnmatch does: `*` stops at a slash. */
function admits({ kind, name }: { kind: string; name: string }, branch: string): boolean {
  if (kind !== "branch") return false;
  const pattern = name
    .split(/(\*\*\/|\*|\?)/)
    .map((part) =>
      part === "**/"
        ? "(?:.+/)?"
        : part === "*"
          ? "[^/]*"
          : part === "?"
            ? "[^/]"
            : part.replace(/[.+^${}()|[\]\\]/g, "\\$&"),
    )
    .join("");
  return new RegExp(`^${pattern}$`).test(branch);
}

function strangers(wanted: WantedEnvironment, { name, reviewers }: Environment, facts: Examined): Problem[] {
  const members = wanted.members.map(parseMember);
  const logins = new Set(
    [
      ...members.map((one) => (one.kind === "user" ? one.login : "")),
      ...wanted.roles.flatMap(({ id }) => (facts.people?.holders[id] ?? []).map(({ login }) => login)),
    ].map((login) => login.toLowerCase()),
  );
  const teams = new Set(members.map((one) => (one.kind === "team" ? one.slug.toLowerCase() : "")));
  // Who is in a team that was not read cannot be told from a stranger.
  const isUnread = facts.people?.unreadTeams.some(({ role }) => wanted.roles.some(({ id }) => id === role));
  const holds = (one: Reviewer) =>
    one.kind === "team" ? teams.has(one.name.toLowerCase()) : logins.has(one.name.toLowerCase());
  const others = isUnread === true ? [] : reviewers.filter((one) => !holds(one));
  const present = new Set(reviewers.map((one) => `${one.kind}:${one.name.toLowerCase()}`));
  const absent = members.flatMap((one) => {
    const label = one.kind === "user" ? one.login : one.slug;
    return present.has(`${one.kind}:${label.toLowerCase()}`) ? [] : [label];
  });
  const title = titlesOf(wanted.roles);
  return [
    ...(others.length === 0
      ? []
      : [
          {
            sentence: `${listed(others.map((one) => code(one.name)))} can press ${code(name)} and ${others.length === 1 ? "does" : "do"} not hold the role ${title}: that is not counted.`,
            cure: "Add them to the role in the policy, or take them out of the environment.",
            facts: { environment: name, reviewers: others.map((one) => one.name) },
          },
        ]),
    ...(absent.length === 0 ? [] : [absentProblem(name, title, absent, reviewers.length)]),
  ];
}

function absentProblem(name: string, title: string, absent: readonly string[], present: number): Problem {
  const isFull = present >= mostReviewers;
  return {
    sentence: `${listed(absent.map(code))} ${absent.length === 1 ? "holds" : "hold"} the role ${title} and cannot press ${code(name)}${isFull ? `, which has ${mostReviewers} reviewers, as many as GitHub lets it have` : ""}.`,
    cure: isFull
      ? "Put them into a team of your organisation and write `members: [team:ORGANISATION/TEAM]`; a team is one reviewer. They can answer by comment."
      : "Run setup. They can answer by comment.",
    ...(!isFull && { paste: setupStep }),
    facts: { environment: name, members: absent },
  };
}

function titlesOf(roles: WantedEnvironment["roles"]): string {
  return listed(roles.map(({ title }) => title));
}
