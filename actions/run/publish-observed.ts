import type { Fact } from "@release-approval/approval";
import { type GitHub, type PostedEntry, type Published, publishRelease } from "@release-approval/github";
import { type News, renderEntry } from "@release-approval/report";
import type { Delivered } from "./deliver-messages.ts";
import { drawRelease, viewOf } from "./describe-run.ts";
import type { Observed } from "./observe-release.ts";

/** What a run adds of its own to what is planned for everybody. */
export type Additions = {
  run: { id: number; attempt: number };
  facts?: readonly Fact[];
  news?: readonly News[];
  /** Others may post at the same moment. */
  alone?: boolean;
  /** Markdown after the answers and the news; alone where there are none. */
  words?: string;
  /** Tells other releases that this one has shipped. */
  tellOthers?: () => Promise<void>;
  /** Who is assigned while nobody is. */
  assign?: readonly string[];
  /** Sends what is due, once it is recorded. */
  deliver?: (posted: readonly PostedEntry[]) => Promise<Delivered>;
};

/** Writes what a run found out: the plan, and the run's own additions, in one entry; then reactions and the issue. */
export function publishObserved(
  github: GitHub,
  { release, evaluation, plan }: Observed,
  {
    run: { id, attempt },
    facts = [],
    news = [],
    words,
    alone = true,
    tellOthers,
    deliver,
    assign,
  }: Additions,
): Promise<Published> {
  const { decision } = evaluation;
  const view = viewOf(release, decision, release.recorded.entries.length + 1);
  const told = { answers: plan.answers, news: [...plan.news, ...news], view };
  const silent = words !== undefined && told.answers.length + told.news.length === 0;
  return publishRelease(github, {
    release,
    decision,
    facts: [...plan.facts, ...facts].filter((fact) => !release.recorded.facts.has(fact.key)),
    reactions: plan.reactions,
    run: { id, attempt },
    words: [silent ? "" : renderEntry(told, { alone }), words ?? ""]
      .filter((part) => part !== "")
      .join("\n\n"),
    ...(assign !== undefined && { assign }),
    ...(deliver !== undefined && {
      deliver: async (posted) => {
        const { posted: more, read } = await deliver(posted);
        return { posted: more, read: read && { ...pictureOf(read.observed), added: read.added } };
      },
    }),
    draw: (entries) => drawRelease(release, decision, entries),
    ...(tellOthers !== undefined && decision.status === "released" && { beforeDrawing: tellOthers }),
  });
}

function pictureOf({ release, evaluation: { decision } }: Observed) {
  return { release, decision, draw: (entries: number) => drawRelease(release, decision, entries) };
}
