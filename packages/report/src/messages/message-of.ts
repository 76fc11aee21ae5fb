import { assertNever, type Occasion } from "@release-approval/approval";
import { isReleased } from "../follow-ups.ts";
import type { View } from "../view.ts";
import type { Message, Reader } from "./message.ts";
import {
  authorizedWords,
  followUpWords,
  overrideWords,
  owedReminderWords,
  publishFailedWords,
  releasedWords,
  rolledBackWords,
} from "./outcome-words.ts";
import { typed } from "./plain.ts";
import {
  authorizationWords,
  overdueWords,
  reminderWords,
  requestWords,
  warningWords,
} from "./review-words.ts";
import {
  conditionWords,
  conflictWords,
  heldWords,
  rejectionWords,
  stepWords,
  stoppedWords,
} from "./trouble-words.ts";
import type { Words } from "./words.ts";

/** To whom a message goes, and its names. */
export type Addressed = {
  id: string;
  thread: string;
  to: readonly Reader[];
  alsoTo: readonly Reader[];
};

/** The message of an occasion, before it has a channel. Pure. */
export function messageOf(occasion: Occasion, view: View, { id, thread, to, alsoTo }: Addressed): Message {
  const { event, role, at } = occasion;
  const { repository, issue } = view;
  const words = wordsOf({ ...occasion, to, alsoTo }, view);
  return {
    ...words,
    closing: words.closing.filter((sentence) => sentence.length > 0),
    id,
    thread,
    event,
    role,
    at,
    to,
    alsoTo,
    release: {
      repository: `${repository.owner}/${repository.name}`,
      project: typed(view.project, 80),
      component: view.component === null ? null : typed(view.component, 80),
      version: typed(view.version, 80),
      type: view.type,
      commit: view.commit,
      revision: view.revision,
      status: view.status,
      reasonCode: view.decision.reasonCode,
      headline: typed(view.headline, 250),
      deadline: view.lastDay,
      issue: issue === null ? null : { number: issue.number, url: issue.url },
    },
  };
}

function wordsOf(occasion: Occasion, view: View): Words {
  const { about } = occasion;
  switch (about.kind) {
    case "review-requested":
      return requestWords(occasion, view);
    case "warning":
      return warningWords(occasion, view, about.due);
    case "reminder":
      return isReleased(view) ? owedReminderWords(about.by, view) : reminderWords(occasion, view, about.by);
    case "overdue":
      return overdueWords(occasion, view, about.due);
    case "authorization-due":
      return authorizationWords(view);
    case "step":
      return stepWords(about, view);
    case "held":
      return heldWords(about, view);
    case "rejection":
      return rejectionWords(about, view);
    case "stopped":
      return stoppedWords(about.conflict, view);
    case "conflict":
      return conflictWords(about.conflict, view);
    case "conditions-open":
      return conditionWords(about.conditions, view);
    case "authorized":
      return authorizedWords(view);
    case "released":
      return releasedWords(view);
    case "rolled-back":
      return rolledBackWords(view);
    case "publish-failed":
      return publishFailedWords(about, view);
    case "follow-up-due":
      return followUpWords(about, view);
    case "override-used":
      return overrideWords(about.override, view);
    default:
      return assertNever(about);
  }
}
