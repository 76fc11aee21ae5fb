/** What a test does to the embedded GitHub behind the back of its interface. */

import type { EmbeddedGitHub } from "./embedded.ts";
import { addPerson, deleteAccount, findAccount, requireAccount, setTeam } from "./state/accounts.ts";
import { identityOf } from "./state/authors.ts";
import { addRepository, ownerNamed } from "./state/create-world.ts";
import { describeEnvironment, findEnvironment, removeEnvironment } from "./state/environments.ts";
import { enterEnvironment, leave, stateOf } from "./state/gates.ts";
import type { Commit } from "./state/git.ts";
import { annotateTag, commitFiles, resolveCommit } from "./state/git.ts";
import { importHistory } from "./state/import-history.ts";
import { nextNumber } from "./state/issues.ts";
import { addLabelsByName } from "./state/labels.ts";
import { tell } from "./state/news.ts";
import { completeRun, createRun, reportRun, rerun, workflowOf } from "./state/runs.ts";
import { protectBranch } from "./state/settings.ts";
import type { Environment, Repository, Run, World } from "./state/world.ts";

type People = "addPerson" | "deletePerson" | "setPermission" | "setTeam" | "addRepository" | "archive";
type Content = "commit" | "branch" | "tag" | "importHistory" | "mergedPull";
type Runs = "createRun" | "rerun" | "completeRun" | "deleteRun" | "reportRun" | "enterEnvironment";
type Settings =
  | "setEnvironment"
  | "removeEnvironment"
  | "protectBranch"
  | "setWorkflowState"
  | "setActionsPolicy"
  | "setSecrets";

export function peopleControls(world: World, home: Repository): Pick<EmbeddedGitHub, People> {
  return {
    addPerson: (person) => {
      addPerson(world, home, person);
    },
    deletePerson: (login) => deleteAccount(world, login),
    setPermission: (login, permission) => {
      home.permissions.set(requireAccount(world, login).id, permission);
      world.accountsVersion += 1;
    },
    setTeam: (team) => {
      setTeam(world, team);
    },
    addRepository: ({ fullName, private: isPrivate = false, files = {} }) => {
      const [login = "", name = ""] = fullName.split("/");
      const draft = { name, isPrivate, files, defaultBranch: "main", home: false };
      const { git } = addRepository(world, ownerNamed(world, login), draft);
      return git.refs.get("refs/heads/main") ?? "";
    },
    archive: () => {
      home.archived = true;
    },
  };
}

export function contentControls(world: World, home: Repository): Pick<EmbeddedGitHub, Content> {
  const { git, defaultBranch } = home;
  return {
    commit: ({ branch = defaultBranch, message, author = home.owner.login, files = {} }) => {
      const ref = `refs/heads/${branch}`;
      const before = git.refs.get(ref) ?? null;
      const { sha } = commitFiles(git, {
        branch,
        base: git.refs.get(`refs/heads/${defaultBranch}`),
        message,
        author: identityOf(world, author),
        files,
      });
      const pusher = typeof author === "string" ? findAccount(world, author) : undefined;
      const actorId = (pusher ?? home.owner).id;
      tell(world, { kind: "push", repository: home, actorId, ref, before, after: sha });
      return sha;
    },
    branch: (name, from = defaultBranch) => {
      const { sha } = requireCommit(home, from);
      git.refs.set(`refs/heads/${name}`, sha);
      return sha;
    },
    tag: (name, from = defaultBranch, annotation) => {
      const { sha } = requireCommit(home, from);
      const tagged = annotation
        ? annotateTag(git, {
            name,
            target: sha,
            message: annotation.message,
            tagger: identityOf(world, annotation.tagger),
          }).sha
        : sha;
      const ref = `refs/tags/${name}`;
      const before = git.refs.get(ref) ?? null;
      git.refs.set(ref, tagged);
      const actorId = home.owner.id;
      tell(world, { kind: "push", repository: home, actorId, ref, before, after: tagged });
    },
    importHistory: (directory, options = {}) =>
      importHistory(git, options.branch ?? defaultBranch, directory, options),
    mergedPull: ({ title, author, labels = [], body = "", commits }) => {
      const now = world.clock.now();
      const number = nextNumber(home);
      const authorId = requireAccount(world, author).id;
      home.pulls.set(number, {
        id: world.nextId("pull"),
        number,
        title,
        body,
        authorId,
        labelIds: addLabelsByName(world, home, authorId, labels).map(({ id }) => id),
        commits: commits.map((sha) => requireCommit(home, sha).sha),
        createdAt: now,
        mergedAt: now,
      });
      return number;
    },
  };
}

export function runControls(world: World, home: Repository): Pick<EmbeddedGitHub, Runs> {
  return {
    createRun: ({ workflow, branch = home.defaultBranch, ref, sha, actor, event = "workflow_dispatch" }) => {
      const run = createRun(world, home, {
        path: workflow,
        branch,
        ...(ref !== undefined && { ref }),
        sha: requireCommit(home, sha ?? branch).sha,
        actorId: requireAccount(world, actor).id,
        event,
      });
      return { id: run.id, attempt: 1 };
    },
    rerun: (id, actor, jobs) => {
      const { number } = rerun(world, requireRun(home, id), requireAccount(world, actor).id, jobs);
      return { id, attempt: number };
    },
    completeRun: (id, conclusion) => completeRun(world, requireRun(home, id), conclusion),
    deleteRun: (id) => {
      home.runs.delete(requireRun(home, id).id);
    },
    reportRun: (id, report) => reportRun(world, home, requireRun(home, id), report),
    enterEnvironment: (request) => {
      const gate = enterEnvironment(world, home, requireRun(home, request.run), request);
      return { state: () => stateOf(world, gate), leave: () => leave(world, home, gate) };
    },
  };
}

export function settingControls(world: World, home: Repository): Pick<EmbeddedGitHub, Settings> {
  return {
    setEnvironment: (name, options = {}) => describeEnvironment(world, home, name, options).id,
    removeEnvironment: (name) => removeEnvironment(world, home, requireEnvironment(home, name)),
    protectBranch: (name, options = {}) => protectBranch(world, home, name, options),
    setWorkflowState: (path, state) => {
      const whole = path.includes("/") ? path : `.github/workflows/${path}`;
      workflowOf(world, home, whole).state = state;
    },
    setActionsPolicy: (policy) => {
      Object.assign(home.actionsPolicy, policy);
    },
    setSecrets: (names, environment) => {
      const createdAt = world.clock.now();
      const holder = environment === undefined ? home : requireEnvironment(home, environment);
      holder.secrets = names.map((name) => ({ name: name.toUpperCase(), createdAt }));
    },
  };
}

function requireEnvironment(home: Repository, name: string): Environment {
  const environment = findEnvironment(home, name);
  if (!environment) throw new Error(`There is no environment ${name}`);
  return environment;
}

function requireCommit({ git, defaultBranch, name }: Repository, ref: string): Commit {
  const commit = resolveCommit(git, defaultBranch, ref);
  if (!commit) throw new Error(`${name} has no commit ${ref}`);
  return commit;
}

function requireRun(home: Repository, id: number): Run {
  const run = home.runs.get(id);
  if (!run) throw new Error(`There is no run ${id}`);
  return run;
}
