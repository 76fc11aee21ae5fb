import type { ReleaseRules } from "@release-approval/approval";
import { cut } from "../formats/cut.ts";
import type { Judgement } from "../judgement.ts";

export type DocumentationThreshold = Exclude<NonNullable<ReleaseRules["evidence"]["documentation"]>, false>;

/** A path of the documentation, as the border found it. */
export type DocumentationFile = {
  path: string;
  /** In bytes; null where there is none. */
  size: number | null;
  /** Whether it changed since the release before; true for a first release, null where nobody can tell. */
  changed: boolean | null;
};

const item = "documentation";
const mostShown = 10;

/**
 * The verdict on the documentation: every path is there and not empty, and where policy says so, one of them changed since
 * the release before.
 */
export function judgeDocumentation(
  files: readonly DocumentationFile[],
  threshold: DocumentationThreshold | undefined,
): Judgement {
  const mustChange = threshold?.changed === true;
  const needed = mustChange ? "there, and changed since the release before" : "there";
  const absent = files.filter(({ size }) => size === null).map(({ path }) => path);
  if (files.length === absent.length)
    return {
      item,
      verdict: "missing",
      figures: absent.length === 0 ? {} : { absent: list(absent) },
      threshold: needed,
    };
  const empty = files.filter(({ size }) => size === 0).map(({ path }) => path);
  const changed = files.filter((one) => one.changed === true && one.size !== null).length;
  const isUnknown = changed === 0 && files.some((one) => one.changed === null);
  const lacksChange = mustChange && changed === 0;
  return {
    item,
    verdict: absent.length === 0 && empty.length === 0 && !lacksChange ? "met" : "unmet",
    figures: {
      ...(absent.length > 0 && { absent: list(absent) }),
      ...(empty.length > 0 && { empty: list(empty) }),
      ...(lacksChange && {
        problem: isUnknown ? "what changed since the release before cannot be told" : "nothing of it changed",
      }),
      files: files.length,
      changed,
    },
    threshold: needed,
  };
}

function list(paths: readonly string[]): string {
  const more = paths.length - mostShown;
  const shown = paths.slice(0, mostShown).map((one) => cut(one, 120));
  return [...shown, ...(more > 0 ? [`and ${more.toLocaleString("en-US")} more`] : [])].join(", ");
}
