import type { ReleaseRules, ReleaseType } from "@release-approval/approval";
import { cut } from "../formats/cut.ts";
import { type Judgement, judgeReadings } from "../judgement.ts";
import type { Reading } from "../report.ts";
import { findNotes, type Notes } from "./changelog.ts";
import type { ReadDocument } from "./read.ts";

export type PackageThreshold = Exclude<NonNullable<ReleaseRules["evidence"]["release-package"]>, false>;

const item = "release-package";

/**
 * The verdict on release notes and migration guide.
 * @param fromCommits how many entries the notes would have that can be made from commits, where no file is named
 */
export function judgePackage(
  release: { version: string; type: ReleaseType },
  given: {
    notes: readonly Reading<ReadDocument>[];
    guides: readonly Reading<ReadDocument>[];
    fromCommits: number;
  },
  threshold: PackageThreshold | undefined,
): Judgement {
  const needsGuide = threshold?.["migration-guide"] ?? release.type === "major";
  const needed = `release notes of ${release.version}${needsGuide ? ", a migration guide" : ""}`;
  const unread = judgeReadings(item, [...given.notes, ...given.guides], needed);
  if (unread?.verdict === "unreadable") return unread;
  const notes = judgeNotes(given.notes, release.version, given.fromCommits);
  const guides = given.guides.flatMap((one) => (one.ok ? [one.found] : []));
  const emptyGuide = guides.find(({ hasContent }) => !hasContent);
  const problems = [
    ...notes.problems,
    ...(needsGuide && guides.length === 0 ? ["a migration guide is needed, and none is named"] : []),
    ...(emptyGuide === undefined ? [] : [`${emptyGuide.path} says nothing`]),
  ];
  const nothing = notes.shown === null && guides.length === 0 && given.notes.length === 0;
  return {
    item,
    verdict: nothing ? "missing" : problems.length === 0 ? "met" : "unmet",
    figures: {
      ...(problems.length > 0 && { problem: cut(problems.join("; "), 500) }),
      ...(notes.shown !== null && { "release-notes": notes.shown }),
      ...(guides.length > 0 && {
        "migration-guide": cut(guides.map(({ path }) => path).join(", "), 300),
      }),
    },
    threshold: needed,
  };
}

/** The notes of a version in some documents: those under its headings, one after the other. */
export function notesIn(readings: readonly Reading<ReadDocument>[], version: string): string {
  return readings
    .flatMap((one) => (one.ok ? [findNotes(one.found, version)] : []))
    .flatMap((one) => (one.state === "found" ? [one.text] : []))
    .join("\n\n");
}

function judgeNotes(
  readings: readonly Reading<ReadDocument>[],
  version: string,
  fromCommits: number,
): { problems: string[]; shown: string | null } {
  const found = readings.flatMap((one) =>
    one.ok ? [{ path: one.found.path, notes: findNotes(one.found, version) }] : [],
  );
  const written = found.filter(({ notes }) => notes.state === "found");
  const yanked = found.filter(({ notes }) => notes.state === "yanked");
  if (found.length === 0)
    return fromCommits > 0
      ? { problems: [], shown: `from ${fromCommits.toLocaleString("en-US")} Conventional Commits` }
      : { problems: ["no release notes are named, and no commit tells what changed"], shown: null };
  const bad = written.length > 0 ? yanked : found;
  return {
    problems: bad.map(({ path, notes }) => describe(path, notes, version)),
    shown: written.length > 0 ? cut(written.map(({ path }) => path).join(", "), 300) : null,
  };
}

function describe(path: string, notes: Notes, version: string): string {
  switch (notes.state) {
    case "found":
      return "";
    case "absent":
      return `${path} does not have ${version}${notes.newest === null ? "" : `; its first version is ${notes.newest}`}`;
    case "empty":
      return `${path} says nothing under ${version}`;
    case "yanked":
      return `${path} calls ${version} yanked`;
  }
}
