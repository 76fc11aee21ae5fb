import { evidenceRules } from "./evidence.ts";
import { integrityRules } from "./integrity.ts";
import { lifecycleRules } from "./lifecycle.ts";
import { reviewRules } from "./reviews.ts";
import type { Rule } from "./rule.ts";

/** Every rule of the approval. Within a status, the first finding in this order names the decision. */
export const rules: readonly Rule[] = [
  ...lifecycleRules,
  ...integrityRules,
  ...evidenceRules,
  ...reviewRules,
];
