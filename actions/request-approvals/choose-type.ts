import { ConfigurationError, ConflictError, type Policy, type ReleaseType } from "@release-approval/approval";
import { type Commit, type Contradiction, judgeType } from "@release-approval/evidence/versions";
import type { TagName } from "@release-approval/github";
import semver from "semver";

export type Previous = { version: string; tag: string; commit?: string };

/**
 * The release before this one: as said, or the highest tag below it. A prerelease counts only for its own version.
 * @param tags tags that begin with `prefix`, in any order
 * @returns null for a first release
 */
export function findPrevious(
  version: string,
  said: string | null,
  tags: readonly TagName[],
  prefix: string,
): Previous | null {
  const known = tags.flatMap(({ name, commit }) => {
    const parsed = semver.valid(name.slice(prefix.length));
    return name.startsWith(prefix) && parsed !== null ? [{ version: parsed, tag: name, commit }] : [];
  });
  if (said !== null)
    return known.find((one) => one.version === said) ?? { version: said, tag: `${prefix}${said}` };
  const below = known.filter(
    (one) =>
      semver.lt(one.version, version) &&
      (semver.prerelease(one.version) === null || semver.prerelease(version) !== null),
  );
  return below.sort((a, b) => semver.rcompare(a.version, b.version))[0] ?? null;
}

/**
 * The version from which the type's step is counted: a prerelease is no release, so it makes no step smaller.
 * @returns null for a first release
 */
export function findBase(
  version: string,
  previous: Previous | null,
  tags: readonly TagName[],
  prefix: string,
): string | null {
  if (previous === null || semver.prerelease(previous.version) === null) return previous?.version ?? null;
  const full = tags
    .map(({ name }) => (name.startsWith(prefix) ? semver.valid(name.slice(prefix.length)) : null))
    .filter((one) => one !== null && semver.prerelease(one) === null && semver.lt(one, version));
  return full.sort((a, b) => semver.rcompare(a ?? "", b ?? ""))[0] ?? null;
}

/**
 * The type of a release: as said, or by the step from the version before; Conventional Commits can only raise it.
 * @param base the highest version below this one that is no prerelease; null for a first release
 * @param commits since the release before, the oldest first; null where they are not known
 * @throws ConfigurationError when the version does not follow the one before, what is said is less than the release is, or
 *   the policy has no such type
 */
export function chooseType(
  policy: Policy,
  version: string,
  said: "auto" | ReleaseType,
  previous: Previous | null,
  base: string | null,
  commits: readonly Commit[] | null,
): ReleaseType {
  if (previous !== null && !semver.gt(version, previous.version))
    throw new ConflictError({
      reasonCode: "version-not-after-previous",
      message: `Version ${version} does not come after ${previous.version}.`,
      cure: "Check `version` and `previous-version`.",
    });
  const verdict = judgeType(said, base, version, commits);
  if (verdict.contradiction !== null) throw contradicted(verdict.contradiction);
  const { type } = verdict;
  if (policy.releaseTypes[type] === undefined)
    throw new ConfigurationError({
      reasonCode: "release-type-unknown",
      message: `The policy has no release type \`${type}\`. It has: ${Object.keys(policy.releaseTypes).join(", ")}.`,
      cure: "Choose one of these with `release-type`, or add the type to the policy.",
    });
  return type;
}

function contradicted({ sentence, stated, needed }: Contradiction): ConfigurationError {
  return new ConfigurationError({
    reasonCode: "release-type-contradicted",
    message: sentence,
    cure: `Ask with \`release-type: ${needed}\` or \`auto\`, not \`${stated}\`; or take out what makes it larger.`,
  });
}
