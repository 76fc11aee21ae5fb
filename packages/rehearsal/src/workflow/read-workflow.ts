/** Reads a workflow file with GitHub's parser. */

import type { TokenPermissions } from "../embedded.ts";
import {
  convertToIfCondition,
  convertWorkflowTemplate,
  ErrorPolicy,
  type EventsConfig,
  type FileProvider,
  isMapping,
  isSequence,
  isString,
  type MappingToken,
  type Template,
  type TemplateContext,
} from "./github-parser.ts";
import { parseFile } from "./parse-file.ts";
import { invalid } from "./problem.ts";
import { readSteps, successful } from "./read-steps.ts";
import { findUnsupported } from "./support.ts";
import { field, mappingField, readDefaults, textField, textOf } from "./template-fields.ts";
import type {
  InputDefinition,
  JobPlan,
  JobWork,
  PermissionsRule,
  SecretDefinition,
  Workflow,
} from "./workflow.ts";

/** Text of the workflow that a job calls, by what its `uses:` says. */
export type FindCalled = (uses: string) => { path: string; text: string };

/**
 * @param file path in its repository, and text
 * @param findCalled for checking what called workflows are given; left out, this is not checked
 * @throws WorkflowProblem with every error that GitHub's parser finds, each with line and column
 */
export async function readWorkflow(
  file: { path: string; text: string },
  findCalled?: FindCalled,
): Promise<Workflow> {
  const { context, official, root } = parseFile("workflow", file.path, file.text);
  const errors = () => [...new Set(context.errors.getErrors().map(({ message }) => message))];
  const missing: unknown[] = [];
  const files = findCalled && provideFiles(findCalled, missing);
  const { events } = await convertWorkflowTemplate(context, official, files, {
    errorPolicy: ErrorPolicy.TryConversion,
    fetchReusableWorkflowDepth: files ? 1 : 0,
  });
  // The parser says no more than that a called workflow cannot be found.
  if (missing.length > 0) throw missing[0];
  if (errors().length > 0) throw invalid(errors().join("\n"));
  const refusal = findUnsupported(file.path, root);
  return { ...readRoot(context, file.path, root, events), ...(refusal && { refusal }) };
}

/** GitHub's parser asks with a reference that it has taken apart. */
function provideFiles(findCalled: FindCalled, missing: unknown[]): FileProvider {
  return {
    getFileContent: async (reference) => {
      const { path } = reference;
      const uses =
        "repository" in reference
          ? `${reference.owner}/${reference.repository}/${path}@${reference.version}`
          : `./${path}`;
      try {
        const file = findCalled(uses);
        return { name: file.path, content: file.text };
      } catch (error) {
        missing.push(error);
        throw error;
      }
    },
  };
}

function readRoot(
  context: TemplateContext,
  path: string,
  root: MappingToken,
  events: EventsConfig,
): Workflow {
  const call = mappingField(mappingField(root, "on"), "workflow_call");
  const dispatch = mappingField(mappingField(root, "on"), "workflow_dispatch");
  const outputs = mappingField(call, "outputs");
  const jobs = mappingField(root, "jobs");
  return {
    path,
    name: textField(root, "name") || path,
    on: events,
    dispatchInputs: readInputs(mappingField(dispatch, "inputs")),
    call: {
      inputs: readInputs(mappingField(call, "inputs")),
      secrets: readSecrets(mappingField(call, "secrets")),
      ...(outputs && { outputs }),
    },
    defaults: readDefaults(root),
    ...field(root, "run-name", "runName"),
    ...field(root, "env", "env"),
    ...field(root, "concurrency", "concurrency"),
    ...readPermissions(root),
    jobs: Array.from(jobs ?? [], ({ key, value }) => readJob(context, textOf(key), value)),
  };
}

function readInputs(inputs: MappingToken | undefined): InputDefinition[] {
  return Array.from(inputs ?? [], ({ key, value }) => {
    const given = isMapping(value) ? value : undefined;
    return {
      name: textOf(key),
      type: (textField(given, "type") || "string") as InputDefinition["type"],
      required: textField(given, "required") === "true",
      ...(given && field(given, "default", "default")),
    };
  });
}

function readSecrets(secrets: MappingToken | undefined): SecretDefinition[] {
  return Array.from(secrets ?? [], ({ key, value }) => ({
    name: textOf(key),
    required: isMapping(value) && textField(value, "required") === "true",
  }));
}

function readPermissions(owner: MappingToken): { permissions?: PermissionsRule } {
  const rule = owner.find("permissions");
  if (rule === undefined) return {};
  if (!isMapping(rule)) return { permissions: textOf(rule) as "read-all" | "write-all" };
  const entries = Array.from(rule, ({ key, value }) => [textOf(key), textOf(value)]);
  return { permissions: Object.fromEntries(entries) as TokenPermissions };
}

function readJob(context: TemplateContext, id: string, token: Template): JobPlan {
  const job = token.assertMapping("job");
  const condition = job.find("if");
  const strategy = mappingField(job, "strategy");
  return {
    id,
    line: token.line ?? 0,
    needs: readNeeds(job.find("needs")),
    if: (condition && convertToIfCondition(context, condition)) ?? successful(),
    ...field(job, "name", "name"),
    ...(strategy && { strategy }),
    ...readPermissions(job),
    ...field(job, "concurrency", "concurrency"),
    work: readWork(context, job),
  };
}

function readNeeds(needs: Template | undefined): string[] {
  if (needs === undefined) return [];
  return isSequence(needs) ? Array.from(needs, textOf) : [textOf(needs)];
}

function readWork(context: TemplateContext, job: MappingToken): JobWork {
  const uses = job.find("uses");
  if (uses !== undefined) {
    const secrets = job.find("secrets");
    return {
      kind: "call",
      uses: textOf(uses),
      ...field(job, "with", "with"),
      ...(secrets && { secrets: isString(secrets) ? "inherit" : secrets }),
    };
  }
  return {
    kind: "steps",
    ...field(job, "environment", "environment"),
    ...field(job, "outputs", "outputs"),
    ...field(job, "env", "env"),
    ...field(job, "continue-on-error", "continueOnError"),
    ...field(job, "timeout-minutes", "timeoutMinutes"),
    defaults: readDefaults(job),
    steps: readSteps(context, job.find("steps")),
  };
}
