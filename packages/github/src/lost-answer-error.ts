import { GitHubUnavailableError } from "@release-approval/approval";

/**
 * A write was sent and its answer never came, or came unreadable: nobody knows whether it had its effect. Read again
 * before writing again (`writeOnce`).
 */
export class LostAnswerError extends GitHubUnavailableError {
  constructor(fields: { message: string; cure: string; details?: GitHubUnavailableError["details"] }) {
    super({ reasonCode: "lost-answer", ...fields });
  }
}
