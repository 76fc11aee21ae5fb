import { block, type Rule } from "./rule.ts";

/** Rules on the measured evidence that the request holds. */
export const evidenceRules: readonly Rule[] = [
  {
    code: "evidence-unmet",
    sentence: "A report of the build misses its threshold, is missing or cannot be read.",
    cure: "Mend what the report shows and ask again at the new commit.",
    leadsTo: "blocked",
    find: ({ request }) =>
      request.evidence
        .filter((one) => one.verdict !== "met")
        .map((one) =>
          block("evidence-unmet", {
            item: one.item,
            verdict: one.verdict,
            figures: one.figures,
            threshold: one.threshold ?? null,
          }),
        ),
  },
];
