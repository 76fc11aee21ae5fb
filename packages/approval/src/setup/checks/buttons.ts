import type { Policy } from "../../policy/schema.ts";
import { type EnvironmentSettings, findEnvironment } from "../settings.ts";
import { type WantedEnvironment, wantedEnvironments } from "../wanted-environments.ts";
import { type Examination, type Examined, found, withPolicy } from "./check.ts";
import { listed } from "./words.ts";

/** The buttons that the policy implies, beside what is there. */
export type Buttons = {
  wanted: readonly WantedEnvironment[];
  all: readonly EnvironmentSettings[];
  /** Those of `wanted` that somebody can press. */
  usable: readonly { wanted: WantedEnvironment; environment: EnvironmentSettings }[];
};

/** For checks that need the environments, and a policy to compare them with. */
export function withEnvironments(
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
export function isCommentsOnly({ usable }: Buttons, { repository }: Examined): boolean {
  return repository.isPrivate && usable.length === 0;
}

/** `QA lead and Security lead`. */
export function titlesOf(roles: WantedEnvironment["roles"]): string {
  return listed(roles.map(({ title }) => title));
}
