import type { ReleaseType } from "@release-approval/approval";
import semver from "semver";
import { cut } from "../formats/cut.ts";
import {
  type Commit,
  largestStep,
  type ParsedCommit,
  parseCommit,
  type Step,
  withoutReverted,
} from "./conventional.ts";

export type TypeVerdict =
  | { type: ReleaseType; reasons: readonly string[]; contradiction: null }
  /** What was stated is less than the release is. */
  | { type: null; contradiction: Contradiction };

export type Contradiction = {
  stated: ReleaseType;
  /** What the release is at least. */
  needed: Step;
  /** The commits that ask for it; none where the version itself does. */
  commits: readonly ParsedCommit[];
  /** One sentence for people. */
  sentence: string;
};

const mostNamed = 10;
const order: readonly Step[] = ["patch", "minor", "major"];

/**
 * The step from one version to the next. A first release is as large as its version says: 1.0.0 is major, 0.1.0 minor.
 * @param base the highest version below this one that is no prerelease; null for a first release
 */
export function stepBetween(base: string | null, version: string): Step {
  const from =
    base ?? (semver.patch(version) > 0 ? `${semver.major(version)}.${semver.minor(version)}.0` : "0.0.0");
  if (semver.major(version) !== semver.major(from)) return "major";
  if (semver.minor(version) !== semver.minor(from)) return "minor";
  return "patch";
}

/**
 * The type of a release. `auto` follows the step from the version before; commits can only raise it. A stated type stands,
 * whatever the version, unless commits contradict it.
 * @param base as of `stepBetween`
 * @param commits since the release before, the oldest first; null where they are not known
 */
export function judgeType(
  stated: "auto" | ReleaseType,
  base: string | null,
  version: string,
  commits: readonly Commit[] | null,
): TypeVerdict {
  const step = stepBetween(base, version);
  const asking = findAsking(version, base, commits ?? []);
  const asked = largestStep(asking.map((one) => one.step));
  const needed = largestStep([step, asked]);
  if (stated === "auto")
    return { type: needed, contradiction: null, reasons: reasonsFor(step, asked, base, version, asking) };
  const because = asking.filter((one) => contradicts(stated, one.step));
  if (because.length === 0) return { type: stated, contradiction: null, reasons: ["the request says so"] };
  return {
    type: null,
    contradiction: {
      stated,
      needed: base === null ? asked : needed,
      commits: because,
      sentence: `The release is stated as ${stated}, and ${describe(because)}.`,
    },
  };
}

// A hotfix ships at once whatever its version says, and may bring what it needs; it must not break what people have.
function contradicts(stated: ReleaseType, step: Step): boolean {
  return stated === "hotfix" ? step === "major" : order.indexOf(stated) < order.indexOf(step);
}

/**
 * The commits that ask for more than a patch, the largest step first. Below 1.0.0 what breaks asks for a minor step, as
 * semantic versioning has it there.
 */
function findAsking(version: string, base: string | null, commits: readonly Commit[]): ParsedCommit[] {
  const isEarly = semver.major(version) === 0 && (base === null || semver.major(base) === 0);
  const parsed = withoutReverted(commits).map(parseCommit);
  const breaking = parsed.filter((one) => one.step === "major");
  return [
    ...(isEarly ? breaking.map((one) => ({ ...one, step: "minor" as const })) : breaking),
    ...parsed.filter((one) => one.step === "minor"),
  ];
}

function reasonsFor(
  step: Step,
  asked: Step,
  base: string | null,
  version: string,
  asking: readonly ParsedCommit[],
): string[] {
  const byVersion =
    base === null ? `${version} is the first release` : `${version} is a ${step} step from ${base}`;
  if (order.indexOf(asked) <= order.indexOf(step)) return [byVersion];
  return [byVersion, `raised to ${asked}: ${describe(asking.filter((one) => one.step === asked))}`];
}

/** `a1b2c3d breaks (feat!: drop Node 18), e4f5a6b adds a feature (…)`. */
function describe(commits: readonly ParsedCommit[]): string {
  const named = commits.slice(0, mostNamed).map((one) => {
    const what = one.isBreaking ? "has a breaking change" : "adds a feature";
    return `${one.sha.slice(0, 7)} ${what} (${cut(one.description, 80)})`;
  });
  const more = commits.length - named.length;
  return [...named, ...(more > 0 ? [`${more.toLocaleString("en-US")} more`] : [])].join(", ");
}
