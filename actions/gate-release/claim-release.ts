import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { RunEnvironment } from "@release-approval/action-kit";
import type { Fact } from "@release-approval/approval";
import type { GitHub, Published } from "@release-approval/github";
import { authorizationDocument, printJson } from "@release-approval/report";
import { catchUp } from "../run/catch-up.ts";
import { checkRun } from "../run/check-run.ts";
import { viewOf } from "../run/describe-run.ts";
import type { Observed } from "../run/observe-release.ts";
import { publishObserved } from "../run/publish-observed.ts";
import { claimLost, type Shut, shutBecause } from "./shut-because.ts";

export type ClaimOptions = {
  environment: RunEnvironment;
  commit: string | null;
  dryRun: boolean;
  /** Reads and decides again. */
  lookAgain: (tags: readonly string[]) => Promise<Observed>;
};

export type Claimed =
  | { kind: "shut"; observed: Observed; shut: Shut }
  | { kind: "open"; observed: Observed; authorization: { path: string; digest: string } };

/**
 * Claims an authorized release for this run: writes the claim with the digest of the authorization, reads again, and
 * passes only if this run's claim is the first and the release is still authorized.
 * @param observed authorized, and free or claimed by this run
 */
export async function claimRelease(
  github: GitHub,
  observed: Observed,
  options: ClaimOptions,
): Promise<Claimed> {
  const { environment, commit, dryRun } = options;
  const { today, snapshot } = observed.release;
  checkRun(environment, { policy: today.policy, repository: snapshot.repository });
  const text = printJson(authorize(observed, environment));
  const digest = createHash("sha256").update(text).digest("hex");
  const lookAgain = () => options.lookAgain([observed.evaluation.decision.release?.tag ?? ""]);
  if (!dryRun) {
    const published = await publishClaim(github, observed, digest, environment);
    await catchUp(github, published, async () => (await lookAgain()).release);
  }
  const again = await lookAgain();
  const { id } = environment.run;
  const shut = shutBecause(again, { commit, run: id }) ?? (dryRun ? null : claimLost(again, id));
  if (shut !== null) return { kind: "shut", observed: again, shut };
  return {
    kind: "open",
    observed: again,
    authorization: { path: keep(text, observed, environment), digest },
  };
}

function authorize({ release, evaluation }: Observed, environment: RunEnvironment) {
  const { snapshot, today, pinned, recorded } = release;
  const by = evaluation.judgements[0]?.standing.authorized ?? null;
  return authorizationDocument({
    decision: evaluation.decision,
    policy: (pinned ?? today).policy,
    today: { commit: today.commit, digest: today.digest },
    repository: snapshot.repository,
    issue: { number: snapshot.issue.number, url: snapshot.issue.url },
    run: { id: environment.run.id, attempt: environment.run.attempt },
    ...(by !== null && {
      authorizedBy: { person: by.person, at: by.at, url: by.url ?? snapshot.issue.url },
    }),
    history: { entries: recorded.entries.length, intact: recorded.damage.length === 0 },
  });
}

async function publishClaim(
  github: GitHub,
  observed: Observed,
  digest: string,
  { run }: RunEnvironment,
): Promise<Published> {
  const { release, evaluation } = observed;
  const { decision } = evaluation;
  const revision = decision.release?.revision ?? 0;
  const commit = decision.release?.commit ?? "";
  const at = release.snapshot.now;
  const own: Fact[] = [
    {
      key: `claim:${revision}/run:${run.id}/${run.attempt}`,
      kind: "claim",
      revision,
      run: { id: run.id, attempt: run.attempt },
      commit,
      at,
    },
    { key: `authorization:${revision}/${digest}`, kind: "authorization", revision, commit, at, digest },
  ];
  const { version, shortCommit } = viewOf(release, decision, release.recorded.entries.length);
  return publishObserved(github, observed, {
    run,
    facts: own,
    words: `🔑 [Run ${run.id}](${run.url}) claims ${version} at \`${shortCommit}\` to publish it; of several, the first one passes. Authorization, SHA-256: \`${digest}\``,
  });
}

// Outside of the workspace: the checkout that usually follows would delete it there.
function keep(text: string, { evaluation }: Observed, { temporaryFolder }: RunEnvironment): string {
  const folder = join(temporaryFolder, "release-approval");
  mkdirSync(folder, { recursive: true });
  const { tag = "release" } = evaluation.decision.release ?? {};
  const path = join(folder, `authorization-${tag.replace(/[^\w.+-]/g, "-")}.json`);
  writeFileSync(path, text);
  return path;
}
