import { type Document, isMap, isScalar, type Pair, parseDocument, visit, type YAMLMap } from "yaml";

/*
 * The shipped workflow as a file that an adopter owns: for Enterprise Server, where a workflow cannot name actions of its
 * own repository, and for those who want to change it.
 */

const head = ` Generated from .github/workflows/release-approval.yml by \`npm run build\`.
 The same as calling it, as a file that you own: for Enterprise Server, and where you want to change it. Put it into your
 repository as .github/workflows/release-approval.yml. RELEASE_WORKFLOW is the file name of the workflow that publishes.
 An Enterprise Server that refuses \`queue: max\` or \`deployment: false\` is too old for them: delete these lines.`;

/**
 * @param source the shipped workflow
 * @returns a workflow that nobody calls: without \`workflow_call\` and what only a caller could give, its actions named in
 *   full
 */
export function copyWorkflow(source: string): string {
  const workflow = parseDocument(source);
  workflow.commentBefore = head;
  workflow.deleteIn(["on", "workflow_call"]);
  withoutReports(workflow);
  const form = workflow.getIn(["on", "workflow_dispatch", "inputs"]);
  if (!isMap(form)) throw new Error("The workflow has no form.");
  visit(workflow, {
    Pair: (_, pair) => (asksOnlyCallers(pair, (name) => form.has(name)) ? visit.REMOVE : undefined),
    Map: (_, map) => (fetchesReports(map) ? visit.REMOVE : undefined),
    Scalar: (_, scalar) => {
      if (typeof scalar.value === "string") scalar.value = ownName(scalar.value);
    },
  });
  return workflow.toString({ lineWidth: 0, flowCollectionPadding: false });
}

function withoutReports(workflow: Document): void {
  const jobs = workflow.get("jobs");
  if (!isMap(jobs)) return;
  jobs.delete("reports");
  const first = jobs.items[0]?.key;
  if (isScalar(first)) first.spaceBefore = false;
}

function asksOnlyCallers({ key, value }: Pair, isOwn: (name: string) => boolean): boolean {
  if (!isScalar(key) || !isScalar(value)) return false;
  const text = String(value.value);
  if (key.value === "needs") return text === "reports";
  const input = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(text)?.[1];
  return input !== undefined && key.value === input && !isOwn(input);
}

/** A step that brings what the job `reports` or the caller's paths name: whoever owns the file adds the project's own. */
function fetchesReports(map: YAMLMap): boolean {
  const condition = map.get("if");
  return (
    map.has("uses") && typeof condition === "string" && /needs\.reports|inputs\.release-notes/.test(condition)
  );
}

function ownName(value: string): string {
  return value
    .replace(/^\$\/(actions\/[\w-]+)$/, "OWNER/release-approval/$1@v1")
    .replace(/^\$\{\{.*\binputs\.([\w-]+) \|\| github\.event\.inputs\.\1 \}\}$/, "${{ inputs.$1 }}")
    .replace(/^\$\{\{ inputs\.publish \|\| '(.+)' \}\}$/, "$1")
    .replace(/\bsecrets\.([a-z-]+)/g, (_, secret: string) => `secrets.${secretName(secret)}`);
}

/** How adopters call the secret that a caller hands over as `team-token`. */
function secretName(handed: string): string {
  return `RELEASE_APPROVAL_${handed.toUpperCase().replaceAll("-", "_")}`;
}
