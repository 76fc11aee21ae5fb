import type { RunEnvironment } from "@release-approval/action-kit";
import { connect, type GitHub } from "@release-approval/github";

/** Opens the run's own repository with its token. Nothing is asked yet. */
export function connectRun(token: string, environment: RunEnvironment): GitHub {
  const { repository, apiUrl, graphqlUrl } = environment;
  return connect({
    owner: repository.owner,
    repo: repository.name,
    token,
    apiUrl,
    graphqlUrl,
    userAgent: "release-approval",
  });
}
