import type { Check } from "./check.ts";
import { environmentChecks } from "./environment-checks.ts";
import { environmentLimitChecks } from "./environment-limit-checks.ts";
import { gateChecks } from "./gate-checks.ts";
import { peopleChecks } from "./people-checks.ts";
import { permissionCheck } from "./permission-check.ts";
import { policyChecks } from "./policy-checks.ts";
import { protectionChecks } from "./protection-checks.ts";
import { releaseWorkflowCheck } from "./release-workflow-check.ts";
import { reviewJobChecks } from "./review-job-checks.ts";
import { reviewerChecks } from "./reviewer-checks.ts";
import { staleCheck } from "./stale-check.ts";
import { trustCheck } from "./trust-check.ts";
import { workflowChecks } from "./workflow-checks.ts";

/** The chapters of the doctor's checklist. */
export const chapters: readonly { title: string; checks: readonly Check[] }[] = [
  { title: "Rules", checks: policyChecks },
  { title: "People", checks: peopleChecks },
  { title: "Buttons", checks: [...environmentChecks, ...reviewerChecks, ...environmentLimitChecks] },
  {
    title: "Workflows",
    checks: [
      ...workflowChecks,
      releaseWorkflowCheck,
      permissionCheck,
      trustCheck,
      ...reviewJobChecks,
      staleCheck,
    ],
  },
  { title: "Around the gate", checks: [...gateChecks, ...protectionChecks] },
];
