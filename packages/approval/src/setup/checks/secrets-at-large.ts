import { type BranchLimit, findEnvironment } from "../settings.ts";
import { actionOf } from "../workflows/find-actions.ts";
import { type JobRun, nameOf } from "../workflows/job-runs.ts";
import { isExpression } from "../workflows/resolve-text.ts";
import { type Examination, type Examined, fine, found, merge, type Problem } from "./check.ts";
import { code, listed } from "./words.ts";

/*
 * Secrets of jobs that publish, and of those that run setup: who else can read them? A secret of an environment is there
 * only for jobs that name it, so a job without environment has its secrets from the repository, or the organisation.
 */

export function examineSecrets(facts: Examined): Examination[] {
  const publishing = new Set(facts.publishing.map(({ run }) => run));
  const setup = facts.uses.filter(({ action }) => action === "setup").map(({ run }) => run);
  const runs = [...new Set([...publishing, ...setup])];
  return runs.map((run) => examineJob(run, secretsOf(run), facts));
}

/** What the job itself reads; what only our own actions get (a token for teams) publishes nothing. */
function secretsOf({ job, caller }: JobRun): string[] {
  const steps = job.steps.filter((step) => [null, "setup"].includes(actionOf(step)));
  const names = [...job.secrets, ...(caller?.secrets ?? []), ...steps.flatMap(({ secrets }) => secrets)];
  return [...new Set(names)].filter((name) => name !== "GITHUB_TOKEN");
}

function examineJob(run: JobRun, names: readonly string[], facts: Examined): Examination {
  if (names.length === 0) return fine;
  const { environment } = run.job;
  if (environment === null) return withoutEnvironment(run, names, facts);
  if (isExpression(environment.name))
    return found([], [`Which environment the ${nameOf(run)} has: it is known only when it runs.`]);
  return merge([openEnvironment(run, environment.name, facts), alsoOutside(names, facts)]);
}

/** Where the names of the repository's secrets are known, one that is not among them is the organisation's, or gone. */
function withoutEnvironment(run: JobRun, names: readonly string[], { secrets }: Examined): Examination {
  const here = names.filter((name) => !secrets.known || secrets.value.includes(name));
  const elsewhere = names.filter((name) => !here.includes(name));
  const problem: Problem = {
    sentence: `The ${nameOf(run)} reads ${listed(here.map(code))} without an environment, so every workflow on every branch can read ${here.length === 1 ? "it" : "them"}.`,
    cure: "Make an environment that only the default branch may use, move the secret there, and name it in the job.",
    paste: { language: "yaml", text: "environment: publish" },
    facts: { path: run.file.path, job: run.job.id, secrets: here },
  };
  return found(
    here.length === 0 ? [] : [problem],
    elsewhere.length === 0
      ? []
      : [`The repository has no secret ${listed(elsewhere.map(code), "or")}; whether its organisation has.`],
  );
}

function openEnvironment(
  run: JobRun,
  name: string,
  { environments, branch, repository }: Examined,
): Examination {
  if (!environments.known) return found([], [environments.why]);
  const limit = findEnvironment(environments.value, name)?.limit ?? { kind: "none" as const };
  if (limit.kind === "protected" && !branch.known) return found([], [branch.why]);
  if (!isOpen(limit, branch.known && branch.value.hasProtectionRule)) return fine;
  return found([
    {
      sentence: `Every branch may use the environment ${code(name)} of the ${nameOf(run)}, and so read its secrets.`,
      cure: `Limit it: Settings, Environments, ${code(name)}, Deployment branches and tags, Selected branches, ${code(repository.defaultBranch)}.`,
      facts: { environment: name, path: run.file.path, job: run.job.id },
    },
  ]);
}

function isOpen(limit: BranchLimit, hasProtectionRule: boolean): boolean {
  switch (limit.kind) {
    case "none":
      return true;
    case "protected":
      return !hasProtectionRule;
    case "patterns":
      return limit.patterns.some(({ name }) => /^\*+(?:\/\*+)?$/.test(name));
  }
}

/** A secret of the repository with the same name is there for everybody, whatever the environment holds. */
function alsoOutside(names: readonly string[], { secrets, repository }: Examined): Examination {
  if (!secrets.known)
    return found(
      [],
      [`Whether ${listed(names.map(code))} also stand among the repository's secrets. ${secrets.why}`],
    );
  const outside = names.filter((name) => secrets.value.includes(name));
  return found(
    outside.map((name) => ({
      sentence: `${code(name)} is a secret of the repository, too, so every workflow on every branch can read it.`,
      cure: "Delete it there; the environment's own stays.",
      paste: {
        language: "sh",
        text: `gh secret delete ${name} --repo ${repository.owner}/${repository.name}`,
      },
      facts: { secret: name },
    })),
  );
}
