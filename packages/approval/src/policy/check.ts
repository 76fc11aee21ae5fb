import { checkNames, checkPeople, checkReviewers, checkRolesNamed } from "./check-names.ts";
import { checkApprovals, checkMembers, checkNeeded, checkQuorum } from "./check-reach.ts";
import { checkCalendar, checkTimes } from "./check-times.ts";
import type { PresetName } from "./extends.ts";
import type { MergedFile } from "./merge.ts";
import { type Draft, listOf } from "./problem.ts";
import { type Policy, releaseTypes } from "./schema.ts";

/** A merged policy as written and as completed, and the preset that it builds on. */
export type Checked = { file: MergedFile; policy: Policy; preset: PresetName | null };

const checks: readonly ((checked: Checked) => Draft[])[] = [
  checkParts,
  checkReviewers,
  checkRolesNamed,
  checkMembers,
  checkApprovals,
  checkQuorum,
  checkNeeded,
  checkTimes,
  checkCalendar,
  checkNames,
  checkPeople,
];

/** What a policy of the right shape can still get wrong: roles that do not exist, numbers out of reach, and so on. */
export function checkPolicy(checked: Checked): Draft[] {
  return checks.flatMap((check) => check(checked));
}

// `extends` and the members of roles are a complete policy. Without `extends`, everything that is needed must be there.
function checkParts({ file }: Checked): Draft[] {
  const types = Object.entries(file["release-types"]);
  if (types.length === 0)
    return [
      {
        path: ["release-types"],
        at: "value",
        what: "no release type is there",
        found: "nothing",
        allowed: `at least one of ${listOf(releaseTypes)}, each with window and reviews`,
        cure: "Add them, or build on a policy that has them: `extends: default`.",
      },
    ];
  return types.flatMap(([type, rules]) =>
    (["window", "reviews"] as const)
      .filter((part) => rules?.[part] === undefined)
      .map((part) => ({
        path: ["release-types", type, part],
        at: "value" as const,
        what: "this is missing",
        found: "nothing",
        allowed:
          part === "window"
            ? "a mapping with deadline and, if you like, target"
            : "a mapping of roles to reviews",
        cure: `Add \`${part}\`, or build on a policy that has it: \`extends: default\`.`,
      })),
  );
}
