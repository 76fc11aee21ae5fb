/** Every route of the REST interface. */

import type { Quota } from "../access/quota.ts";
import type { Repository } from "../state/world.ts";
import { accountRoutes } from "./accounts.ts";
import { approvalRoutes } from "./approvals.ts";
import { assetRoutes } from "./assets.ts";
import { assigneeRoutes } from "./assignees.ts";
import type { Base } from "./base.ts";
import { commentRoutes } from "./comments.ts";
import { commitRoutes } from "./commits.ts";
import { deploymentRoutes } from "./deployments.ts";
import { dispatchRoutes } from "./dispatches.ts";
import { environmentRoutes } from "./environments.ts";
import { issueRoutes } from "./issues.ts";
import { labelRoutes } from "./labels.ts";
import { rateLimitRoute } from "./rate-limit.ts";
import { reactionRoutes } from "./reactions.ts";
import { refRoutes } from "./refs.ts";
import { releaseRoutes } from "./releases.ts";
import type { Route } from "./route.ts";
import { runRoutes } from "./runs.ts";
import { settingRoutes } from "./settings.ts";

export function createRoutes(base: Base, home: Repository, quota: Quota): readonly Route[] {
  return [
    rateLimitRoute(quota),
    ...accountRoutes(base, home),
    ...issueRoutes,
    ...assigneeRoutes,
    ...commentRoutes,
    ...reactionRoutes,
    ...labelRoutes,
    ...commitRoutes,
    ...refRoutes,
    ...releaseRoutes,
    ...assetRoutes,
    ...runRoutes,
    ...dispatchRoutes,
    ...environmentRoutes,
    ...approvalRoutes,
    ...deploymentRoutes,
    ...settingRoutes,
  ];
}
