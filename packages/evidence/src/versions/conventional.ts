import { cut } from "../formats/cut.ts";

/*
 * Conventional Commits 1.0.0 (https://www.conventionalcommits.org/en/v1.0.0/), as far as a version follows from them.
 */

export type Commit = {
  sha: string;
  /** The whole message. */
  message: string;
};

/** What a commit asks of the version: `major` for what breaks, `minor` for a feature, `patch` for any other change. */
export type Step = "patch" | "minor" | "major";

export type ParsedCommit = {
  sha: string;
  /** In lower case; null for a subject that is no conventional one. */
  type: string | null;
  scope: string | null;
  /** What was done, without type and scope. */
  description: string;
  step: Step;
  isBreaking: boolean;
  /** What breaks, in the words of the footer; null where there is none. */
  breaking: string | null;
};

const longestMessage = 100_000;
const longestText = 300;

const subjectPattern =
  /^(?<type>[A-Za-z][\w-]{0,40})(?:\((?<scope>[^()\r\n]{1,100})\))?(?<mark>!)?:[ \t]+(?<description>\S.*)$/;
/** The two words are written large, and mean the same with a hyphen (rules 12, 15 and 16). */
const footerPattern = /^BREAKING[ -]CHANGE:[ \t]*(.*)$/;
/** As GitHub lists the commits of a pull request that it squashes. */
const listedPattern = /^\* (.*)$/;

/** Reads one commit. A squashed one asks for as much as the largest of the commits in it. */
export function parseCommit({ sha, message }: Commit): ParsedCommit {
  const [subject = "", ...lines] = message.slice(0, longestMessage).split(/\r\n|\n|\r/);
  const found = subjectPattern.exec(subject.slice(0, 2000).trim())?.groups;
  const footers = lines.flatMap((line) => footerPattern.exec(line)?.[1] ?? []);
  const listed = lines.flatMap((line) => {
    const squashed = listedPattern.exec(line)?.[1];
    return squashed === undefined ? [] : [stepOfSubject(squashed)];
  });
  const step = footers.length > 0 ? "major" : largestStep([stepOfSubject(subject), ...listed]);
  return {
    sha,
    type: found?.["type"]?.toLowerCase() ?? null,
    scope: found?.["scope"]?.trim() ?? null,
    description: cut(found?.["description"] ?? subject, longestText),
    step,
    isBreaking: step === "major",
    breaking: footers[0] === undefined ? null : cut(footers[0], longestText),
  };
}

function stepOfSubject(subject: string): Step {
  const found = subjectPattern.exec(subject.slice(0, 2000).trim())?.groups;
  if (found === undefined) return "patch";
  if (found["mark"] === "!") return "major";
  return /^feat(?:ure)?$/i.test(found["type"] ?? "") ? "minor" : "patch";
}

const steps: readonly Step[] = ["patch", "minor", "major"];

/** The largest of some steps; `patch` of none. */
export function largestStep(all: readonly Step[]): Step {
  return all.reduce((most, one) => (steps.indexOf(one) > steps.indexOf(most) ? one : most), "patch");
}

/**
 * The commits that are left when those that were reverted are gone, with what reverted them.
 * @param commits the oldest first
 */
export function withoutReverted(commits: readonly Commit[]): Commit[] {
  const gone = new Set<string>();
  // The newest first: what reverts a revert brings the change back.
  for (const { sha, message } of commits.toReversed()) {
    if (gone.has(sha)) continue;
    const reverted = revertedBy(message).flatMap((name) => {
      const found = commits.find((one) => one.sha !== sha && one.sha.startsWith(name) && !gone.has(one.sha));
      return found === undefined ? [] : [found.sha];
    });
    for (const one of reverted) gone.add(one);
    if (reverted.length > 0) gone.add(sha);
  }
  return commits.filter(({ sha }) => !gone.has(sha));
}

/** `This reverts commit 1f2e3d4.` as git writes it. */
function revertedBy(message: string): string[] {
  const found = message.slice(0, longestMessage).matchAll(/^This reverts commit ([0-9a-f]{7,64})\b/gm);
  return [...found].slice(0, 50).map(([, sha = ""]) => sha);
}
