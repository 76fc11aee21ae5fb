export const id = 67;
export const ids = [67];
export const modules = {

/***/ 8983:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  aY: () => (/* reexport */ code),
  oX: () => (/* reexport */ codeownersPaths),
  l1: () => (/* reexport */ describeLeftOut),
  h4: () => (/* reexport */ diagnose),
  Xb: () => (/* reexport */ isChange),
  id: () => (/* reexport */ isStopped),
  KE: () => (/* reexport */ listed),
  dx: () => (/* reexport */ planSetup),
  GW: () => (/* reexport */ problemsOf),
  S6: () => (/* reexport */ readWorkflow),
  gO: () => (/* reexport */ severities)
});

// UNUSED EXPORTS: chapters, findEnvironment, mostReviewers, wantedEnvironments

;// CONCATENATED MODULE: ./build/packages/approval/src/setup/checks/check.js
/**
 * `stops`: a release could not be approved or shipped today. `hole`: somebody could slip past the gate. `note`: it works,
 * and not as well as it could.
 */
const severities = ["stops", "hole", "note"];
const fine = { problems: [], unknown: [] };
function found(problems, unknown = []) {
    return { problems, unknown };
}
/** All that several looks found; what is unknown for the same reason is told once. */
function merge(all) {
    return {
        problems: all.flatMap(({ problems }) => problems),
        unknown: [...new Set(all.flatMap(({ unknown }) => unknown))],
    };
}
/** For checks that need a policy. */
function withPolicy(examine) {
    return (facts) => facts.policy.ok
        ? examine(facts.policy.policy, facts)
        : found([], ["There is no valid policy to compare with."]);
}
/** For checks that need the workflows. */
function withWorkflows(examine) {
    return (facts) => (facts.workflows.known ? examine(facts) : found([], [facts.workflows.why]));
}
/** The step that makes what is missing. */
const setupStep = {
    language: "yaml",
    text: [
        "- uses: OWNER/release-approval@v1",
        "  with:",
        "    command: setup",
        "    apply: true",
        "    github-token: ${{ secrets.RELEASE_APPROVAL_SETUP_TOKEN }}",
    ].join("\n"),
};

// EXTERNAL MODULE: ./build/packages/approval/src/clocks.js
var clocks = __webpack_require__(3364);
;// CONCATENATED MODULE: ./build/packages/approval/src/setup/settings.js
/*
 * What a repository's settings say, as plain data. `packages/github` reads and writes them; here they are compared with
 * what the policy implies.
 */
/** Required reviewers of one environment: https://docs.github.com/rest/deployments/environments */
const mostReviewers = 6;
/** GitHub does not tell environments apart by case. */
function findEnvironment(all, name) {
    return all.find((one) => one.name.toLowerCase() === name.toLowerCase()) ?? null;
}

;// CONCATENATED MODULE: ./build/packages/approval/src/setup/wanted-environments.js

/**
 * The environments that a policy implies: one for each role that some release type asks, and the clocks.
 * @param defaultBranch may always use them; so may the branches that the policy trusts
 */
function wantedEnvironments(policy, defaultBranch) {
    const branches = [...new Set([defaultBranch, ...policy.rules["trusted-branches"]])];
    const buttons = new Map();
    for (const role of askedRoles(policy)) {
        const shared = buttons.get(role.environment.toLowerCase());
        buttons.set(role.environment.toLowerCase(), {
            name: shared?.name ?? role.environment,
            roles: [...(shared?.roles ?? []), { id: role.id, title: role.title }],
            members: [...new Set([...(shared?.members ?? []), ...role.members])],
            // Where one of the roles is open to who asked, the button has to be.
            preventsSelfReview: (shared?.preventsSelfReview ?? true) && keepsRequestersOut(policy, role.id),
            waitMinutes: 0,
            branches,
        });
    }
    const timers = clocks/* clocks */.s.map(({ name, minutes }) => ({
        name,
        roles: [],
        members: [],
        preventsSelfReview: false,
        waitMinutes: minutes,
        branches,
    }));
    return [...buttons.values(), ...timers];
}
/** Roles that hold somebody and that a release type asks, in the policy's order. */
function askedRoles(policy) {
    const asked = new Set(Object.values(policy.releaseTypes).flatMap(({ reviews }) => Object.keys(reviews)));
    return Object.values(policy.roles).filter((role) => asked.has(role.id) && role.members.length > 0);
}
/** Whether who asks for a release may not review it in this role. */
function keepsRequestersOut(policy, role) {
    const rule = policy.rules["self-review"];
    return rule === "forbid-all" || (rule === "forbid" && role !== "release-manager");
}

;// CONCATENATED MODULE: ./build/packages/approval/src/setup/checks/words.js
/** A word of a shell command, quoted where it has to be. */
function shellWord(text) {
    return /^[\w./@:=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
/** A file's, a branch's or a person's name inside a sentence. A backtick would end the code. */
function code(text) {
    return `\`${text.replaceAll("`", "'")}\``;
}
/** `a, b and c`. */
function listed(words, last = "and") {
    return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
}
/** A value of YAML that stands on one line, quoted where it has to be. */
function yamlWord(text) {
    return /^[A-Za-z.][\w./-]*$/.test(text) || /^\$\{\{[^"']*\}\}$/.test(text) ? text : JSON.stringify(text);
}

;// CONCATENATED MODULE: ./build/packages/approval/src/setup/checks/buttons.js




/** For checks that need the environments, and a policy to compare them with. */
function withEnvironments(examine) {
    return withPolicy((policy, facts) => {
        if (!facts.environments.known)
            return found([], [facts.environments.why]);
        const all = facts.environments.value;
        const wanted = buttonsOf(policy, facts);
        const usable = wanted.flatMap((one) => {
            const environment = findEnvironment(all, one.name);
            return environment === null || environment.reviewers.length === 0 ? [] : [{ wanted: one, environment }];
        });
        return examine({ wanted, all, usable }, policy, facts);
    });
}
function buttonsOf(policy, { repository }) {
    return wantedEnvironments(policy, repository.defaultBranch).filter(({ roles }) => roles.length > 0);
}
/** In a private repository without any button, they are probably not to be had. */
function isCommentsOnly({ usable }, { repository }) {
    return repository.isPrivate && usable.length === 0;
}
/** `QA lead and Security lead`. */
function titlesOf(roles) {
    return listed(roles.map(({ title }) => title));
}

;// CONCATENATED MODULE: ./build/packages/approval/src/setup/checks/environment-checks.js





/*
 * Whether people can review by GitHub's own button. Without one a release is not lost: every role can answer by comment.
 */
const byComment = "Reviews are by comment here: see `comments-only`.";
const environmentChecks = [
    {
        id: "comments-only",
        severity: "note",
        title: "GitHub's Approve button can be used",
        why: "In private repositories GitHub has required reviewers and wait timers on its Enterprise plans only. Elsewhere people review by comment, which counts as much.",
        cure: "Nothing has to be done. For buttons: a public repository, or an Enterprise plan and then `command: setup`.",
        examine: withEnvironments((buttons, _, facts) => isCommentsOnly(buttons, facts)
            ? found([
                {
                    sentence: "The repository is private and no role has a button, so people review by comment.",
                    cure: "Leave it so, or, where the plan has required reviewers, run `command: setup`.",
                    facts: { private: true },
                },
            ])
            : fine),
    },
    {
        id: "environments-exist",
        severity: "note",
        title: "Every role that is asked has its environment",
        why: "The Approve button is an environment's. A job that names a missing one makes it without rules, and then it counts for nothing.",
        cure: "Run `command: setup` with `apply: true`.",
        examine: withEnvironments((buttons, _, facts) => {
            if (isCommentsOnly(buttons, facts))
                return found([], [byComment]);
            const missing = buttons.wanted.filter(({ name }) => findEnvironment(buttons.all, name) === null);
            return found(missing.map(({ name, roles }) => ({
                sentence: `${titlesOf(roles)} can review by comment only: the environment ${code(name)} is missing.`,
                cure: "Run setup.",
                paste: setupStep,
                facts: { environment: name },
            })));
        }),
    },
    {
        id: "environments-have-reviewers",
        severity: "note",
        title: "Every role's environment has reviewers",
        why: "Without required reviewers a job passes its environment unasked. Such a passage is not counted as a review.",
        cure: "Run `command: setup` with `apply: true`.",
        examine: withEnvironments((buttons, _, facts) => {
            if (isCommentsOnly(buttons, facts))
                return found([], [byComment]);
            const empty = buttons.wanted.filter(({ name }) => findEnvironment(buttons.all, name)?.reviewers.length === 0);
            return found(empty.map(({ name, roles }) => ({
                sentence: `${titlesOf(roles)} can review by comment only: the environment ${code(name)} has no required reviewers.`,
                cure: "Run setup.",
                paste: setupStep,
                facts: { environment: name },
            })));
        }),
    },
    {
        id: "clocks",
        severity: "note",
        title: "The clocks are there",
        why: "GitHub starts scheduled workflows hours late at times. Environments with a wait timer ring on time: short deadlines need them.",
        cure: "Run `command: setup` with `apply: true`.",
        examine: withEnvironments((buttons, _, facts) => {
            if (isCommentsOnly(buttons, facts))
                return found([], ["Wait timers need the same plan as buttons."]);
            const missing = clocks/* clocks */.s.filter(({ name }) => findEnvironment(buttons.all, name) === null);
            const stuck = clocks/* clocks */.s.filter(({ name }) => findEnvironment(buttons.all, name)?.reviewers.length);
            return found([
                ...(missing.length === 0
                    ? []
                    : [
                        {
                            sentence: `Clocks are missing: ${listed(missing.map(({ name }) => code(name)))}. What falls due within hours is noticed when cron comes, which may be late.`,
                            cure: "Run setup.",
                            paste: setupStep,
                            facts: { environments: missing.map(({ name }) => name) },
                        },
                    ]),
                ...stuck.map(({ name }) => ({
                    sentence: `${code(name)} has required reviewers, so it waits for a person and not for the time.`,
                    cure: "Take its reviewers away.",
                    facts: { environment: name },
                })),
            ]);
        }),
    },
];

;// CONCATENATED MODULE: ./build/packages/approval/src/setup/path-pattern.js
/** The regular expression behind a pattern of paths or refs: `*` and `?` stop at a slash, `**` does not. */
function patternSource(pattern) {
    return pattern
        .split(/(\*\*\/|\/\*\*$|\*\*|\*|\?)/)
        .map(translate)
        .join("");
}
function translate(part) {
    switch (part) {
        case "**/":
            return "(?:.+/)?";
        case "/**":
            return "/.+";
        case "**":
            return ".*";
        case "*":
            return "[^/]*";
        case "?":
            return "[^/]";
        default:
            return part.replace(/[.+^${}()|[\]\\]/g, "\\$&");
    }
}

;// CONCATENATED MODULE: ./build/packages/approval/src/setup/checks/environment-limit-checks.js




/* Which branches may use the buttons. */
const environmentLimitChecks = [
    {
        id: "environments-limited",
        severity: "hole",
        title: "Every role's environment is limited to the default branch and those that the policy trusts",
        why: "A workflow of any branch could else ask reviewers to press a button for something that they do not see.",
        cure: "Run `command: setup` with `apply: true`; take other patterns away by hand.",
        examine: withEnvironments(({ usable }, policy, facts) => merge(usable.map(({ environment }) => examineLimit(environment, policy, facts)))),
    },
    {
        id: "environments-admit-default-branch",
        severity: "note",
        title: "Every role's environment lets the default branch in",
        why: "A review job of a branch that the environment does not let in fails at once.",
        cure: "Run `command: setup` with `apply: true`.",
        examine: withEnvironments(({ usable }, _, { repository: { defaultBranch } }) => found(usable.flatMap(({ environment: { name, limit } }) => limit.kind === "patterns" && !limit.patterns.some((one) => admits(one, defaultBranch))
            ? [
                {
                    sentence: `The environment ${code(name)} does not let ${code(defaultBranch)} in, so its review job fails.`,
                    cure: "Run setup, which adds the branch.",
                    paste: setupStep,
                    facts: { environment: name },
                },
            ]
            : []))),
    },
];
function examineLimit({ name, limit }, policy, facts) {
    const { defaultBranch } = facts.repository;
    const problem = (what, cure) => ({
        sentence: `The environment ${code(name)} ${what}.`,
        cure,
        facts: { environment: name },
    });
    switch (limit.kind) {
        case "none": {
            const open = problem("lets every branch in", "Run setup, which limits it to the default branch.");
            return found([{ ...open, paste: setupStep }]);
        }
        case "protected":
            if (!facts.branch.known)
                return found([], [facts.branch.why]);
            if (facts.branch.value.hasProtectionRule)
                return fine;
            // Rulesets do not count here: https://docs.github.com/actions/reference/workflows-and-actions/deployments-and-environments
            return found([
                problem(`lets protected branches in, and no protection rule is for ${code(defaultBranch)}: without any, GitHub lets every branch in`, `Protect ${code(defaultBranch)} by a branch protection rule, or limit the environment to it by name.`),
            ]);
        case "patterns": {
            const trusted = [defaultBranch, ...policy.rules["trusted-branches"]];
            const others = limit.patterns.filter((one) => one.kind === "tag" || !trusted.includes(one.name));
            if (others.length === 0)
                return fine;
            return found([
                problem(`lets in what the policy does not trust: ${listed(others.map((one) => `${one.kind} ${code(one.name)}`))}`, "Take these patterns away in Settings, Environments, or name the branches under `rules.trusted-branches` of the policy."),
            ]);
        }
    }
}
function admits({ kind, name }, branch) {
    return kind === "branch" && new RegExp(`^${patternSource(name)}$`).test(branch);
}

;// CONCATENATED MODULE: ./build/packages/approval/src/setup/workflows/job-runs.js
/** Events that do not start a workflow by themselves. */
const called = "workflow_call";
/**
 * Every job that an event can start, those of called workflows of the same repository with them (one level: GitHub
 * allows more, and nobody needs them here).
 * @param repository `owner/name`
 */
function findJobRuns(workflows, repository) {
    return workflows.filter(canStart).flatMap((started) => started.jobs.flatMap((job) => {
        const own = { started, file: started, job, caller: null };
        const path = calledPath(job, repository);
        const file = path === null ? undefined : workflows.find((one) => one.path === path);
        if (file === undefined)
            return [own];
        return file.jobs.map((inner) => ({ started, file, job: inner, caller: job }));
    }));
}
function canStart({ triggers }) {
    return Object.keys(triggers).some((event) => event !== called);
}
/** `./.github/workflows/x.yml`, or the same with the repository's own name. */
function calledPath({ uses }, repository) {
    const [, own, path = ""] = /^(?:\.\/|\$\/|([^/]+\/[^/]+)\/)(\.github\/workflows\/[^/@]+)(?:@.+)?$/.exec(uses ?? "") ?? [];
    return path !== "" && (own === undefined || own.toLowerCase() === repository.toLowerCase()) ? path : null;
}
/**
 * What a job's token may do: its own `permissions:`, else the workflow's; within a called workflow no more than the
 * caller's (https://docs.github.com/actions/reference/workflows-and-actions/reusing-workflow-configurations).
 * @returns one for each place that says something; the lowest holds. Empty: nobody says anything
 */
function permissionsOf({ started, file, job, caller }) {
    const own = job.permissions ?? file.permissions;
    const outer = caller === null ? null : (caller.permissions ?? started.permissions);
    return [own, outer].filter((one) => one !== null);
}
const levels = ["none", "read", "write"];
/** Whether all of these permissions grant a scope at a level. */
function grants(all, scope, level) {
    return all.every((permissions) => {
        if (permissions === "write-all")
            return true;
        if (permissions === "read-all")
            return level === "read";
        return levels.indexOf(permissions[scope] ?? "none") >= levels.indexOf(level);
    });
}
/** `job publish of .github/workflows/publish.yml`, for people. */
function nameOf({ file, job }) {
    return `job \`${job.id}\` of \`${file.path}\``;
}

;// CONCATENATED MODULE: ./build/packages/approval/src/setup/workflows/resolve-text.js
const fromEnv = /^\$\{\{\s*env\.([\w-]+)\s*\}\}$/;
const fromInputs = /^\$\{\{\s*inputs\.([\w-]+)\s*(?:\|\|\s*'([^']*)'\s*)?\}\}$/;
/**
 * A value under `with:` where the files tell it: `env.NAME` of the workflow, and an input that the caller fills in, or
 * the text after `||`. Any other expression stays what it is: it is known only when it runs.
 */
function resolveText(text, run) {
    const [, variable] = fromEnv.exec(text) ?? [];
    const value = variable === undefined ? undefined : run.file.env[variable];
    // Once: a value of `env` may take an input, and not another one of `env`.
    const known = value ?? text;
    const [, input, otherwise] = fromInputs.exec(known) ?? [];
    if (input === undefined)
        return known;
    return run.caller?.inputs[input] || (otherwise ?? known);
}
/** Whether a value is known only when the workflow runs. */
function isExpression(text) {
    return text.includes("${{");
}

;// CONCATENATED MODULE: ./build/packages/approval/src/setup/checks/involved-files.js


/** Files that a release passes through, started or called. */
function involvedPaths({ uses, publishing, files }) {
    const own = uses.filter(({ action }) => action !== "setup" && action !== "doctor");
    const runs = [...own.map(({ run }) => run), ...publishing.map(({ run }) => run)];
    const started = releaseWorkflows(uses).map((name) => `.github/workflows/${name}`);
    return new Set([
        ...runs.flatMap((run) => [run.started.path, run.file.path]),
        ...started.filter((path) => files.some((file) => file.path === path)),
    ]);
}
/** File names under `release-workflow`, expressions left out. */
function releaseWorkflows(uses) {
    const named = uses.map(({ inputs }) => inputs["release-workflow"] ?? "");
    return [...new Set(named.filter((name) => name !== "" && !isExpression(name)))];
}
function fileName(path) {
    return path.split("/").at(-1) ?? path;
}
/** Files that look like workflows and cannot be read: what they do is not known. */
function unreadFiles(files) {
    const unread = files.filter(({ workflow }) => workflow === null);
    return unread.map(({ path }) => `${code(path)} cannot be read as a workflow.`);
}

;// CONCATENATED MODULE: ./build/packages/approval/src/setup/workflows/find-actions.js

const folders = {
    "request-approvals": "request",
    "track-approvals": "track",
    "gate-release": "gate",
    "audit-trail": "audit",
};
const words = [
    "request",
    "track",
    "gate",
    "audit",
    "setup",
    "doctor",
];
/** Where our actions are used, in the order of the files. */
function findActions(runs) {
    return runs.flatMap((run) => {
        if (isOurReusable(run.job.uses))
            return ["request", "track"].map((action) => ({
                action,
                run,
                step: null,
                inputs: reusableInputs(run.job.inputs),
            }));
        return run.job.steps.flatMap((step) => {
            const action = actionOf(step);
            return action === null ? [] : [{ action, run, step, inputs: resolveAll(step.inputs, run) }];
        });
    });
}
function resolveAll(inputs, run) {
    return Object.fromEntries(Object.entries(inputs).map(([name, text]) => [name, resolveText(text, run)]));
}
/** The reusable workflow that this project ships, called from another repository. */
function isOurReusable(uses) {
    return /\/\.github\/workflows\/release-approval\.yml@/.test(uses ?? "");
}
function reusableInputs({ publish, ...inputs }) {
    return { ...inputs, ...(publish === undefined ? {} : { "release-workflow": publish }) };
}
/** Which of our actions a step is, by the action's folder, or by `command` of the all-in-one action. */
function actionOf({ uses, inputs }) {
    const folder = /(?:^|\/)actions\/([\w-]+)(?:@|$)/.exec(uses ?? "")?.[1] ?? "";
    if (Object.hasOwn(folders, folder))
        return folders[folder] ?? null;
    const isRoot = /^(?:[^/@]+\/[^/@]+@.+|\.\/?|\$\/?)$/.test(uses ?? "");
    const command = inputs["command"] ?? "";
    return isRoot && words.includes(command) ? command : null;
}
/** Permissions that a job with one of our actions needs: what each call of GitHub's API asks. */
function neededPermissions({ action, inputs, }) {
    const contents = [
        "contents",
        action === "audit" && mayBeOn(inputs["attach"]) ? "write" : "read",
    ];
    switch (action) {
        case "request":
        case "gate":
            return [contents, ["issues", "write"], ["actions", "read"]];
        case "track":
            return [contents, ["issues", "write"], ["actions", startsWorkflow(inputs) ? "write" : "read"]];
        case "audit":
        case "setup":
        case "doctor":
            return [contents, ["issues", "read"], ["actions", "read"]];
    }
}
/** Whether the step works with a token of its own, whose rights the file does not tell. */
function hasOwnToken({ "github-token": token = "" }) {
    return token !== "" && !/^\$\{\{\s*(?:github\.token|secrets\.GITHUB_TOKEN)\s*\}\}$/i.test(token);
}
function startsWorkflow({ "release-workflow": workflow = "" }) {
    return workflow !== "";
}
/** An expression may come out as true. */
function mayBeOn(text) {
    return text !== undefined && text !== "" && text !== "false";
}

;// CONCATENATED MODULE: ./build/packages/approval/src/setup/checks/reviewed-commit.js


/** Jobs that publish behind the gate from a checkout of something else than the gate says. */
function commitProblems(publishing) {
    const runs = new Set(publishing.filter(({ guard }) => guard === "guarded").map(({ run }) => run));
    return [...runs]
        .filter((run) => !gateKnowsTheCommit(run))
        .flatMap((run) => run.job.steps.filter(takesAnything).map((step) => ({
        sentence: `Step ${step.number} of the ${nameOf(run)} checks out what the branch is now, and the job publishes that.`,
        cure: "Say which commit.",
        paste: {
            language: "yaml",
            text: `with:\n  ref: \${{ ${ownGate(run) ? "steps" : "needs"}.gate.outputs.commit }}`,
        },
        facts: { path: run.file.path, job: run.job.id, step: step.number },
    })));
}
/** The gate stays shut for another commit where it is told which one is about to ship. */
function gateKnowsTheCommit({ file, job }) {
    const jobs = [job, ...file.jobs.filter(({ id }) => job.needs.includes(id))];
    return jobs.some(({ steps }) => steps.some((step) => actionOf(step) === "gate" && (step.inputs["commit"] ?? "") !== ""));
}
function takesAnything({ uses, inputs }) {
    return uses?.startsWith("actions/checkout@") === true && !/\.outputs\.commit\b/.test(inputs["ref"] ?? "");
}
function ownGate({ job }) {
    return job.steps.some((step) => actionOf(step) === "gate");
}

;// CONCATENATED MODULE: ./build/packages/approval/src/setup/checks/secrets-at-large.js






/*
 * Secrets of jobs that publish, and of those that run setup: who else can read them? A secret of an environment is there
 * only for jobs that name it, so a job without environment has its secrets from the repository, or the organisation.
 */
function examineSecrets(facts) {
    const publishing = new Set(facts.publishing.map(({ run }) => run));
    const setup = facts.uses.filter(({ action }) => action === "setup").map(({ run }) => run);
    const runs = [...new Set([...publishing, ...setup])];
    return runs.map((run) => examineJob(run, secretsOf(run), facts));
}
/** What the job itself reads; what only our own actions get (a token for teams) publishes nothing. */
function secretsOf({ job, caller }) {
    const steps = job.steps.filter((step) => [null, "setup"].includes(actionOf(step)));
    const names = [...job.secrets, ...(caller?.secrets ?? []), ...steps.flatMap(({ secrets }) => secrets)];
    return [...new Set(names)].filter((name) => name !== "GITHUB_TOKEN");
}
function examineJob(run, names, facts) {
    if (names.length === 0)
        return fine;
    const { environment } = run.job;
    if (environment === null)
        return withoutEnvironment(run, names, facts);
    if (isExpression(environment.name))
        return found([], [`Which environment the ${nameOf(run)} has: it is known only when it runs.`]);
    return merge([openEnvironment(run, environment.name, facts), alsoOutside(names, facts)]);
}
/** Where the names of the repository's secrets are known, one that is not among them is the organisation's, or gone. */
function withoutEnvironment(run, names, { secrets }) {
    const here = names.filter((name) => !secrets.known || secrets.value.includes(name));
    const elsewhere = names.filter((name) => !here.includes(name));
    const problem = {
        sentence: `The ${nameOf(run)} reads ${listed(here.map(code))} without an environment, so every workflow on every branch can read ${here.length === 1 ? "it" : "them"}.`,
        cure: "Make an environment that only the default branch may use, move the secret there, and name it in the job.",
        paste: { language: "yaml", text: "environment: publish" },
        facts: { path: run.file.path, job: run.job.id, secrets: here },
    };
    return found(here.length === 0 ? [] : [problem], elsewhere.length === 0
        ? []
        : [`The repository has no secret ${listed(elsewhere.map(code), "or")}; whether its organisation has.`]);
}
function openEnvironment(run, name, { environments, branch, repository }) {
    if (!environments.known)
        return found([], [environments.why]);
    const limit = findEnvironment(environments.value, name)?.limit ?? { kind: "none" };
    if (limit.kind === "protected" && !branch.known)
        return found([], [branch.why]);
    if (!isOpen(limit, branch.known && branch.value.hasProtectionRule))
        return fine;
    return found([
        {
            sentence: `Every branch may use the environment ${code(name)} of the ${nameOf(run)}, and so read its secrets.`,
            cure: `Limit it: Settings, Environments, ${code(name)}, Deployment branches and tags, Selected branches, ${code(repository.defaultBranch)}.`,
            facts: { environment: name, path: run.file.path, job: run.job.id },
        },
    ]);
}
function isOpen(limit, hasProtectionRule) {
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
function alsoOutside(names, { secrets, repository }) {
    if (!secrets.known)
        return found([], [`Whether ${listed(names.map(code))} also stand among the repository's secrets. ${secrets.why}`]);
    const outside = names.filter((name) => secrets.value.includes(name));
    return found(outside.map((name) => ({
        sentence: `${code(name)} is a secret of the repository, too, so every workflow on every branch can read it.`,
        cure: "Delete it there; the environment's own stays.",
        paste: {
            language: "sh",
            text: `gh secret delete ${name} --repo ${repository.owner}/${repository.name}`,
        },
        facts: { secret: name },
    })));
}

;// CONCATENATED MODULE: ./build/packages/approval/src/setup/checks/gate-checks.js






/* Whether publishing goes through the gate, and nothing else can publish. */
const gateChecks = [
    {
        id: "gate-before-publishing",
        severity: "hole",
        title: "Every step that publishes stands behind the gate",
        why: "The gate holds what goes through it. A step in a job that does not need it publishes whatever it is given.",
        cure: "Put gate-release before the step, or let its job need a job with the gate.",
        examine: withWorkflows(({ publishing, files }) => found(publishing.flatMap((one) => (one.guard === "guarded" ? [] : [unguarded(one, one.guard)])), unreadFiles(files))),
    },
    {
        id: "ships-reviewed-commit",
        severity: "hole",
        title: "What is published is the commit that was reviewed",
        why: "A checkout takes what the branch is now, unless it is told which commit.",
        cure: "Give the checkout `ref`: the gate's output `commit`.",
        examine: withWorkflows(({ publishing }) => found(commitProblems(publishing))),
    },
    {
        id: "publishing-secrets",
        severity: "hole",
        title: "Credentials that publish, or administer, are out of reach of other branches",
        why: "A secret of the repository is there for every workflow on every branch: whoever can push can use it, gate or no gate.",
        cure: "Move them into an environment that only the default branch may use, or do without: npm, PyPI and crates.io can trust a workflow file.",
        examine: withWorkflows((facts) => merge(examineSecrets(facts))),
    },
];
function unguarded({ run, step, what }, guard) {
    return {
        sentence: `Step ${step.number} of the ${nameOf(run)} publishes (${what}) ${aroundIt(guard)}.`,
        cure: guard === "runs-anyway"
            ? "Ask the gate in the condition."
            : guard === "gate-optional"
                ? "Take `if` and `continue-on-error` away from the gate's step and job."
                : "Put the gate before it.",
        paste: {
            language: "yaml",
            text: guard === "runs-anyway"
                ? "if: always() && steps.gate.outputs.authorized == 'true'"
                : '- id: gate\n  uses: OWNER/release-approval/actions/gate-release@v1\n  with: { version: "${{ inputs.version }}" }',
        },
        facts: { path: run.file.path, job: run.job.id, step: step.number, what, guard },
    };
}
function aroundIt(guard) {
    switch (guard) {
        case "runs-anyway":
            return "although the gate has failed: its condition holds then, too";
        case "gate-optional":
            return "although the gate may be skipped, or may fail without stopping it";
        case "no-gate":
            return `without ${code("gate-release")} before it`;
    }
}

// EXTERNAL MODULE: ./build/packages/approval/src/policy/schema.js
var schema = __webpack_require__(1927);
// EXTERNAL MODULE: ./build/packages/approval/src/matching.js
var matching = __webpack_require__(6564);
// EXTERNAL MODULE: ./build/packages/approval/src/requirements.js
var requirements = __webpack_require__(4775);
;// CONCATENATED MODULE: ./build/packages/approval/src/setup/reach.js



/**
 * What nobody could fulfil of a release type's reviews: roles that the release waits for, then the quorum. Everybody is
 * given to the role where that helps most, as when a release is decided.
 * @returns the answer for a person who asks for the release, and whom the policy then keeps out of roles; null: somebody
 *   without a role asks
 */
function outOfReach(policy, releaseType, holders) {
    const asked = (0,requirements/* requirements */.L)(policy, { releaseType, securityRelated: true, openedAt: anyTime });
    // What is needed first: places are given in this order.
    const inOrder = [
        ...asked.filter(({ effect }) => effect === "required"),
        ...asked.filter(({ effect }) => effect !== "required"),
    ];
    const seats = inOrder.map(({ role, approvals }) => ({ role, places: approvals }));
    const quorum = policy.releaseTypes[releaseType]?.quorum ?? {};
    return (requester) => {
        const candidates = new Map(asked.map(({ role }) => [role, reviewersOf(policy, role, holders, requester)]));
        const assigned = (0,matching/* assignPeople */.V)(seats, candidates, policy.rules["one-role-per-person"]);
        const have = (role) => assigned.get(role)?.length ?? 0;
        const filled = asked.filter(({ role, approvals }) => have(role) >= approvals);
        const primary = filled.filter((one) => one.class === "primary").length;
        return [
            ...asked
                .filter(({ effect, role, approvals }) => effect === "required" && have(role) < approvals)
                .map(({ role, title, approvals: need }) => ({
                of: "role",
                role,
                title,
                need,
                have: have(role),
            })),
            ...missing("primary", quorum.primary, primary),
            ...missing("total", quorum.total, filled.length),
        ];
    };
}
function reviewersOf(policy, role, holders, requester) {
    const out = keepsRequestersOut(policy, role) ? requester : null;
    return (holders[role] ?? []).map(({ id }) => id).filter((id) => id !== out);
}
function missing(of, need, have) {
    return need !== undefined && have < need ? [{ of, need, have }] : [];
}
/** Only when a review is due depends on it, and nobody asks that here. */
const anyTime = "2000-01-03T00:00:00Z";
/** Roles that a release type cannot do without: as when a release is requested, all but optional ones. */
function neededRoles(policy) {
    const needed = new Map();
    for (const [id, rules] of Object.entries(policy.releaseTypes).flatMap(([, one]) => Object.entries(one.reviews))) {
        const role = policy.roles[id];
        if (role === undefined || rules.need === "optional")
            continue;
        const approvals = Math.max(rules.approvals, needed.get(id)?.approvals ?? 0);
        needed.set(id, { role: id, title: role.title, approvals });
    }
    return [...needed.values()];
}

;// CONCATENATED MODULE: ./build/packages/approval/src/setup/checks/people-checks.js




function withPeople(examine) {
    return withPolicy((policy, facts) => {
        const { people } = facts;
        return people === null ? found([], ["Nobody was looked up."]) : examine(policy, { ...facts, people });
    });
}
const peopleChecks = [
    {
        id: "role-members",
        severity: "stops",
        title: "Every role that a release needs has somebody who can review",
        why: "A release waits for ever for a role that nobody can fill.",
        cure: "Correct `members` of the role in the policy, or give them access to the repository.",
        examine: withPeople((policy, { people, policyPath }) => {
            const unread = new Set(people.unreadTeams.map(({ role }) => role));
            const short = neededRoles(policy).filter(({ role, approvals }) => (people.holders[role] ?? []).length < approvals);
            return found(short
                .filter(({ role }) => !unread.has(role))
                .map(({ role, title, approvals }) => {
                const have = (people.holders[role] ?? []).length;
                const lost = people.lost.filter((one) => one.role === role).map(describeLeftOut);
                return {
                    sentence: `${title} needs ${approvals} who can review, and has ${have}${lost.length === 0 ? "" : `: ${lost.join("; ")}`}.`,
                    cure: `Correct ${code(`roles.${role}.members`)} in ${code(policyPath)} on the default branch.`,
                    paste: { language: "yaml", text: `roles:\n  ${role}: { members: [LOGIN] }` },
                    facts: { role, need: approvals, have },
                };
            }), people.unreadTeams.map(({ role, team }) => `Who is in the team ${code(team)} of ${policy.roles[role]?.title ?? role}: no \`team-token\` was given.`));
        }),
    },
    {
        id: "enough-people",
        severity: "stops",
        title: "There are enough people for every release type, each in one role",
        why: "One person fills one role, and a quorum counts roles: a policy can ask for more than there are people.",
        cure: "Add people to the roles, ask for a smaller quorum, or let one person fill several roles.",
        examine: withPeople((policy, { people }) => {
            // Of a role that is short by itself, `role-members` tells already.
            const short = new Set(neededRoles(policy)
                .filter(({ role, approvals }) => (people.holders[role] ?? []).length < approvals)
                .map(({ role }) => role));
            if (people.unreadTeams.length > 0)
                return found([], ["Who is in the teams that the policy names."]);
            return found(typesOf(policy).flatMap((type) => outOfReach(policy, type, people.holders)(null)
                .filter((one) => (one.of === "role" ? !short.has(one.role) : short.size === 0))
                .map((one) => ({
                sentence: `${sentenceOf(one, type)} One person fills one role.`,
                cure: one.of === "role"
                    ? "Add somebody to one of the roles, or write `rules: { one-role-per-person: false }`."
                    : `Ask for a smaller ${code(`release-types.${type}.quorum.${one.of}`)}, or add people to the roles.`,
                facts: { type, ...one },
            }))));
        }),
    },
    {
        id: "members-reachable",
        severity: "note",
        title: "Everybody whom the policy names is known and can read the repository",
        why: "Whoever cannot read the repository can neither press the button nor comment.",
        cure: "Correct the login, or give access.",
        examine: withPeople((policy, { people, policyPath, repository: { owner, name } }) => found(people.lost.map((one) => ({
            sentence: `${policy.roles[one.role]?.title ?? one.role}: ${describeLeftOut(one)}.`,
            cure: one.code === "cannot-read"
                ? "Give access, or take the login out of the role."
                : `Correct ${code(`roles.${one.role}.members`)} in ${code(policyPath)}.`,
            ...(one.code === "cannot-read" && {
                paste: {
                    language: "sh",
                    text: `gh api --method PUT repos/${owner}/${name}/collaborators/${one.login} -f permission=pull`,
                },
            }),
            facts: { ...one },
        })), people.accessUnknown === null ? [] : [people.accessUnknown])),
    },
    {
        id: "requester-leaves-enough",
        severity: "note",
        title: "Somebody with a role can ask for every release type, and leave enough to review it",
        why: "Who asks does not review (but as release manager). In a small team that may be one person too few, whoever asks.",
        cure: "Let somebody without a role ask, add a member, or allow `self-review`.",
        examine: withPeople((policy, { people }) => {
            if (people.unreadTeams.length > 0)
                return found([], ["Who is in the teams that the policy names."]);
            const everybody = new Map(Object.values(people.holders)
                .flat()
                .map(({ id, login }) => [id, login]));
            return found(typesOf(policy).flatMap((type) => {
                const missingFor = outOfReach(policy, type, people.holders);
                // Where it is out of reach for all, there is a problem of its own.
                if (missingFor(null).length > 0)
                    return [];
                const blocked = [...everybody].filter(([id]) => missingFor(id).length > 0);
                if (blocked.length < everybody.size || everybody.size === 0)
                    return [];
                const who = blocked.map(([, login]) => code(login));
                return [
                    {
                        sentence: `If ${listed(who, "or")} asks for a ${type} release, nobody is left for a review that it needs; so nobody with a role can ask for one.`,
                        cure: "Let somebody else ask for it, add a member to the role, or write `rules: { self-review: allow }`.",
                        facts: { type, requesters: blocked.map(([, login]) => login) },
                    },
                ];
            }));
        }),
    },
];
function typesOf(policy) {
    return schema/* releaseTypes */.ne.filter((type) => Object.hasOwn(policy.releaseTypes, type));
}
function sentenceOf(one, type) {
    switch (one.of) {
        case "role":
            return `A ${type} release needs ${one.need} as ${one.title}, and ${one.have} can be found beside the other roles.`;
        case "primary":
            return `A ${type} release needs ${one.need} primary roles, and ${one.have} can be filled at once.`;
        case "total":
            return `A ${type} release needs ${one.need} roles, and ${one.have} can be filled at once.`;
    }
}
/** Why a member cannot review, without a full stop. */
function describeLeftOut(one) {
    switch (one.code) {
        case "unknown-user":
            return `GitHub knows no user ${code(one.login)}`;
        case "other-account":
            return `the login ${code(one.login)} belongs to account ${one.found} now, and the policy means ${one.pinned}`;
        case "cannot-read":
            return `${code(one.login)} cannot read this repository`;
        case "team-unreadable":
            return `the team ${code(one.team)} cannot be read: check its name, and that the token may read it`;
        case "team-elsewhere":
            return `the team ${code(one.team)} is of another organisation, whose teams cannot review by button here`;
    }
}

;// CONCATENATED MODULE: ./build/packages/approval/src/setup/checks/permission-check.js




const permissionCheck = {
    id: "job-permissions",
    severity: "stops",
    title: "Every job with one of these actions has the permissions that it needs",
    why: "A job that states some permissions has no others.",
    cure: "Add the lines under `permissions:` of the job.",
    examine: withWorkflows(findMissingPermissions),
};
/** What a token may do where neither job nor workflow says anything, and the repository's default is the strict one. */
const strictDefault = { contents: "read", packages: "read" };
function findMissingPermissions({ uses, actions }) {
    const byDefault = actions.known ? actions.value.defaultPermissions : null;
    const problems = [];
    const unknown = [];
    for (const [run, needed] of needsByJob(uses)) {
        const said = permissionsOf(run);
        const holds = said.length > 0 ? said : byDefault === "write" ? ["write-all"] : [strictDefault];
        const missing = [...needed].filter(([scope, level]) => !grants(holds, scope, level));
        if (missing.length === 0)
            continue;
        if (said.length === 0 && byDefault === null)
            unknown.push(`The ${nameOf(run)} states no \`permissions:\`, and the repository's default is for administrators to see.`);
        else
            problems.push(permissionProblem(run, missing, [...needed]));
    }
    return found(problems, unknown);
}
/** Of several actions in one job the highest level of each permission counts. */
function needsByJob(uses) {
    const needs = new Map();
    for (const use of uses) {
        if (hasOwnToken(use.inputs))
            continue;
        const known = needs.get(use.run) ?? new Map();
        for (const [scope, level] of neededPermissions(use))
            if (known.get(scope) !== "write")
                known.set(scope, level);
        needs.set(use.run, known);
    }
    return needs;
}
function permissionProblem(run, missing, needed) {
    const said = run.job.permissions ?? run.file.permissions;
    const kept = typeof said === "object" && said !== null ? said : {};
    const all = { ...kept, ...Object.fromEntries(needed.filter(([scope]) => kept[scope] !== "write")) };
    const line = Object.entries(all).map(([scope, level]) => `${scope}: ${level}`);
    return {
        sentence: `The ${nameOf(run)} lacks ${listed(missing.map(([scope, level]) => code(`${scope}: ${level}`)))}.`,
        cure: run.caller === null
            ? "Give the job these permissions."
            : `Give these permissions to the job, and to ${code(run.caller.id)} of ${code(run.started.path)}, which calls it.`,
        paste: {
            language: "yaml",
            text: `jobs:\n  ${run.job.id}:\n    permissions: { ${line.join(", ")} }`,
        },
        facts: {
            path: run.file.path,
            job: run.job.id,
            missing: missing.map(([scope, level]) => `${scope}: ${level}`),
        },
    };
}

;// CONCATENATED MODULE: ./build/packages/approval/src/setup/checks/policy-checks.js


/* Whether there are rules to decide by, and a place to keep the records. */
const policyChecks = [
    {
        id: "policy-valid",
        severity: "stops",
        title: "The policy on the default branch is valid",
        why: "Nothing is decided without a policy, and never by the one of a checkout.",
        cure: "Correct the lines that are named, on the default branch.",
        examine: ({ policy }) => (policy.ok ? fine : found(wrongPolicy(policy))),
    },
    {
        id: "policy-in-checkout",
        severity: "note",
        title: "The checkout has the policy of the default branch",
        why: "Releases are decided by the default branch's policy. A change elsewhere has no effect yet.",
        cure: "Merge the change, or check the default branch out.",
        examine: ({ checkout, policyPath, repository }) => {
            if (checkout === "same")
                return fine;
            if (checkout === "absent")
                return found([], ["There is no checkout with a policy to compare."]);
            return found([
                {
                    sentence: `${code(policyPath)} of this checkout differs from the one on ${code(repository.defaultBranch)}, which is the one that counts.`,
                    cure: `Merge it into ${code(repository.defaultBranch)} if it is meant to hold.`,
                    facts: { path: policyPath },
                },
            ]);
        },
    },
    {
        id: "repository-open",
        severity: "stops",
        title: "Issues are on, and the repository is not archived",
        why: "A release is an issue: its comments are the record of the reviews.",
        cure: "Settings, General, Features: tick Issues. Unarchive the repository at the end of that page.",
        examine: ({ repository: { owner, name, hasIssues, isArchived } }) => found([
            ...(isArchived
                ? [
                    {
                        sentence: "The repository is archived, so nothing can be recorded in it.",
                        cure: "Unarchive it.",
                        paste: { language: "sh", text: `gh repo unarchive ${owner}/${name}` },
                        facts: { archived: true },
                    },
                ]
                : []),
            ...(hasIssues
                ? []
                : [
                    {
                        sentence: "Issues are switched off, so a release has nowhere to be reviewed.",
                        cure: "Switch them on.",
                        paste: { language: "sh", text: `gh repo edit ${owner}/${name} --enable-issues` },
                        facts: { issues: false },
                    },
                ]),
        ]),
    },
    {
        id: "actions-allowed",
        severity: "stops",
        title: "GitHub Actions are on, and may run these actions",
        why: "Every part of this is an action. Only an administrator's token can see these settings.",
        cure: "Settings, Actions, General: allow the actions, by name if need be.",
        examine: ({ actions, uses }) => {
            if (!actions.known)
                return found([], [actions.why]);
            const { isEnabled, allowed } = actions.value;
            const where = "Settings, Actions, General";
            if (!isEnabled)
                return found([
                    {
                        sentence: "GitHub Actions are switched off in this repository.",
                        cure: `Switch them on under ${where}.`,
                        facts: { enabled: false },
                    },
                ]);
            const names = uses.map(({ step, run }) => step?.uses ?? run.job.uses ?? "");
            const foreign = [...new Set(names.filter((name) => !/^[.$]\//.test(name)))];
            if (foreign.length === 0 || allowed === "all")
                return fine;
            if (allowed === "local_only")
                return found([
                    {
                        sentence: `Only actions of the repository's own organisation may run, and the workflows use ${foreign.map(code).join(", ")}.`,
                        cure: `Unless they are of that organisation, allow them under ${where}.`,
                        facts: { allowed, uses: foreign },
                        severity: "note",
                    },
                ]);
            return found([], [`Whether ${foreign.map(code).join(", ")} are among the selected actions.`]);
        },
    },
];
/** One problem for each line that is wrong; a cure of several lines ends in something to paste. */
function wrongPolicy({ message, cure }) {
    const [summary = "", ...lines] = message.split("\n");
    const [what = "", ...example] = cure.split("\n");
    return (lines.length === 0 ? [summary] : lines).map((sentence) => ({
        sentence,
        cure: what,
        ...(example.length > 0 && { paste: { language: "yaml", text: example.join("\n") } }),
        facts: {},
    }));
}

;// CONCATENATED MODULE: ./build/packages/approval/src/setup/codeowners.js

/*
 * Who owns a file by CODEOWNERS: the last line that matches. Patterns are those of .gitignore, without `!`, `[ ]` and
 * `\#`: https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
 */
/** Where GitHub looks, in this order; the first file counts. */
const codeownersPaths = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"];
/**
 * The owners of a file: `@mia`, `@acme/leads` or an address.
 * @returns empty: nobody
 */
function ownersOf(codeowners, path) {
    const lines = codeowners
        .split(/\r?\n/)
        .map((line) => line.replace(/(?:^|\s)#.*$/, "").trim())
        .filter((line) => line !== "")
        .map((line) => line.split(/(?<!\\)\s+/));
    const last = lines.findLast(([pattern = ""]) => toRegExp(pattern).test(path));
    return last?.slice(1) ?? [];
}
function toRegExp(pattern) {
    const rooted = pattern.replace(/\/$/, "").includes("/");
    const isFolder = pattern.endsWith("/");
    const body = patternSource(pattern.replace(/^\/|\/$/g, "").replaceAll("\\ ", " "));
    // `docs/*` is for the files of that folder alone; every other name is for what is below it, too.
    const below = isFolder ? "/.+" : pattern.endsWith("/*") ? "" : "(?:/.+)?";
    return new RegExp(`^${rooted ? "" : "(?:.+/)?"}${body}${below}$`);
}

;// CONCATENATED MODULE: ./build/packages/approval/src/setup/checks/protection-checks.js




/* Whether the rules, and the workflows that hold to them, can be changed by somebody alone. */
const protectionChecks = [
    {
        id: "default-branch-protected",
        severity: "hole",
        title: "The default branch takes changes by reviewed pull request alone",
        why: "Whoever can push there can change the policy and the workflows.",
        cure: "Settings, Rules, Rulesets, New branch ruleset: the default branch, Require a pull request before merging, 1 approval.",
        examine: (facts) => {
            if (!facts.branch.known)
                return found([], [facts.branch.why]);
            const { isProtected, needsReview } = facts.branch.value;
            const { defaultBranch } = facts.repository;
            if (isProtected && needsReview === null)
                return found([], [`${code(defaultBranch)} is protected; how, only an administrator's token can see.`]);
            if (needsReview === true)
                return fine;
            return found([
                {
                    sentence: isProtected
                        ? `${code(defaultBranch)} is protected, and takes changes that nobody has reviewed.`
                        : `${code(defaultBranch)} is not protected: whoever can push can change the policy and the workflows.`,
                    cure: "Ask for a reviewed pull request.",
                    paste: protect(facts),
                    facts: { branch: defaultBranch, protected: isProtected },
                },
            ]);
        },
    },
    {
        id: "codeowners",
        severity: "hole",
        title: "Policy and workflows have code owners",
        why: "Without an owner any reviewer may let a change of the rules pass.",
        cure: "Add the lines to `.github/CODEOWNERS`.",
        examine: (facts) => {
            const text = facts.codeowners?.text ?? "";
            const paths = [facts.policyPath, ...involvedPaths(facts)].sort();
            const orphans = paths.filter((path) => ownersOf(text, path).length === 0);
            const file = facts.codeowners?.path ?? ".github/CODEOWNERS";
            const wrong = facts.codeownersErrors.known ? facts.codeownersErrors.value : [];
            return found([
                ...(orphans.length === 0
                    ? []
                    : [
                        {
                            sentence: `Nobody owns ${listed(orphans.map(code))}.`,
                            cure: `Add a line for each to ${code(file)}, with who answers for the rules.`,
                            paste: {
                                language: "text",
                                text: orphans.map((path) => `/${path.replaceAll(" ", "\\ ")} @OWNER`).join("\n"),
                            },
                            facts: { paths: orphans },
                        },
                    ]),
                ...wrong.map((error) => ({
                    sentence: `GitHub finds an error in ${code(file)}: ${error}, and leaves that line out.`,
                    cure: "Correct the line.",
                    facts: { path: file, error },
                })),
            ], facts.codeownersErrors.known || facts.codeowners === null ? [] : [facts.codeownersErrors.why]);
        },
    },
    {
        id: "code-owners-asked",
        severity: "hole",
        title: "A change that has code owners needs their review",
        why: "CODEOWNERS alone only suggests reviewers.",
        cure: "In the rule of the default branch: Require review from Code Owners.",
        examine: (facts) => {
            if (!facts.branch.known)
                return found([], [facts.branch.why]);
            const { needsCodeOwners, isProtected } = facts.branch.value;
            if (needsCodeOwners === true)
                return fine;
            if (needsCodeOwners === null)
                return found([], ["Whether code owners have to review, only an administrator's token can see."]);
            return found([
                {
                    sentence: isProtected
                        ? "Code owners are asked, and a change can be merged without them."
                        : "Nothing makes a change of the rules wait for its code owners.",
                    cure: "Require their review on the default branch.",
                    paste: protect(facts),
                    facts: { branch: facts.repository.defaultBranch },
                },
            ]);
        },
    },
];
/** A ruleset adds to what is there; a branch protection rule would be replaced whole. */
function protect({ repository: { owner, name } }) {
    const ruleset = {
        name: "Release approval",
        target: "branch",
        enforcement: "active",
        conditions: { ref_name: { include: ["~DEFAULT_BRANCH"], exclude: [] } },
        rules: [
            { type: "deletion" },
            { type: "non_fast_forward" },
            {
                type: "pull_request",
                parameters: {
                    required_approving_review_count: 1,
                    require_code_owner_review: true,
                    dismiss_stale_reviews_on_push: true,
                    require_last_push_approval: true,
                    required_review_thread_resolution: false,
                },
            },
        ],
    };
    return {
        language: "sh",
        text: `gh api --method POST repos/${owner}/${name}/rulesets --input - <<'JSON'\n${JSON.stringify(ruleset)}\nJSON`,
    };
}

;// CONCATENATED MODULE: ./build/packages/approval/src/setup/checks/release-workflow-check.js




const releaseWorkflowCheck = {
    id: "release-workflow",
    severity: "stops",
    title: "The workflow that publishes can be started",
    why: "track-approvals starts it with the input `version` once a release is authorized. An unknown input makes GitHub refuse.",
    cure: "Correct `release-workflow` (or `publish`), or the triggers of that workflow.",
    examine: withPolicy((policy, facts) => withWorkflows((known) => findReleaseWorkflow(policy, known))(facts)),
};
function findReleaseWorkflow(policy, { uses, files, repository }) {
    const named = uses
        .filter(({ action }) => action === "track")
        .map(({ inputs }) => inputs["release-workflow"] ?? "");
    const unknown = [...new Set(named.filter(isExpression))];
    const names = releaseWorkflows(uses);
    const problems = names.flatMap((name) => {
        const file = files.find(({ path }) => fileName(path) === name);
        if (file === undefined)
            return [
                {
                    sentence: `track-approvals is told to start ${code(name)}, and ${code(repository.defaultBranch)} has no such workflow.`,
                    cure: "Correct `release-workflow` (`publish` of the reusable workflow), or add the file.",
                    facts: { workflow: name },
                },
            ];
        return file.workflow === null ? [unreadable(file.path)] : dispatchProblems(policy, name, file.workflow);
    });
    const silent = names.length === 0 && unknown.length === 0 && uses.some(({ action }) => action === "track")
        ? [nothingStarts]
        : [];
    return found([...problems, ...silent], unknown.map((name) => `${code(name)} is known only when it runs.`));
}
function unreadable(path) {
    return {
        sentence: `track-approvals is told to start ${code(path)}, which cannot be read as a workflow.`,
        cure: "Correct the file: it is no YAML, or has no jobs.",
        facts: { path },
    };
}
const nothingStarts = {
    sentence: "Nothing starts publishing when a release is authorized; somebody has to start it.",
    cure: "Name your workflow in the step of track-approvals, if it should start by itself.",
    paste: { language: "yaml", text: "with:\n  release-workflow: publish.yml" },
    facts: {},
    severity: "note",
};
function dispatchProblems(policy, name, { triggers }) {
    if (!Object.hasOwn(triggers, "workflow_dispatch"))
        return [
            {
                sentence: `${code(name)} has no trigger \`workflow_dispatch\`, so track-approvals cannot start it.`,
                cure: "Add the trigger.",
                paste: dispatchPaste(["version"]),
                facts: { workflow: name },
            },
        ];
    const inputs = inputsOf(triggers["workflow_dispatch"]);
    const wanted = ["version", ...(Object.keys(policy.components).length > 0 ? ["component"] : [])];
    const absent = wanted.filter((input) => !inputs.has(input));
    const needed = [...inputs].filter(([input, isNeeded]) => isNeeded && !wanted.includes(input));
    return [
        ...(absent.length === 0
            ? []
            : [
                {
                    sentence: `${code(name)} does not declare the ${absent.length === 1 ? "input" : "inputs"} ${listed(absent.map(code))}, so GitHub refuses to start it.`,
                    cure: "Declare it under `workflow_dispatch`.",
                    paste: dispatchPaste(absent),
                    facts: { workflow: name, inputs: absent },
                },
            ]),
        ...(needed.length === 0
            ? []
            : [
                {
                    sentence: `${code(name)} requires ${listed(needed.map(([input]) => code(input)))}, which track-approvals does not know, so GitHub refuses to start it.`,
                    cure: "Give it a default, or do not require it.",
                    facts: { workflow: name, inputs: needed.map(([input]) => input) },
                },
            ]),
    ];
}
function dispatchPaste(inputs) {
    const lines = inputs.map((input) => `      ${input}: { type: string }`);
    return { language: "yaml", text: `on:\n  workflow_dispatch:\n    inputs:\n${lines.join("\n")}` };
}
/** Inputs, with whether one has to be given. */
function inputsOf(dispatch) {
    const inputs = recordOf(recordOf(dispatch)["inputs"]);
    return new Map(Object.entries(inputs).map(([name, input]) => {
        const { required, default: byDefault } = recordOf(input);
        return [name, required === true && byDefault === undefined];
    }));
}
function recordOf(value) {
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

;// CONCATENATED MODULE: ./build/packages/approval/src/setup/checks/review-job-checks.js





/* Jobs that wait for somebody, for days at times. */
const reviewJobChecks = [
    {
        id: "review-jobs",
        severity: "note",
        title: "Review jobs make no deployments, and one rejection stops no other review",
        why: "`deployment: false` keeps the page of deployments for deployments; `fail-fast: false` keeps the other reviews waiting when one is rejected.",
        cure: "Write both in the review job.",
        examine: withPolicy((policy, facts) => withWorkflows((known) => found(reviewJobs(policy, known).flatMap(reviewJobProblems)))(facts)),
    },
    {
        id: "review-concurrency",
        severity: "note",
        title: "No workflow that waits for reviews has a concurrency group as a whole",
        why: "A run that waits for a review holds its group, for days: whatever else is in it waits, or is cancelled.",
        cure: "Move `concurrency` into the track job.",
        examine: withPolicy((policy, facts) => withWorkflows((known) => {
            const files = reviewJobs(policy, known).flatMap(({ started, file }) => [started, file]);
            const grouped = [...new Set(files)].filter(({ concurrency }) => concurrency !== "none");
            return found(grouped.map(({ path, concurrency }) => ({
                sentence: `${code(path)} has a \`concurrency\` group around its review jobs: a waiting review ${concurrency === "cancels" ? "is cancelled by the next run" : "holds up every other run of the group"}.`,
                cure: "Take it away at the top, and give the track job one.",
                paste: {
                    language: "yaml",
                    text: "jobs:\n  track:\n    concurrency: { group: \"release-approval-${{ github.event.issue.number || 'all' }}\" }",
                },
                facts: { path },
            })));
        })(facts)),
    },
];
/** Jobs that wait for a role's button, and those that call our reusable workflow, which has some. */
function reviewJobs(policy, { runs, repository }) {
    const names = new Set(wantedEnvironments(policy, repository.defaultBranch).map(({ name }) => name.toLowerCase()));
    return runs.filter(({ job }) => {
        if (isOurReusable(job.uses))
            return true;
        if (job.environment === null)
            return false;
        const isOurs = job.steps.some((step) => actionOf(step) === "track");
        return names.has(job.environment.name.toLowerCase()) || (isOurs && job.environment.name.includes("${{"));
    });
}
function reviewJobProblems(run) {
    const { job } = run;
    if (job.environment === null)
        return [];
    const { name, deployment } = job.environment;
    return [
        ...(deployment
            ? [
                {
                    sentence: `The ${nameOf(run)} makes a deployment of every review.`,
                    cure: "Write it so.",
                    paste: {
                        language: "yaml",
                        text: `environment:\n  name: ${yamlWord(name)}\n  deployment: false`,
                    },
                    facts: { path: run.file.path, job: job.id },
                },
            ]
            : []),
        ...(job.isMatrix && job.failFast
            ? [
                {
                    sentence: `In the ${nameOf(run)} one rejection cancels every review that still waits.`,
                    cure: "Write it so.",
                    paste: { language: "yaml", text: "strategy:\n  fail-fast: false" },
                    facts: { path: run.file.path, job: job.id },
                },
            ]
            : []),
    ];
}

// EXTERNAL MODULE: ./build/packages/approval/src/policy/members.js
var policy_members = __webpack_require__(9325);
;// CONCATENATED MODULE: ./build/packages/approval/src/setup/checks/reviewer-checks.js





/* Whether those who can press a button are those whom the policy means. */
const reviewerChecks = [
    {
        id: "reviewers-hold-the-role",
        severity: "note",
        title: "Whoever can press a role's button holds the role, and the other way round",
        why: "Who presses it without the role is not counted. Who holds the role and cannot press it answers by comment.",
        cure: "Run `command: setup` with `apply: true`; take others away by hand.",
        examine: withEnvironments(({ usable }, _, facts) => found(usable.flatMap((one) => strangers(one.wanted, one.environment, facts)))),
    },
    {
        id: "requesters-may-press",
        severity: "note",
        title: "No button keeps out who asked for a release where the policy lets them review",
        why: "GitHub's “prevent self-review” is the environment's own rule, and does not know the policy.",
        cure: "Settings, Environments, the environment: untick “Prevent self-review”. A comment works in any case.",
        examine: withEnvironments(({ usable }) => found(usable
            .filter(({ wanted, environment }) => environment.preventsSelfReview && !wanted.preventsSelfReview)
            .map(({ environment: { name } }) => ({
            sentence: `${code(name)} keeps out who asked for the release, and the policy does not.`,
            cure: "Untick “Prevent self-review” in that environment, or answer by comment.",
            facts: { environment: name },
        })))),
    },
];
function strangers(wanted, { name, reviewers }, facts) {
    const members = wanted.members.map(policy_members/* parseMember */.yl);
    const logins = new Set([
        ...members.map((one) => (one.kind === "user" ? one.login : "")),
        ...wanted.roles.flatMap(({ id }) => (facts.people?.holders[id] ?? []).map(({ login }) => login)),
    ].map((login) => login.toLowerCase()));
    const teams = new Set(members.map((one) => (one.kind === "team" ? one.slug.toLowerCase() : "")));
    // Who is in a team that was not read cannot be told from a stranger.
    const isUnread = facts.people?.unreadTeams.some(({ role }) => wanted.roles.some(({ id }) => id === role));
    const holds = (one) => one.kind === "team" ? teams.has(one.name.toLowerCase()) : logins.has(one.name.toLowerCase());
    const others = isUnread === true ? [] : reviewers.filter((one) => !holds(one));
    const present = new Set(reviewers.map((one) => `${one.kind}:${one.name.toLowerCase()}`));
    // Who cannot review at all is told by `members-reachable`.
    const lost = new Set((facts.people?.lost ?? []).map((one) => ("login" in one ? one.login : one.team).toLowerCase()));
    const absent = members.flatMap((one) => {
        if (lost.has(one.kind === "user" ? one.login.toLowerCase() : `${one.org}/${one.slug}`.toLowerCase()))
            return [];
        const label = one.kind === "user" ? one.login : one.slug;
        return present.has(`${one.kind}:${label.toLowerCase()}`) ? [] : [label];
    });
    const title = titlesOf(wanted.roles);
    return [
        ...(others.length === 0
            ? []
            : [
                {
                    sentence: `${listed(others.map((one) => code(one.name)))} can press ${code(name)} and ${others.length === 1 ? "does" : "do"} not hold the role ${title}: that is not counted.`,
                    cure: "Add them to the role in the policy, or take them out of the environment.",
                    facts: { environment: name, reviewers: others.map((one) => one.name) },
                },
            ]),
        ...(absent.length === 0 ? [] : [absentProblem(name, title, absent, reviewers.length)]),
    ];
}
function absentProblem(name, title, absent, present) {
    const isFull = present >= mostReviewers;
    return {
        sentence: `${listed(absent.map(code))} ${absent.length === 1 ? "holds" : "hold"} the role ${title} and cannot press ${code(name)}${isFull ? `, which has ${mostReviewers} reviewers, as many as GitHub lets it have` : ""}.`,
        cure: isFull
            ? "Put them into a team of your organisation and write `members: [team:ORGANISATION/TEAM]`; a team is one reviewer. They can answer by comment."
            : "Run setup. They can answer by comment.",
        ...(!isFull && { paste: setupStep }),
        facts: { environment: name, members: absent },
    };
}

;// CONCATENATED MODULE: ./build/packages/approval/src/setup/checks/stale-check.js



/** actions/stale closes issues that nobody has spoken in: https://github.com/actions/stale */
const staleCheck = {
    id: "stale-issues",
    severity: "note",
    title: "No bot closes the issues of releases",
    why: "A release may wait for weeks, and a follow-up longer. A bot that closes quiet issues would close it.",
    cure: "Exempt the label `release` in actions/stale.",
    examine: withWorkflows(({ runs, requestLabels }) => found(runs.flatMap((run) => run.job.steps
        .filter((step) => closesReleases(step, requestLabels))
        .map((step) => problem(run, step, requestLabels))))),
};
function closesReleases({ uses, inputs }, labels) {
    if (uses?.startsWith("actions/stale@") !== true)
        return false;
    const ofIssues = (name) => inputs[`days-before-issue-${name}`] || inputs[`days-before-${name}`] || "";
    // A negative number switches it off.
    if (ofIssues("stale").startsWith("-") || ofIssues("close").startsWith("-"))
        return false;
    const general = labels[0] ?? "";
    if (listIn(inputs["exempt-issue-labels"]).includes(general))
        return false;
    // It looks only at issues with these labels, and a release's issue has none of them.
    const only = [...listIn(inputs["only-labels"]), ...listIn(inputs["only-issue-labels"])];
    const any = [...listIn(inputs["any-of-labels"]), ...listIn(inputs["any-of-issue-labels"])];
    if (only.some((label) => !labels.includes(label)))
        return false;
    return any.length === 0 || any.some((label) => labels.includes(label));
}
function listIn(text) {
    return (text ?? "")
        .split(",")
        .map((label) => label.trim())
        .filter((label) => label !== "");
}
function problem(run, { inputs }, labels) {
    const exempt = [...listIn(inputs["exempt-issue-labels"]), ...labels.slice(0, 1)].join(",");
    return {
        sentence: `actions/stale in the ${nameOf(run)} closes quiet issues, those of releases too.`,
        cure: `Exempt the label ${code(labels[0] ?? "")}.`,
        paste: { language: "yaml", text: `with:\n  exempt-issue-labels: ${JSON.stringify(exempt)}` },
        facts: { path: run.file.path, job: run.job.id },
    };
}

;// CONCATENATED MODULE: ./build/packages/approval/src/setup/checks/trust-check.js




const trustCheck = {
    id: "trusted-places",
    severity: "stops",
    title: "What the workflows write is trusted by the policy",
    why: "Entries of another account, or of a workflow file that the policy does not name, count for nothing.",
    cure: "Correct `rules` of the policy, or the workflow.",
    examine: withPolicy((policy, facts) => withWorkflows((known) => findUntrusted(policy, known))(facts)),
};
function findUntrusted(policy, { uses, policyPath }) {
    const writers = uses.filter(({ action }) => action === "request" || action === "track" || action === "gate");
    const files = policy.rules["trusted-workflows"];
    const paths = [...new Set(writers.map(({ run }) => run.started.path))];
    const author = policy.rules["trusted-author"];
    const isWorkflowsOwn = /^github-actions(?:\[bot\])?(?:#|$)/i.test(author);
    const strangers = isWorkflowsOwn
        ? []
        : writers.filter(({ step, inputs }) => step !== null && !hasOwnToken(inputs));
    return found([
        ...paths
            .filter((path) => files.length > 0 && !files.includes(path))
            .map((path) => ({
            sentence: `${code(path)} writes entries, and ${code("rules.trusted-workflows")} of the policy does not name it, so they count for nothing.`,
            cure: `Name it in ${code(policyPath)}.`,
            paste: {
                language: "yaml",
                text: `rules:\n  trusted-workflows: [${[...files, path].map(yamlWord).join(", ")}]`,
            },
            facts: { path },
        })),
        ...[...new Set(strangers.map(({ run }) => run))].map((run) => ({
            sentence: `The ${nameOf(run)} writes as \`github-actions[bot]\`, and the policy trusts only ${code(author)}.`,
            cure: "Give the step the token of that App.",
            paste: { language: "yaml", text: "with:\n  github-token: ${{ steps.app.outputs.token }}" },
            facts: { path: run.file.path, job: run.job.id },
        })),
    ]);
}

;// CONCATENATED MODULE: ./build/packages/approval/src/setup/checks/workflow-checks.js



/* Whether the workflows on the default branch do their part: ask, track, start publishing. */
const workflowChecks = [
    {
        id: "approval-workflow",
        severity: "stops",
        title: "A workflow on the default branch asks for releases",
        why: "Without one there is nothing to approve.",
        cure: "Add the approval workflow; `examples/workflows` has it.",
        examine: withWorkflows(({ uses, files }) => {
            const told = unreadFiles(files);
            const asks = uses.some(({ action, run }) => action === "request" && startsByHand(run.started));
            return asks ? found([], told) : found([missingWorkflow(uses)], told);
        }),
    },
    {
        id: "comment-trigger",
        severity: "stops",
        title: "A comment starts track-approvals",
        why: "Nobody would read `/approve` or `/reject` until the gate is asked.",
        cure: "Add `issue_comment` to the triggers of the approval workflow.",
        examine: withTracking((tracks) => {
            if (tracks.some(({ run }) => hearsComments(run.started)))
                return fine;
            return found([
                {
                    sentence: "No workflow runs track-approvals when somebody comments, so `/approve` in an issue is not seen.",
                    cure: "Add the trigger to the approval workflow.",
                    paste: { language: "yaml", text: "on:\n  issue_comment: { types: [created, edited, deleted] }" },
                    facts: { trigger: "issue_comment" },
                },
            ]);
        }),
    },
    {
        id: "schedule",
        severity: "note",
        title: "track-approvals runs every hour",
        why: "Deadlines pass without anybody doing anything. Every event looks at them, and so does cron.",
        cure: "Add `schedule` to the triggers of the approval workflow.",
        examine: withTracking((tracks) => {
            if (tracks.some(({ run }) => Object.hasOwn(run.started.triggers, "schedule")))
                return fine;
            return found([
                {
                    sentence: "No workflow runs track-approvals by the clock: a deadline that passes shows at the next event.",
                    cure: "Add the trigger to the approval workflow.",
                    paste: { language: "yaml", text: 'on:\n  schedule: [{ cron: "17 * * * *" }]' },
                    facts: { trigger: "schedule" },
                },
            ]);
        }),
    },
    {
        id: "workflows-enabled",
        severity: "stops",
        title: "The workflows of the release are enabled",
        why: "GitHub disables workflows with a schedule after 60 quiet days in public repositories; people disable them by hand.",
        cure: "Actions, the workflow, Enable workflow.",
        examine: withWorkflows((facts) => {
            const involved = involvedPaths(facts);
            const files = facts.files.filter(({ path }) => involved.has(path));
            return found(files
                .filter(({ state }) => state !== null && state !== "active")
                .map(({ path, state }) => ({
                sentence: `${code(path)} is disabled (${state}), so nothing starts it.`,
                cure: "Enable it.",
                paste: { language: "sh", text: `gh workflow enable ${shellWord(fileName(path))}` },
                facts: { path, state },
            })), files.some(({ state }) => state === null) ? ["GitHub does not say whether they are enabled."] : []);
        }),
    },
];
/** Where there is no approval workflow at all, that is one problem and not three. */
function withTracking(examine) {
    return withWorkflows(({ uses }) => {
        const tracks = uses.filter(({ action }) => action === "track");
        const isThere = tracks.length > 0 || uses.some(({ action }) => action === "request");
        return isThere ? examine(tracks) : found([], ["There is no approval workflow yet."]);
    });
}
/** Events on which track-approvals runs; none of them asks for a release. */
const trackingEvents = ["issue_comment", "issues", "schedule", "workflow_call"];
function startsByHand({ triggers }) {
    return Object.keys(triggers).some((event) => !trackingEvents.includes(event));
}
function hearsComments({ triggers }) {
    if (!Object.hasOwn(triggers, "issue_comment"))
        return false;
    const settings = triggers["issue_comment"];
    const types = typeof settings === "object" && settings !== null && "types" in settings ? settings.types : null;
    return types === null || types === "created" || (Array.isArray(types) && types.includes("created"));
}
function missingWorkflow(uses) {
    const waiting = uses.find(({ action }) => action === "request");
    return {
        sentence: waiting === undefined
            ? "No workflow on the default branch uses request-approvals."
            : `${code(waiting.run.started.path)} uses request-approvals, and nothing starts it to ask for a release.`,
        cure: waiting === undefined
            ? "Add `.github/workflows/release-approval.yml` to the default branch."
            : "Add the trigger.",
        paste: {
            language: "yaml",
            text: waiting === undefined
                ? thinCaller
                : "on:\n  workflow_dispatch:\n    inputs:\n      version: { required: true }",
        },
        facts: { action: "request-approvals" },
    };
}
const thinCaller = `name: Release approval
on:
  workflow_dispatch: { inputs: { version: { description: "Version to release" } } }
  issue_comment: { types: [created, edited, deleted] }
  issues: { types: [closed, reopened, edited, transferred, locked] }
  schedule: [{ cron: "17 * * * *" }]
jobs:
  approval:
    uses: OWNER/release-approval/.github/workflows/release-approval.yml@v1
    permissions: { contents: read, issues: write, actions: write, pull-requests: read }
    with: { publish: publish.yml }`;

;// CONCATENATED MODULE: ./build/packages/approval/src/setup/checks/checks.js













/** The chapters of the doctor's checklist. */
const chapters = [
    { title: "Rules", checks: policyChecks },
    { title: "People", checks: peopleChecks },
    { title: "Buttons", checks: [...environmentChecks, ...reviewerChecks, ...environmentLimitChecks] },
    {
        title: "Workflows",
        checks: [
            ...workflowChecks,
            releaseWorkflowCheck,
            permissionCheck,
            trustCheck,
            ...reviewJobChecks,
            staleCheck,
        ],
    },
    { title: "Around the gate", checks: [...gateChecks, ...protectionChecks] },
];

;// CONCATENATED MODULE: ./build/packages/approval/src/setup/workflows/find-publishing.js

const commands = [
    { what: "npm publish", pattern: /\b(?:npm|pnpm|yarn|bun|lerna)\b[^\n|;&]*(?<![\w-])publish(?![\w-])/ },
    { what: "gh release", pattern: /\bgh\s+release\s+(?:create|upload|edit)\b/ },
    {
        what: "docker push",
        pattern: /\b(?:docker|podman|buildah|skopeo|crane|helm|oras)\b[^\n|;&]*\s(?:push|copy|--push)\b/,
    },
    { what: "twine upload", pattern: /\btwine\s+upload\b/ },
    {
        what: "publish to PyPI",
        pattern: /\b(?:poetry|uv|flit|hatch|pdm|maturin)\b[^\n|;&]*(?<![\w-])publish(?![\w-])/,
    },
    { what: "cargo publish", pattern: /\bcargo\b[^\n|;&]*(?<![\w-])(?:publish|release)\b/ },
    { what: "gem push", pattern: /\bgem\s+push\b|\brake\s+release\b/ },
    { what: "maven deploy", pattern: /\bmvnw?\b[^\n|;&]*\b(?:deploy|release:perform)\b/ },
    { what: "gradle publish", pattern: /\bgradlew?\b[^\n|;&]*\bpublish\w*/ },
    { what: "nuget push", pattern: /\bnuget\s+push\b/ },
    { what: "goreleaser", pattern: /\bgoreleaser\s+release\b/ },
    { what: "semantic-release", pattern: /(?:^|[\s;&|])(?:npx\s+)?semantic-release\b/m },
    { what: "changeset publish", pattern: /\bchangesets?\s+publish\b/ },
    { what: "publish an extension", pattern: /\b(?:vsce|ovsx)\s+publish\b/ },
];
const actions = [
    { what: "action-gh-release", pattern: /^softprops\/action-gh-release@/ },
    { what: "release-action", pattern: /^ncipollo\/release-action@/ },
    { what: "create-release", pattern: /^actions\/(?:create-release|upload-release-asset)@/ },
    { what: "gh-action-pypi-publish", pattern: /^pypa\/gh-action-pypi-publish@/ },
    { what: "npm-publish", pattern: /^JS-DevTools\/npm-publish@/i },
    { what: "goreleaser-action", pattern: /^goreleaser\/goreleaser-action@/ },
    { what: "semantic-release-action", pattern: /^cycjimmy\/semantic-release-action@/ },
    { what: "release-please", pattern: /^(?:googleapis|google-github-actions)\/release-please-action@/ },
    { what: "release-gem", pattern: /^rubygems\/release-gem@/ },
    { what: "publish-crates", pattern: /^katyo\/publish-crates@/ },
];
/** Steps that publish, in the order of the files, each with whether the gate stands before it. */
function findPublishing(runs) {
    return runs.flatMap((run) => run.job.steps.flatMap((step) => {
        const what = whatItPublishes(step);
        return what === null ? [] : [{ run, step, what, guard: guardOf(run, step) }];
    }));
}
function whatItPublishes(step) {
    // What the gate runs itself, it runs once the release is cleared.
    if (actionOf(step) !== null)
        return null;
    const { uses, run, inputs } = step;
    if (uses?.startsWith("docker/build-push-action@"))
        return isOff(inputs["push"]) ? null : "build-push-action";
    if (uses?.startsWith("changesets/action@"))
        return isOff(inputs["publish"]) ? null : "changesets";
    // A rehearsal of publishing publishes nothing.
    const text = (run ?? "")
        .replace(/\\\r?\n/g, " ")
        .replace(/^\s*#.*$/gm, "")
        .replace(/^.*--dry-run\b.*$/gm, "");
    const known = actions.find(({ pattern }) => pattern.test(uses ?? "")) ??
        commands.find(({ pattern }) => pattern.test(text));
    return known?.what ?? null;
}
function isOff(text) {
    return text === undefined || text === "" || text === "false";
}
/** A gate earlier in the same job, or in a job that this one, or the job that calls it, needs. */
function guardOf({ file, started, job, caller }, step) {
    const own = guardWithin(job, step);
    if (own === "guarded")
        return own;
    const outer = [
        guardByNeeds(job, file.jobs),
        ...(caller === null ? [] : [guardByNeeds(caller, started.jobs)]),
    ];
    return (outer.find((one) => one === "guarded") ?? [own, ...outer].find((one) => one !== "no-gate") ?? "no-gate");
}
function guardWithin(job, step) {
    const gates = gatesOf(job).filter(({ number }) => number < step.number);
    if (gates.length === 0)
        return "no-gate";
    if (asksTheGate(step.condition))
        return "guarded";
    if (gates.every(isOptional))
        return "gate-optional";
    return runsAnyway(step.condition) ? "runs-anyway" : "guarded";
}
// A skipped or failed need skips the jobs behind it, unless one of them says otherwise.
function guardByNeeds(job, all, visited = new Set()) {
    const needed = all.filter(({ id }) => job.needs.includes(id) && !visited.has(id));
    const found = needed.map((one) => {
        const gates = gatesOf(one);
        if (gates.length === 0)
            return guardByNeeds(one, all, new Set([...visited, job.id]));
        return one.continueOnError || gates.every(isOptional) ? "gate-optional" : "guarded";
    });
    const best = found.find((one) => one === "guarded") ?? found.find((one) => one !== "no-gate") ?? "no-gate";
    if (best !== "no-gate" && asksTheGate(job.condition))
        return "guarded";
    return best === "guarded" && runsAnyway(job.condition) ? "runs-anyway" : best;
}
function gatesOf(job) {
    return job.steps.filter((step) => actionOf(step) === "gate");
}
function isOptional({ condition, continueOnError }) {
    return continueOnError || (condition !== "" && !/^(?:\$\{\{\s*)?success\(\)(?:\s*\}\})?$/.test(condition));
}
/** A condition that holds although something before has failed. */
function runsAnyway(condition) {
    return /\b(?:always|failure|cancelled)\s*\(/.test(condition);
}
/** A condition that holds only where the gate has opened. */
function asksTheGate(condition) {
    return /\bauthorized\s*==\s*'true'/.test(condition) && !condition.includes("||");
}

;// CONCATENATED MODULE: ./build/packages/approval/src/setup/diagnose.js




/** Looks at a repository with all checks, in the order of the documentation. */
function diagnose(facts) {
    const examined = examine(facts);
    return chapters.flatMap(({ checks }) => checks.map(({ id, title, severity, examine: look }) => {
        const { problems, unknown } = look(examined);
        return {
            id,
            title,
            severity,
            state: problems.length > 0 ? "found" : unknown.length > 0 ? "unknown" : "fine",
            problems: problems.map((problem) => ({ ...problem, severity: problem.severity ?? severity })),
            unknown,
        };
    }));
}
function examine(facts) {
    const files = facts.workflows.known ? facts.workflows.value : [];
    const workflows = files.flatMap(({ workflow }) => (workflow === null ? [] : [workflow]));
    const runs = findJobRuns(workflows, `${facts.repository.owner}/${facts.repository.name}`);
    return { ...facts, files, runs, uses: findActions(runs), publishing: findPublishing(runs) };
}
/** Whether a release could be approved and shipped today, as far as can be seen. */
function isStopped(checked) {
    return problemsOf(checked, "stops").length > 0;
}
function problemsOf(checked, severity) {
    return checked.flatMap(({ problems }) => problems.filter((problem) => problem.severity === severity));
}

;// CONCATENATED MODULE: ./build/packages/approval/src/setup/choose-reviewers.js


/** Turns the members of a policy into reviewers of an environment, in the policy's order. */
function chooseReviewers(members, directory) {
    const reviewers = [];
    const leftOut = [];
    for (const member of members.map(policy_members/* parseMember */.yl)) {
        const found = member.kind === "team" ? findTeam(member, directory) : findPerson(member, directory);
        if ("code" in found)
            leftOut.push(found);
        else if (!isAmong(reviewers, found))
            reviewers.push(found);
    }
    return { reviewers, leftOut };
}
function findTeam({ org, slug }, { teams }) {
    const team = `${org}/${slug}`;
    const found = teams.get(team.toLowerCase()) ?? "unreadable";
    if (found === "unreadable")
        return { code: "team-unreadable", team };
    if (found === "elsewhere")
        return { code: "team-elsewhere", team };
    return { kind: "team", id: found.id, name: found.slug };
}
function findPerson({ login, id }, { people }) {
    const found = people.get(login.toLowerCase()) ?? null;
    if (found === null)
        return { code: "unknown-user", login };
    if (id !== undefined && id !== found.id)
        return { code: "other-account", login, pinned: id, found: found.id };
    if (found.canRead === false)
        return { code: "cannot-read", login: found.login };
    return { kind: "user", id: found.id, name: found.login };
}
function isAmong(reviewers, { kind, id }) {
    return reviewers.some((one) => one.kind === kind && one.id === id);
}
/**
 * Adds reviewers to those who are there, as far as GitHub's limit lets them; nobody is taken away.
 * @returns `all` is what the environment then has
 */
function addReviewers(present, wanted) {
    const missing = wanted.filter((one) => !isAmong(present, one));
    const room = Math.max(0, mostReviewers - present.length);
    const added = missing.slice(0, room);
    return { all: [...present, ...added], added, noRoom: missing.slice(room) };
}

;// CONCATENATED MODULE: ./build/packages/approval/src/setup/plan-environment.js


/**
 * What has to be done for one environment. Nothing is ever taken away: reviewers, timers, limits and patterns that are
 * there stay, since nobody can tell who put them there.
 */
function planEnvironment(wanted, present, directory) {
    const found = findEnvironment(present, wanted.name);
    const people = planReviewers(wanted, found, directory);
    const wait = planWait(wanted, found);
    const limit = planLimit(wanted, found?.limit ?? { kind: "none" });
    const target = {
        reviewers: people.all,
        preventsSelfReview: people.prevents,
        waitMinutes: wait.minutes,
        limit: limit.target,
        adminsMayBypass: found?.adminsMayBypass ?? null,
    };
    const replaces = found === null ||
        people.added.length > 0 ||
        people.prevents !== found.preventsSelfReview ||
        wait.minutes !== found.waitMinutes ||
        limit.target.kind !== found.limit.kind;
    const isButton = wanted.roles.length > 0;
    const impossible = isButton && people.all.length === 0;
    const changes = replaces || limit.added.length > 0;
    return {
        kind: "environment",
        name: found?.name ?? wanted.name,
        roles: wanted.roles.map(({ title }) => title),
        action: impossible ? "impossible" : found === null ? "create" : changes ? "change" : "keep",
        adds: {
            reviewers: people.added,
            preventsSelfReview: people.prevents && found?.preventsSelfReview !== true,
            waitMinutes: wait.minutes !== (found?.waitMinutes ?? 0) ? wait.minutes : null,
            branches: limit.added,
        },
        target,
        replaces,
        remarks: [
            ...people.remarks,
            ...(impossible ? [{ code: "nobody" }] : []),
            ...wait.remarks,
            ...limit.remarks,
        ],
    };
}
function planReviewers(wanted, found, directory) {
    const present = found?.reviewers ?? [];
    const { reviewers, leftOut } = chooseReviewers(wanted.members, directory);
    const { all, added, noRoom } = addReviewers(present, reviewers);
    const others = present.filter((one) => !isAmong(reviewers, one)).map(plan_environment_nameOf);
    const isClock = wanted.roles.length === 0;
    const remarks = [...leftOut];
    if (noRoom.length > 0)
        remarks.push({ code: "six-at-most", chosen: all.map(plan_environment_nameOf), left: noRoom.map(plan_environment_nameOf) });
    if (others.length > 0)
        remarks.push({ code: isClock ? "waits-for-people" : "keeps-reviewers", names: others });
    if (found?.preventsSelfReview === true && !wanted.preventsSelfReview && !isClock)
        remarks.push({ code: "keeps-self-review" });
    // GitHub refuses the rule where there is no reviewer.
    const prevents = found?.preventsSelfReview === true || (wanted.preventsSelfReview && all.length > 0);
    return { all, added, prevents, remarks };
}
function planWait(wanted, found) {
    const present = found?.waitMinutes ?? 0;
    const kept = present > 0 && present !== wanted.waitMinutes;
    const remarks = kept
        ? [{ code: "keeps-wait", minutes: present, wanted: wanted.waitMinutes }]
        : [];
    return { minutes: present > 0 ? present : wanted.waitMinutes, remarks };
}
function planLimit({ branches }, found) {
    if (found.kind === "protected")
        return { target: found, added: [], remarks: [{ code: "keeps-protected" }] };
    const present = found.kind === "patterns" ? found.patterns : [];
    const isThere = (name) => present.some((one) => one.kind === "branch" && one.name === name);
    const added = branches.filter((name) => !isThere(name));
    const others = present.filter((one) => one.kind === "tag" || !branches.includes(one.name));
    const target = {
        kind: "patterns",
        // Whether a name that the policy trusts is a branch or a tag it does not say; a tag is nobody's to protect.
        patterns: [...present, ...added.map((name) => ({ kind: "branch", name }))],
    };
    const remarks = others.length > 0 ? [{ code: "keeps-patterns", names: others.map(({ name }) => name) }] : [];
    return { target, added, remarks };
}
const plan_environment_nameOf = ({ name }) => name;

;// CONCATENATED MODULE: ./build/packages/approval/src/setup/wanted-labels.js
/**
 * The labels that a policy implies: those of a release's issue, and those of pull requests that make a release
 * security-related.
 * @param requestLabels labels that a new request gets, the general one first
 */
function wantedLabels(policy, requestLabels) {
    const requests = requestLabels.map((name, index) => ({
        name,
        ...(index === 0
            ? { color: "0e8a16", description: "A release, with its reviews" }
            : { color: "fbca04", description: "Somebody has to look at this release" }),
    }));
    const security = policy.security.labels.map((name) => ({
        name,
        color: "b60205",
        description: "A release with this pull request needs the security review",
    }));
    const known = new Set();
    return [...requests, ...security].filter(({ name }) => {
        const isNew = !known.has(name.toLowerCase());
        known.add(name.toLowerCase());
        return isNew;
    });
}

;// CONCATENATED MODULE: ./build/packages/approval/src/setup/plan-setup.js



/**
 * All that a policy implies and a repository lacks, in the order in which it is done: environments with their reviewers
 * and branches, clocks, labels. Done, it plans nothing more.
 */
function planSetup(facts) {
    const { policy, defaultBranch, directory, environments, labels, requestLabels } = facts;
    const present = new Set(labels.map((name) => name.toLowerCase()));
    return [
        ...wantedEnvironments(policy, defaultBranch).map((one) => planEnvironment(one, environments, directory)),
        ...wantedLabels(policy, requestLabels).map((label) => ({
            kind: "label",
            action: present.has(label.name.toLowerCase()) ? "keep" : "create",
            ...label,
        })),
    ];
}
/** Whether an entry of a plan changes anything. */
function isChange({ action }) {
    return action === "create" || action === "change";
}

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(8815);
;// CONCATENATED MODULE: ./build/packages/approval/src/setup/workflows/read-workflow.js

/**
 * Reads a workflow file. What GitHub would not understand is left out; GitHub itself refuses such a file.
 * @returns null for a text that is no YAML, or has no jobs
 */
function readWorkflow(path, text) {
    const file = parseYaml(text);
    const jobs = fieldsOf(file?.["jobs"]);
    if (file === null || Object.keys(jobs).length === 0)
        return null;
    const shared = secretsIn(file["env"]);
    return {
        path,
        name: textOf(file["name"]) || path,
        triggers: readTriggers(file["on"]),
        permissions: readPermissions(file["permissions"]),
        concurrency: readConcurrency(file["concurrency"]),
        env: textsOf(file["env"]),
        jobs: Object.entries(jobs).map(([id, job]) => readJob(id, fieldsOf(job), shared)),
    };
}
function parseYaml(text) {
    try {
        const data = (0,dist/* parse */.qg)(text, { maxAliasCount: 100, logLevel: "error" });
        return isFields(data) ? data : null;
    }
    catch {
        return null;
    }
}
/** `push`, `[push, workflow_dispatch]` or a mapping. */
function readTriggers(on) {
    if (typeof on === "string")
        return { [on]: null };
    if (Array.isArray(on))
        return Object.fromEntries(on.map((event) => [textOf(event), null]));
    return fieldsOf(on);
}
function readPermissions(said) {
    if (said === undefined || said === null)
        return null;
    if (said === "read-all" || said === "write-all")
        return said;
    return textsOf(said);
}
function readConcurrency(said) {
    if (said === undefined || said === null)
        return "none";
    const cancels = fieldsOf(said)["cancel-in-progress"];
    return cancels === undefined || cancels === false ? "waits" : "cancels";
}
function readJob(id, job, shared) {
    const strategy = fieldsOf(job["strategy"]);
    const steps = Array.isArray(job["steps"]) ? job["steps"] : [];
    return {
        id,
        needs: typeof job["needs"] === "string" ? [job["needs"]] : listOf(job["needs"]),
        condition: textOf(job["if"]),
        permissions: readPermissions(job["permissions"]),
        environment: readEnvironment(job["environment"]),
        isMatrix: strategy["matrix"] !== undefined,
        failFast: strategy["fail-fast"] !== false,
        continueOnError: isOn(job["continue-on-error"]),
        uses: textOf(job["uses"]) || null,
        inputs: textsOf(job["with"]),
        steps: steps.map((step, index) => readStep(fieldsOf(step), index + 1)),
        secrets: [...new Set([...shared, ...secretsIn(job["env"]), ...secretsIn(job["secrets"])])],
    };
}
function readEnvironment(said) {
    if (typeof said === "string")
        return { name: said, deployment: true };
    const { name, deployment } = fieldsOf(said);
    return textOf(name) === "" ? null : { name: textOf(name), deployment: deployment !== false };
}
function readStep(step, number) {
    const uses = textOf(step["uses"]) || null;
    const run = textOf(step["run"]) || null;
    const firstLine = run?.trim().split("\n")[0] ?? "";
    return {
        number,
        title: textOf(step["name"]) || (uses ?? firstLine),
        condition: textOf(step["if"]),
        continueOnError: isOn(step["continue-on-error"]),
        uses,
        run,
        inputs: textsOf(step["with"]),
        secrets: secretsIn(step),
    };
}
// An expression may come out as true.
function isOn(said) {
    return said !== undefined && said !== null && said !== false;
}
/** Names of the secrets that expressions in a part of the file read: `secrets.NAME`, `secrets['NAME']`. */
function secretsIn(part) {
    const text = part === undefined ? "" : JSON.stringify(part);
    const names = [...text.matchAll(/\bsecrets(?:\.|\[\s*')([A-Za-z_]\w*)/g)].map(([, name = ""]) => name);
    return [...new Set(names.map((name) => name.toUpperCase()))];
}
function isFields(value) {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
function fieldsOf(value) {
    return isFields(value) ? value : {};
}
function textOf(value) {
    return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
        ? String(value)
        : "";
}
function textsOf(value) {
    return Object.fromEntries(Object.entries(fieldsOf(value)).map(([key, inner]) => [key, textOf(inner)]));
}
function listOf(value) {
    return Array.isArray(value) ? value.map(textOf) : [];
}

;// CONCATENATED MODULE: ./build/packages/approval/src/setup/index.js













/***/ }),

/***/ 1067:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  U: () => (/* reexport */ connectSettings),
  w: () => (/* reexport */ unlessForbidden)
});

// EXTERNAL MODULE: ./build/packages/approval/src/index.js + 97 modules
var src = __webpack_require__(7364);
;// CONCATENATED MODULE: ./build/packages/github/src/settings/as-administrator.js

/*
 * What only an administrator's token may do: https://docs.github.com/rest/authentication/permissions-required-for-fine-grained-personal-access-tokens
 * No line under `permissions:` of a workflow grants it.
 */
/** What `command: setup` needs of a fine-grained token, or of an App. */
const setupPermissions = [
    "Administration: read and write",
    "Issues: read and write",
    "Actions: read",
    "Contents: read",
];
/**
 * Does what an administrator may do.
 * @throws PermissionError `administration-missing` that names what the token needs; every other error as is
 */
async function asAdministrator(act) {
    try {
        return await act();
    }
    catch (error) {
        throw error instanceof src/* PermissionError */.i_ ? notAdministrator(error) : error;
    }
}
/** The refusal, with the token that would do. */
function notAdministrator({ message, details }) {
    return new src/* PermissionError */.i_({
        reasonCode: "administration-missing",
        message,
        cure: `Give \`github-token\` a token of an administrator of this repository: a fine-grained personal access token, or an App's, with the repository permissions ${setupPermissions.join(", ")}. No line under \`permissions:\` of a workflow can grant it. Run it again then: what is done already is not done twice.`,
        permission: null,
        details,
    });
}
/**
 * Reads what this token may not be allowed to see.
 * @param why what is not known then, as a sentence
 */
async function unlessForbidden(read, why) {
    try {
        return { known: true, value: await read() };
    }
    catch (error) {
        if (error instanceof src/* PermissionError */.i_ || error instanceof src/* NotFoundError */.m_)
            return { known: false, why };
        throw error;
    }
}

// EXTERNAL MODULE: ./build/packages/github/src/connect.js + 24 modules
var connect = __webpack_require__(2598);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 6 modules
var schemas = __webpack_require__(6921);
;// CONCATENATED MODULE: ./build/packages/github/src/settings/read-pages.js
const pageSize = 100;
/** A whole list of GitHub's REST API: one request for each 100 rows. */
async function readPages(client, { absent = [], ...call }) {
    const all = [];
    for (let page = 1;; page += 1) {
        const parameters = { ...call.parameters, per_page: pageSize, page };
        const rows = await client.restOrNull({ ...call, effect: "read", parameters }, absent);
        all.push(...(rows ?? []));
        if (rows === null || rows.length < pageSize)
            return all;
    }
}

;// CONCATENATED MODULE: ./build/packages/github/src/settings/written.js

/**
 * Writes, and takes GitHub's refusal of the content as an answer.
 * @throws every other error: permission, limits, an unreachable GitHub
 */
async function writeSetting(write) {
    try {
        await write();
        return { kind: "written" };
    }
    catch (error) {
        if (!(error instanceof src/* ConfigurationError */.j1) || error.reasonCode !== "refused-by-github")
            throw error;
        const isPlan = /\b(?:billing )?plan\b/i.test(error.message);
        return { kind: isPlan ? "not-on-this-plan" : "refused", said: error.message };
    }
}

;// CONCATENATED MODULE: ./build/packages/github/src/settings/labels.js



/** Names of the repository's labels. One request for each 100. */
function readLabels(client) {
    return readPages(client, {
        purpose: "read the labels",
        permission: "issues: read",
        route: "GET /repos/{owner}/{repo}/labels",
        shape: schemas/* array */.YOg(schemas/* object */.Ikc({ name: schemas/* string */.YjP() }).transform(({ name }) => name)),
    });
}
/** @throws PermissionError `issues: write` */
function createLabel(client, { name, color, description }) {
    return writeSetting(() => client.rest({
        purpose: `create the label ${name}`,
        permission: "issues: write",
        effect: "write",
        route: "POST /repos/{owner}/{repo}/labels",
        parameters: { name, color, description },
        shape: schemas/* object */.Ikc({ name: schemas/* string */.YjP() }),
    }));
}

;// CONCATENATED MODULE: ./build/packages/github/src/settings/read-access.js


/**
 * Whether a person can read the repository. One request.
 * @returns null: this token may not ask
 */
async function readAccess(client, login) {
    try {
        const found = await client.restOrNull({
            purpose: `read what ${login} may do here`,
            permission: null,
            effect: "read",
            route: "GET /repos/{owner}/{repo}/collaborators/{username}/permission",
            parameters: { username: login },
            shape: schemas/* object */.Ikc({ permission: schemas/* string */.YjP() }),
        }, [404]);
        return found !== null && found.permission !== "none";
    }
    catch (error) {
        if (error instanceof src/* PermissionError */.i_)
            return null;
        throw error;
    }
}

;// CONCATENATED MODULE: ./build/packages/github/src/settings/read-actions-settings.js


/** What may run, and what a job may do that says nothing. Two requests; administrators only. */
async function readActionsSettings(client) {
    const route = "GET /repos/{owner}/{repo}/actions/permissions";
    const { enabled, allowed_actions: allowed = null } = await client.rest({
        purpose: "read the settings of Actions",
        permission: null,
        effect: "read",
        route,
        shape: schemas/* object */.Ikc({
            enabled: schemas/* boolean */.zMY(),
            allowed_actions: schemas/* enum */.k5n(["all", "local_only", "selected"]).optional(),
        }),
    });
    const { default_workflow_permissions: defaultPermissions } = await client.rest({
        purpose: "read what workflows may do by default",
        permission: null,
        effect: "read",
        route: `${route}/workflow`,
        shape: schemas/* object */.Ikc({ default_workflow_permissions: schemas/* enum */.k5n(["read", "write"]) }),
    });
    return { isEnabled: enabled, allowed, defaultPermissions };
}
/** Names of the repository's own secrets; GitHub shows no value to anybody. One request for each 100. */
function readSecretNames(client) {
    return readPages(client, {
        purpose: "read the names of the secrets",
        permission: null,
        route: "GET /repos/{owner}/{repo}/actions/secrets",
        shape: schemas/* object */.Ikc({ secrets: schemas/* array */.YOg(schemas/* object */.Ikc({ name: schemas/* string */.YjP() })) })
            .transform(({ secrets }) => secrets.map(({ name }) => name)),
    });
}

;// CONCATENATED MODULE: ./build/packages/github/src/settings/read-branch-protection.js


const branchShape = schemas/* object */.Ikc({
    protected: schemas/* boolean */.zMY(),
    protection: schemas/* object */.Ikc({ enabled: schemas/* boolean */.zMY().optional() }).optional(),
});
const rulesShape = schemas/* array */.YOg(schemas/* object */.Ikc({
    type: schemas/* string */.YjP(),
    parameters: schemas/* object */.Ikc({
        required_approving_review_count: schemas/* int */.Whr().optional(),
        require_code_owner_review: schemas/* boolean */.zMY().optional(),
    })
        .optional(),
}));
const protectionShape = schemas/* object */.Ikc({
    required_pull_request_reviews: schemas/* object */.Ikc({
        required_approving_review_count: schemas/* int */.Whr().optional(),
        require_code_owner_reviews: schemas/* boolean */.zMY().optional(),
    })
        .optional(),
});
/**
 * How a branch is protected, by a branch protection rule or by rulesets. Three requests. Rulesets everybody can read; a
 * protection rule shows its details to administrators alone.
 */
async function readBranchProtection(client, branch) {
    const { protected: isProtected, protection } = await client.rest({
        purpose: `read the branch ${branch}`,
        permission: "contents: read",
        effect: "read",
        route: "GET /repos/{owner}/{repo}/branches/{branch}",
        parameters: { branch },
        shape: branchShape,
    });
    const rules = await readRules(client, branch);
    const hasProtectionRule = protection?.enabled ?? isProtected;
    const details = hasProtectionRule ? await readDetails(client, branch) : noDetails;
    const pulls = rules.flatMap(({ type, parameters }) => (type === "pull_request" ? [parameters ?? {}] : []));
    const reviewed = pulls.some((one) => (one.required_approving_review_count ?? 0) > 0);
    const owned = pulls.some((one) => one.require_code_owner_review === true);
    return {
        hasProtectionRule,
        isProtected: isProtected || rules.length > 0,
        needsReview: reviewed || (details === null ? null : details.reviewed),
        needsCodeOwners: owned || (details === null ? null : details.owned),
    };
}
const noDetails = { reviewed: false, owned: false };
async function readRules(client, branch) {
    return client.rest({
        purpose: `read the rules of the branch ${branch}`,
        permission: null,
        effect: "read",
        route: "GET /repos/{owner}/{repo}/rules/branches/{branch}",
        parameters: { branch, per_page: 100 },
        shape: rulesShape,
    });
}
/** null: this token may not see them. GitHub says 404 to some who may not. */
async function readDetails(client, branch) {
    try {
        const { required_pull_request_reviews: reviews } = await client.rest({
            purpose: `read how the branch ${branch} is protected`,
            permission: null,
            effect: "read",
            route: "GET /repos/{owner}/{repo}/branches/{branch}/protection",
            parameters: { branch },
            shape: protectionShape,
        });
        return {
            reviewed: (reviews?.required_approving_review_count ?? 0) > 0,
            owned: reviews?.require_code_owner_reviews === true,
        };
    }
    catch (error) {
        if (error instanceof src/* PermissionError */.i_ || error instanceof src/* NotFoundError */.m_)
            return null;
        throw error;
    }
}

;// CONCATENATED MODULE: ./build/packages/github/src/settings/read-environment-settings.js


const reviewerShape = schemas/* object */.Ikc({
    type: schemas/* enum */.k5n(["User", "Team"]),
    reviewer: schemas/* object */.Ikc({ id: schemas/* int */.Whr(), login: schemas/* string */.YjP().optional(), slug: schemas/* string */.YjP().optional() }),
})
    .transform(({ type, reviewer }) => ({
    kind: type === "User" ? "user" : "team",
    id: reviewer.id,
    name: (type === "User" ? reviewer.login : reviewer.slug) ?? String(reviewer.id),
}));
/** Apps may add rules of their own; those are kept by GitHub whatever we write. */
const ruleShape = schemas/* object */.Ikc({
    type: schemas/* string */.YjP(),
    wait_timer: schemas/* int */.Whr().nonnegative().optional(),
    prevent_self_review: schemas/* boolean */.zMY().optional(),
    reviewers: schemas/* array */.YOg(reviewerShape).optional(),
});
const environmentShape = schemas/* object */.Ikc({
    name: schemas/* string */.YjP(),
    protection_rules: schemas/* array */.YOg(ruleShape).default([]),
    deployment_branch_policy: schemas/* object */.Ikc({ protected_branches: schemas/* boolean */.zMY(), custom_branch_policies: schemas/* boolean */.zMY() })
        .nullish(),
    /** Not in GitHub's description, and in its answers. */
    can_admins_bypass: schemas/* boolean */.zMY().nullish(),
});
const patternShape = schemas/* object */.Ikc({ name: schemas/* string */.YjP(), type: schemas/* enum */.k5n(["branch", "tag"]).default("branch") })
    .transform(({ name, type }) => ({ kind: type, name }));
const route = "GET /repos/{owner}/{repo}/environments";
/**
 * The repository's environments with all their rules. One request for each 100, and one for each environment that is
 * limited by patterns and that `interesting` names. Where the plan has no environments there are none.
 * @param interesting whether an environment's patterns are asked for; of others they are not known, and none are told
 */
async function readEnvironmentSettings(client, interesting) {
    const found = await readPages(client, {
        purpose: "read the environments",
        permission: "actions: read",
        route,
        // GitHub leaves the list out where a repository has no environment.
        shape: schemas/* object */.Ikc({ environments: schemas/* array */.YOg(environmentShape).default([]) })
            .transform(({ environments }) => environments),
        absent: [404],
    });
    return Promise.all(found.map((one) => present(client, one, interesting(one.name))));
}
async function present(client, environment, withPatterns) {
    const { name, protection_rules: rules, can_admins_bypass: bypass = null } = environment;
    return {
        name,
        reviewers: rules.flatMap(({ reviewers = [] }) => reviewers),
        preventsSelfReview: rules.some((rule) => rule.prevent_self_review === true),
        waitMinutes: rules.reduce((sum, { wait_timer = 0 }) => sum + wait_timer, 0),
        limit: await readLimit(client, environment, withPatterns),
        adminsMayBypass: bypass,
    };
}
async function readLimit(client, { name, deployment_branch_policy: policy }, withPatterns) {
    if (policy === null || policy === undefined)
        return { kind: "none" };
    if (policy.protected_branches)
        return { kind: "protected" };
    if (!withPatterns)
        return { kind: "patterns", patterns: [] };
    const patterns = await readPages(client, {
        purpose: `read which branches may use the environment ${name}`,
        permission: "actions: read",
        route: `${route}/{environment_name}/deployment-branch-policies`,
        parameters: { environment_name: name },
        shape: schemas/* object */.Ikc({ branch_policies: schemas/* array */.YOg(patternShape) }).transform((page) => page.branch_policies),
    });
    return { kind: "patterns", patterns };
}

;// CONCATENATED MODULE: ./build/packages/github/src/settings/read-repository.js

const shape = schemas/* object */.Ikc({
    private: schemas/* boolean */.zMY(),
    archived: schemas/* boolean */.zMY().default(false),
    permissions: schemas/* object */.Ikc({ admin: schemas/* boolean */.zMY() }).optional(),
});
/** One request. An internal repository is private, too. */
async function readRepository(client) {
    const found = await client.rest({
        purpose: "read the repository",
        permission: "contents: read",
        effect: "read",
        route: "GET /repos/{owner}/{repo}",
        shape,
    });
    return {
        isPrivate: found.private,
        isArchived: found.archived,
        mayAdminister: found.permissions?.admin ?? null,
    };
}

;// CONCATENATED MODULE: ./build/packages/github/src/settings/read-team-id.js

/**
 * A team as a reviewer: its numeric id. One request.
 * @param token of the input `team-token`; null: the client's own
 * @returns null: no such team, or the token may not see it; GitHub answers the same to both
 */
function readTeamId(client, { organisation, slug, token }) {
    const asker = token === null ? client : client.withToken(token, "team-token");
    return asker.restOrNull({
        purpose: `read the team ${organisation}/${slug}`,
        permission: null,
        effect: "read",
        route: "GET /orgs/{org}/teams/{team_slug}",
        parameters: { org: organisation, team_slug: slug },
        shape: schemas/* object */.Ikc({ id: schemas/* int */.Whr(), slug: schemas/* string */.YjP() }),
    }, [403, 404]);
}

// EXTERNAL MODULE: ./build/packages/approval/src/setup/index.js + 35 modules
var setup = __webpack_require__(8983);
;// CONCATENATED MODULE: ./build/packages/github/src/settings/read-workflow-files.js



const folder = ".github/workflows";
const query = `query ReadWorkflows($owner: String!, $name: String!, ${setup/* codeownersPaths */.oX.map((_, n) => `$owners${n}: String!`).join(", ")}) {
  repository(owner: $owner, name: $name) {
    workflows: object(expression: "HEAD:${folder}") {
      ... on Tree { entries { name object { __typename ... on Blob { text isTruncated } } } }
    }
    ${setup/* codeownersPaths */.oX.map((_, n) => `owners${n}: object(expression: $owners${n}) { __typename ... on Blob { text isTruncated } }`).join("\n    ")}
  }
}`;
const blob = schemas/* object */.Ikc({
    __typename: schemas/* string */.YjP(),
    text: schemas/* string */.YjP().nullish(),
    isTruncated: schemas/* boolean */.zMY().nullish(),
})
    .transform(({ text, isTruncated }) => (isTruncated === true ? null : (text ?? null)));
const read_workflow_files_shape = schemas/* object */.Ikc({
    repository: schemas/* looseObject */._H3({
        workflows: schemas/* object */.Ikc({ entries: schemas/* array */.YOg(schemas/* object */.Ikc({ name: schemas/* string */.YjP(), object: blob.nullable() })).nullish() })
            .nullable(),
    }),
});
/** The workflow files and CODEOWNERS of the default branch, in one request. */
async function readDefaultBranchFiles(client) {
    const { data } = await client.graphql({
        purpose: "read the workflows",
        text: query,
        variables: {
            owner: client.repo.owner,
            name: client.repo.repo,
            ...Object.fromEntries(setup/* codeownersPaths */.oX.map((path, n) => [`owners${n}`, `HEAD:${path}`])),
        },
        shape: read_workflow_files_shape,
    });
    const { workflows, ...others } = data.repository;
    const files = (workflows?.entries ?? []).filter(({ name }) => /\.ya?ml$/.test(name));
    const owners = setup/* codeownersPaths */.oX.flatMap((path, n) => {
        const text = blob.nullish().parse(others[`owners${n}`]) ?? null;
        return text === null ? [] : [{ path, text }];
    });
    return {
        workflows: new Map(files.map(({ name, object }) => [`${folder}/${name}`, object])),
        codeowners: owners[0] ?? null,
    };
}
/** `active` or why not, by path of the workflow file. One request for each 100. */
async function readWorkflowStates(client) {
    const found = await readPages(client, {
        purpose: "read which workflows are enabled",
        permission: "actions: read",
        route: "GET /repos/{owner}/{repo}/actions/workflows",
        shape: schemas/* object */.Ikc({ workflows: schemas/* array */.YOg(schemas/* object */.Ikc({ path: schemas/* string */.YjP(), state: schemas/* string */.YjP() })) })
            .transform(({ workflows }) => workflows),
    });
    return new Map(found.map(({ path, state }) => [path, state]));
}
/** What GitHub finds wrong in CODEOWNERS of the default branch, a line each. One request. */
async function readCodeownersErrors(client) {
    const found = await client.restOrNull({
        purpose: "read the errors in CODEOWNERS",
        permission: "contents: read",
        effect: "read",
        route: "GET /repos/{owner}/{repo}/codeowners/errors",
        shape: schemas/* object */.Ikc({ errors: schemas/* array */.YOg(schemas/* object */.Ikc({ line: schemas/* int */.Whr(), kind: schemas/* string */.YjP() })) }),
    }, [404]);
    return (found?.errors ?? []).map(({ line, kind }) => `line ${line}, ${kind}`);
}

;// CONCATENATED MODULE: ./build/packages/github/src/settings/write-environment.js





const write_environment_route = "/repos/{owner}/{repo}/environments/{environment_name}";
/**
 * Creates or replaces an environment: GitHub takes away what the request does not name, so `target` is all of it. Doing
 * it twice is doing it once. Rules that Apps have added stay.
 *
 * Required reviewers and wait timers in private repositories need an Enterprise plan: below, GitHub answers 422 with words
 * about the billing plan, and 404 on the free plan, which has no environments there at all.
 * @throws PermissionError `administration-missing`
 */
async function putEnvironment(client, { name, ...target }, { isPrivate }) {
    const put = () => client.rest({
        purpose: `set up the environment ${name}`,
        permission: null,
        effect: "write",
        repeatable: true,
        route: `PUT ${write_environment_route}`,
        parameters: { environment_name: name, ...bodyOf(target) },
        shape: environmentShape,
    });
    try {
        return await writeSetting(() => asAdministrator(put));
    }
    catch (error) {
        if (!(error instanceof src/* NotFoundError */.m_))
            throw error;
        if (isPrivate)
            return { kind: "not-on-this-plan", said: error.message };
        throw notAdministrator(error);
    }
}
function bodyOf(target) {
    const { reviewers, preventsSelfReview, waitMinutes, limit, adminsMayBypass } = target;
    return {
        wait_timer: waitMinutes,
        // GitHub refuses it where there is no reviewer.
        ...(reviewers.length > 0 && { prevent_self_review: preventsSelfReview }),
        reviewers: reviewers.map(({ kind, id }) => ({ type: kind === "user" ? "User" : "Team", id })),
        deployment_branch_policy: limit.kind === "none"
            ? null
            : {
                protected_branches: limit.kind === "protected",
                custom_branch_policies: limit.kind === "patterns",
            },
        // GitHub's description leaves it out, and GitHub takes it. Only where somebody switched it off: it must stay off.
        ...(adminsMayBypass === false && { can_admins_bypass: false }),
    };
}
/**
 * Lets a branch, or branches by a pattern, use an environment that is limited by patterns.
 * @throws PermissionError `administration-missing`
 */
function addBranchPattern(client, { environment, pattern }) {
    const add = () => client.rest({
        purpose: `let the branch ${pattern} use the environment ${environment}`,
        permission: null,
        effect: "write",
        route: `POST ${write_environment_route}/deployment-branch-policies`,
        parameters: { environment_name: environment, name: pattern, type: "branch" },
        shape: schemas/* unknown */.L5J(),
    });
    return writeSetting(() => asAdministrator(add));
}

;// CONCATENATED MODULE: ./build/packages/github/src/settings/connect-settings.js











/**
 * Opens one repository with its settings. Nothing is asked yet.
 * @throws ConfigurationError when there is no token, or an address is none
 */
function connectSettings(options) {
    const { github, client } = (0,connect/* openRepository */.h)(options);
    return { github, settings: settingsOf(client) };
}
const administrators = "Only an administrator's token can see";
function settingsOf(client) {
    return {
        readRepository: () => readRepository(client),
        readEnvironments: (interesting = () => true) => readEnvironmentSettings(client, interesting),
        readLabels: () => readLabels(client),
        readAccess: (login) => readAccess(client, login),
        readTeamId: (team) => readTeamId(client, team),
        readFiles: () => readDefaultBranchFiles(client),
        readWorkflowStates: () => unlessForbidden(() => readWorkflowStates(client), "Which workflows are enabled: the token lacks `actions: read`."),
        readCodeownersErrors: () => unlessForbidden(() => readCodeownersErrors(client), "The token may not ask for errors in CODEOWNERS."),
        readBranchProtection: (branch) => unlessForbidden(() => readBranchProtection(client, branch), `How \`${branch}\` is protected: the token may not see it, or the plan has no protection here.`),
        readActionsSettings: () => unlessForbidden(() => readActionsSettings(client), `${administrators} the settings of Actions.`),
        readSecretNames: () => unlessForbidden(() => readSecretNames(client), `${administrators} the names of the repository's secrets.`),
        putEnvironment: (environment, repository) => putEnvironment(client, environment, repository),
        addBranchPattern: (added) => addBranchPattern(client, added),
        createLabel: (label) => createLabel(client, label),
    };
}

;// CONCATENATED MODULE: ./build/packages/github/src/settings/index.js




/***/ })

};
