import type { EvidenceItem } from "@release-approval/approval";
import { cut, escapeMarkdown } from "./escape.ts";
import { nameEvidence, showEvidence } from "./evidence-words.ts";
import { link, mentionAll } from "./links.ts";
import { versionAndCommit } from "./table.ts";
import { count } from "./titles.ts";
import type { View } from "./view.ts";

/** What ships: title, range, commit, size, features. At most so many `features`, texts of at most `text` characters. */
export function shippingSection(view: View, level: { features: number; text: number }): string {
  const { request } = view;
  const title = request.title === undefined ? "" : `**${escapeMarkdown(cut(request.title, level.text))}**`;
  const features = request.keyFeatures
    .slice(0, level.features)
    .map((feature) => `- ${escapeMarkdown(cut(feature, level.text))}`)
    .join("\n");
  const planned =
    request.plannedRelease === undefined
      ? ""
      : `Planned for ${escapeMarkdown(cut(request.plannedRelease, level.text))}.`;
  const parts = [title, `${shippingLine(view)}${securityLine(view)}`, features, planned];
  return `### What ships\n${parts.filter((part) => part !== "").join("\n\n")}`;
}

function shippingLine(view: View): string {
  const { request, links } = view;
  const { previous, changes } = request;
  const range =
    previous === undefined
      ? versionAndCommit(view)
      : `${link(`${escapeMarkdown(cut(previous.tag, 80))} → ${escapeMarkdown(cut(view.version, 80))}`, links.changes)} at ${link(`\`${view.shortCommit}\``, links.commit)}`;
  const size =
    changes === undefined
      ? ""
      : `: ${changes.pullRequests > 0 ? count(changes.pullRequests, "pull request") : count(changes.commits, "commit")} by ${count(changes.authors.length, "person", "people")}`;
  const revision = view.revision > 1 ? `, revision ${view.revision}` : "";
  return `${range}${size}${revision}, requested by ${mentionAll(view.requesters, 3)}`;
}

function securityLine({ request }: View): string {
  if (!request.securityRelated) return "";
  const reasons = request.securityReasons.slice(0, 3).map((reason) => escapeMarkdown(cut(reason, 120)));
  return reasons.length === 0 ? ". Security-related" : `. Security-related: ${reasons.join("; ")}`;
}

const verdicts: Readonly<Record<EvidenceItem["verdict"], string>> = {
  met: "✅",
  unmet: "❌",
  missing: "❓",
  unreadable: "❓",
};

/** `✅ [Tests](…) 96.2 % of 1,204 · ❓ Coverage missing`. */
export function evidenceLine({ evidence, waivers }: Pick<View, "evidence" | "waivers">): string {
  const waived = new Set(waivers.map((one) => one.item));
  return evidence
    .slice(0, 20)
    .map((one) => {
      const { item, verdict, threshold, source } = one;
      const name = escapeMarkdown(cut(nameEvidence(item), 60));
      const passes = verdict !== "met" && waived.has(item);
      const shown = escapeMarkdown(cut(showEvidence(one), 120));
      const words = verdict === "missing" || verdict === "unreadable" ? verdict : shown;
      const target =
        verdict === "met" || threshold === undefined
          ? ""
          : ` (needed: ${escapeMarkdown(cut(threshold, 60))})`;
      return `${passes ? "⚠️" : verdicts[verdict]} ${link(name, source)}${words && ` ${words}`}${target}${passes ? ", waived" : ""}`;
    })
    .join(" · ");
}
