import type { RunEnvironment } from "@release-approval/action-kit";
import { type ConnectOptions, connect, type GitHub } from "@release-approval/github";

/** Opens the run's own repository with its token. Nothing is asked yet. */
export function connectRun(token: string, environment: RunEnvironment): GitHub {
  return connect(connectionOf(token, environment));
}

/** The run's own repository, and how to reach it. */
export function connectionOf(
  token: string,
  { repository, apiUrl, graphqlUrl }: RunEnvironment,
): ConnectOptions {
  return {
    owner: repository.owner,
    repo: repository.name,
    token,
    apiUrl,
    graphqlUrl,
    userAgent: "release-approval",
  };
}
