import { buttonsKey, type Decision, factsOf } from "@release-approval/approval";
import type { LoadedRelease } from "@release-approval/github";
import { issueTitle, renderIssue, type View, viewRelease } from "@release-approval/report";

/** The view model of a loaded release, with so many entries in its history. */
export function viewOf(release: LoadedRelease, decision: Decision, entries: number): View {
  const { snapshot, recorded, today, pinned } = release;
  const { repository, issue, now } = snapshot;
  const { serverUrl, owner, name } = repository;
  const runUrl = `${serverUrl}/${owner}/${name}/actions/runs/${release.request.fact.run.id}`;
  return viewRelease({
    decision,
    policy: (pinned ?? today).policy,
    repository,
    // 0: it is not open yet.
    ...(issue.number > 0 && { issue: { number: issue.number, url: issue.url, locked: issue.locked } }),
    runUrl,
    ...(canPress(release, decision) && { reviewUrl: runUrl }),
    ledger: { entries, intact: recorded.damage.length === 0, damage: recorded.damage },
    now,
  });
}

// Whether somebody who is awaited can press a button: a role had its environment when the run began, and is open.
function canPress({ request, recorded }: LoadedRelease, { requirements }: Decision): boolean {
  const later = factsOf(recorded, "notice").find(
    ({ fact }) => fact.key === buttonsKey(request.fact.revision),
  );
  const offered = new Set([...(request.fact.buttons ?? []), ...(later?.fact.about?.split(" ") ?? [])]);
  return requirements.some((one) => offered.has(one.role) && one.state !== "approved");
}

/** The issue of a release as it looks with so many entries in its history. */
export function drawRelease(
  release: LoadedRelease,
  decision: Decision,
  entries: number,
): { title: string; body: string } {
  const { version, component, releaseType: type } = release.request.fact;
  return {
    title: issueTitle({ version, component: component ?? null, type }),
    body: renderIssue(viewOf(release, decision, entries)),
  };
}

/** Outputs that every action has. */
export function commonOutputsOf(decision: Decision, issue: { number: number; url: string }) {
  return {
    "issue-number": issue.number,
    "issue-url": issue.url,
    version: decision.release?.version ?? null,
    commit: decision.release?.commit ?? null,
  };
}

/** Roles whose review is in, and roles that the release waits for, in the order of the policy. */
export function rolesOfDecision({ requirements }: Decision): { approved: string[]; pending: string[] } {
  return {
    approved: requirements.filter((one) => one.state === "approved").map((one) => one.role),
    pending: requirements
      .filter((one) => one.state === "waiting" || one.state === "late" || one.state === "rejected")
      .map((one) => one.role),
  };
}
