import type { InputsOf, Kit, Result } from "@release-approval/action-kit";
import { attachFiles, type GitHub } from "@release-approval/github";
import { auditRecord, printJson, renderAuditMarkdown, renderAuditSummary } from "@release-approval/report";
import { connectRun } from "../run/connect-run.ts";
import { commonOutputsOf, viewOf } from "../run/describe-run.ts";
import { loadAsked } from "../run/load-asked.ts";
import { type Observed, observeRelease } from "../run/observe-release.ts";
import type { contract } from "./contract.ts";
import { placeFiles, writeFiles } from "./write-files.ts";

type Contract = typeof contract;
type Inputs = InputsOf<Contract>;

/** Writes what happened to a release as documents that stand on their own; with `attach`, also beside what was shipped. */
export async function main(inputs: Inputs, kit: Kit<Contract>): Promise<Result<Contract>> {
  const folder = placeFiles(kit.environment.workspace, inputs["output-directory"]);
  const github = connectRun(inputs["github-token"], kit.environment);
  const release = await loadAsked(github, inputs, {
    policyPath: inputs.policy,
    teamToken: inputs["team-token"],
    verifyRequest: "always",
  });
  const observed = observeRelease(release);
  const documents = documentsOf(observed, inputs.formats, kit);
  const files = writeFiles(folder, documents, inputs["dry-run"]);
  const attachedTo = inputs.attach && !inputs["dry-run"] ? await attach(github, observed, documents) : null;
  kit.debug(`${github.requests()} requests to GitHub.`);
  return describe(observed, files, attachedTo);
}

type Document = { name: string; mediaType: string; text: string };

// After they were written: a workflow can still keep them when there is nothing to attach them to.
async function attach(
  github: GitHub,
  { release }: Observed,
  documents: readonly Document[],
): Promise<string> {
  const { url } = await attachFiles(github, { tag: release.request.fact.tag, files: documents });
  return url;
}

const mediaTypes = { json: "application/json", md: "text/markdown; charset=utf-8" };

function documentsOf(observed: Observed, formats: Inputs["formats"], kit: Kit<Contract>): Document[] {
  const { release, evaluation } = observed;
  const { snapshot, recorded, pinned, today } = release;
  const record = auditRecord({
    decision: evaluation.decision,
    policy: (pinned ?? today).policy,
    today: { commit: today.commit, digest: today.digest },
    repository: snapshot.repository,
    issue: { number: snapshot.issue.number, url: snapshot.issue.url },
    run: { id: kit.environment.run.id, attempt: kit.environment.run.attempt },
    policies: { pinned, today },
    ledger: recorded,
    answers: evaluation.answers,
    runs: snapshot.runs,
    deletions: snapshot.issue.deletions,
  });
  const name = `release-${(evaluation.decision.release?.tag ?? "").replace(/[^\w.+-]/g, "-")}`;
  const texts = { json: () => printJson(record), md: () => renderAuditMarkdown(record) };
  return formats.map((format) => ({
    name: `${name}.${format}`,
    mediaType: mediaTypes[format],
    text: texts[format](),
  }));
}

function describe(
  { release, evaluation }: Observed,
  files: readonly string[],
  attachedTo: string | null,
): Result<Contract> {
  const { decision } = evaluation;
  const intact = release.recorded.damage.length === 0;
  return {
    decision: decision.status,
    reasonCode: decision.reasonCode,
    outputs: { ...commonOutputsOf(decision, release.snapshot.issue), files, intact },
    details: { attached_to: attachedTo },
    summary: renderAuditSummary(viewOf(release, decision, release.recorded.entries.length), {
      files,
      intact,
      attachedTo,
    }),
  };
}
