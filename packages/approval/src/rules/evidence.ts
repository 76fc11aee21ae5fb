import type { Judgement } from "../judge.ts";
import { block, info, type Rule } from "./rule.ts";

/** Rules on the measured evidence that the request holds. */
export const evidenceRules: readonly Rule[] = [
  {
    code: "evidence-unmet",
    sentence: "A report of the build misses its threshold, is missing or cannot be read.",
    cure: "Mend what the report shows and ask again at the new commit.",
    leadsTo: "blocked",
    find: ({ request, judgement }) =>
      request.evidence
        .filter((one) => one.verdict !== "met" && !isWaived(one.item, judgement))
        .map((one) =>
          block("evidence-unmet", {
            item: one.item,
            verdict: one.verdict,
            figures: one.figures,
            threshold: one.threshold ?? null,
          }),
        ),
  },
  {
    code: "evidence-waived",
    sentence: "A report of the build misses its threshold, and somebody who may has waived it.",
    cure: "Read the reason.",
    leadsTo: "pending",
    find: ({ judgement }) =>
      judgement.standing.fold.waivers.map(({ item, by, role, reason, at }) =>
        info("evidence-waived", { item, by: by.login, role, reason, at }),
      ),
  },
];

function isWaived(item: string, { standing }: Judgement): boolean {
  return standing.fold.waivers.some((one) => one.item === item);
}
