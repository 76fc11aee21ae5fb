export const id = 152;
export const ids = [152];
export const modules = {

/***/ 152:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  main: () => (/* binding */ main)
});

// EXTERNAL MODULE: ./build/packages/approval/src/setup/index.js + 35 modules
var setup = __webpack_require__(8983);
// EXTERNAL MODULE: ./build/packages/github/src/settings/index.js + 13 modules
var src_settings = __webpack_require__(1067);
// EXTERNAL MODULE: ./build/packages/report/src/escape.js
var src_escape = __webpack_require__(7631);
// EXTERNAL MODULE: ./build/packages/report/src/titles.js
var titles = __webpack_require__(4291);
;// CONCATENATED MODULE: ./build/packages/report/src/doctor.js



/* The page of `command: doctor`: what is wrong, the worst first, each with its cure; then what could not be seen. */
const headings = {
    stops: { mark: "⛔", title: "Stops a release", what: "stopping a release" },
    hole: { mark: "🕳️", title: "A way around the gate", what: "leading around the gate" },
    note: { mark: "💡", title: "Could be better", what: "that could be better" },
};
/** Markdown of the step summary. */
function renderDoctor(checked) {
    const shown = new Set();
    const parts = [
        `## ${doctorHeadline(checked)}`,
        countLine(checked),
        ...setup/* severities */.gO.map((severity) => renderSeverity(checked, severity, shown)),
        renderUnknown(checked),
        renderFine(checked),
    ];
    return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}
/** One line, Markdown and plain text alike. */
function doctorHeadline(checked) {
    const holes = (0,setup/* problemsOf */.GW)(checked, "hole").length;
    if ((0,setup/* problemsOf */.GW)(checked, "stops").length > 0)
        return "⛔ A release could not be approved today";
    const ways = `${(0,titles/* count */.U9)(holes, "way")} ${holes === 1 ? "leads" : "lead"} around the gate`;
    if (holes > 0)
        return `🕳️ A release can be approved, and ${ways}`;
    return checked.some(({ unknown }) => unknown.length > 0)
        ? "🩺 A release can be approved, as far as this token can see"
        : "✅ A release can be approved, and nothing leads around the gate";
}
function countLine(checked) {
    const found = setup/* severities */.gO.flatMap((severity) => {
        const { length } = (0,setup/* problemsOf */.GW)(checked, severity);
        return length === 0 ? [] : [`${length} ${headings[severity].what}`];
    });
    const fine = checked.filter(({ state }) => state === "fine").length;
    const unknown = checked.filter((one) => one.unknown.length > 0).length;
    const rest = [
        `${fine} of ${checked.length} checks fine`,
        ...(unknown > 0 ? [`${unknown} not or not wholly checked`] : []),
    ];
    return `${[...found, ...rest].join(" · ")}`;
}
function renderSeverity(checked, severity, shown) {
    const blocks = checked.flatMap(({ id, problems }) => {
        const own = problems.filter((problem) => problem.severity === severity);
        return own.length === 0 ? [] : [renderProblems(id, own, shown)];
    });
    if (blocks.length === 0)
        return "";
    const { mark, title } = headings[severity];
    return [`### ${mark} ${title}`, ...blocks].join("\n\n");
}
/** Problems of one check: what is equal in their cures is said once, and what is to be pasted once on the page. */
function renderProblems(id, problems, shown) {
    const sentences = problems.map(({ sentence }) => `- ${prose(sentence)}`);
    const cures = [...new Set(problems.map(({ cure }) => cure))].map((cure) => `**Cure:** ${prose(cure)}`);
    const pastes = problems.flatMap(({ paste }) => {
        if (paste === undefined || shown.has(paste.text))
            return [];
        shown.add(paste.text);
        return [(0,src_escape/* codeFence */.d6)(paste.text, paste.language)];
    });
    const isAbove = pastes.length === 0 && problems.some(({ paste }) => paste !== undefined);
    return [
        `**\`${id}\`**`,
        sentences.join("\n"),
        ...cures,
        ...pastes,
        ...(isAbove ? ["The same lines as above."] : []),
    ].join("\n\n");
}
/** A sentence of ours may come with a list of problems, a line each. */
function prose(text) {
    return text
        .split("\n")
        .filter((line) => line.trim() !== "")
        .map(src_escape/* escapeProse */.fd)
        .join("<br>");
}
function renderUnknown(checked) {
    const lines = checked.flatMap(({ id, title, unknown }) => unknown.length === 0 ? [] : [`- \`${id}\`, ${prose(title)}: ${unknown.map(prose).join(" ")}`]);
    if (lines.length === 0)
        return "";
    return fold(`❔ Not checked: ${lines.length}`, lines);
}
function renderFine(checked) {
    const fine = checked.filter(({ state }) => state === "fine").map(({ title }) => `- ✅ ${prose(title)}`);
    return fine.length === 0 ? "" : fold(`Fine: ${fine.length}`, fine);
}
function fold(summary, lines) {
    return `<details><summary><b>${summary}</b></summary>\n\n${lines.join("\n")}\n\n</details>`;
}

// EXTERNAL MODULE: ./build/actions/run/connect-run.js
var connect_run = __webpack_require__(3828);
// EXTERNAL MODULE: ./build/packages/approval/src/index.js + 97 modules
var src = __webpack_require__(7364);
// EXTERNAL MODULE: ./build/packages/github/src/index.js + 12 modules
var github_src = __webpack_require__(5920);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./build/actions/doctor/compare-policy.js


/**
 * Whether the checkout has the policy that counts.
 * @param text of the default branch; null: there is none
 */
function comparePolicy(workspace, path, text) {
    const own = readText((0,external_node_path_.join)(workspace, path));
    if (own === null)
        return "absent";
    return text !== null && plain(own) === plain(text) ? "same" : "different";
}
function readText(file) {
    try {
        return (0,external_node_fs_.readFileSync)(file, "utf8");
    }
    catch {
        // No checkout, or one without a policy: there is nothing to compare.
        return null;
    }
}
// A checkout may have other line ends.
function plain(text) {
    return text.replace(/\r\n?/g, "\n").trimEnd();
}

// EXTERNAL MODULE: ./build/actions/run/read-members.js
var read_members = __webpack_require__(6106);
;// CONCATENATED MODULE: ./build/actions/doctor/gather-people.js


/** Each of them costs a request, of 1,000 an hour for the whole repository. */
const mostLookedUp = 60;
/** Who can review in which role, and who cannot, and why. */
async function gatherPeople(github, settings, policy, { isPrivate, teamToken }) {
    const [{ members, lost }, renamed] = await Promise.all([
        (0,read_members/* readMembers */.m)(github, policy, teamToken),
        findRenamed(github, policy),
    ]);
    const access = await readAccess(settings, Object.values(members).flat(), isPrivate);
    const isOut = ({ id }) => access.cannotRead.has(id);
    const unreadTeams = lost.flatMap((one) => one.code === "team-unreadable" && teamToken === null ? [{ role: one.role, team: one.team }] : []);
    return {
        holders: Object.fromEntries(Object.entries(members).map(([role, people]) => [role, people.filter((person) => !isOut(person))])),
        lost: [
            ...lost.filter((one) => one.code !== "team-unreadable" || teamToken !== null),
            ...renamed,
            ...Object.entries(members).flatMap(([role, people]) => people.filter(isOut).map(({ login }) => ({ role, code: "cannot-read", login }))),
        ],
        unreadTeams,
        accessUnknown: access.unknown,
    };
}
/** Logins with a pinned id that belong to another account now. The id still counts; the login misleads. */
async function findRenamed(github, policy) {
    const pinned = Object.values(policy.roles).flatMap((role) => role.members.flatMap((text) => {
        const member = (0,src/* parseMember */.yl)(text);
        return member.kind === "user" && member.id !== undefined
            ? [{ role: role.id, login: member.login, pinned: member.id }]
            : [];
    }));
    if (pinned.length === 0)
        return [];
    const found = await github.readUsers(pinned.map(({ login }) => login));
    return pinned.flatMap((one) => {
        const account = found.get(one.login.toLowerCase()) ?? null;
        if (account === null)
            return [{ role: one.role, code: "unknown-user", login: one.login }];
        return account.id === one.pinned ? [] : [{ code: "other-account", ...one, found: account.id }];
    });
}
/** Everybody can read a public repository. */
async function readAccess(settings, people, isPrivate) {
    const everybody = [...new Map(people.map((person) => [person.id, person])).values()];
    if (!isPrivate)
        return { cannotRead: new Set(), unknown: null };
    const looked = everybody.slice(0, mostLookedUp);
    const answers = await Promise.all(looked.map(async ({ id, login }) => ({ id, canRead: await settings.readAccess(login) })));
    const isUnknown = answers.some(({ canRead }) => canRead === null) || looked.length < everybody.length;
    return {
        cannotRead: new Set(answers.filter(({ canRead }) => canRead === false).map(({ id }) => id)),
        unknown: isUnknown ? "Whether all of them can read this private repository." : null,
    };
}

;// CONCATENATED MODULE: ./build/actions/doctor/gather-facts.js






/**
 * Reads everything that the doctor looks at. What this token may not see is told as not known; nothing is written.
 * @throws every error but those: a wrong token, an unreachable GitHub, a repository that is not there
 */
async function gatherFacts(github, settings, asked) {
    const { policyPath } = asked;
    const overview = await github.readOverview({ policyPath });
    const { owner, name, defaultBranch, hasIssues } = overview.repository;
    const [repository, policy, files, states, environments, branch, secrets, actions] = await Promise.all([
        settings.readRepository(),
        readPolicy(github, overview, policyPath),
        settings.readFiles(),
        settings.readWorkflowStates(),
        readEnvironments(settings),
        settings.readBranchProtection(defaultBranch),
        settings.readSecretNames(),
        settings.readActionsSettings(),
    ]);
    const { isPrivate, isArchived } = repository;
    return {
        repository: { owner, name, defaultBranch, isPrivate, isArchived, hasIssues },
        policyPath,
        policy,
        checkout: comparePolicy(asked.workspace, policyPath, overview.policy),
        people: policy.ok
            ? await gatherPeople(github, settings, policy.policy, { isPrivate, teamToken: asked.teamToken })
            : null,
        environments,
        workflows: { known: true, value: presentWorkflows(files.workflows, states) },
        codeowners: files.codeowners,
        codeownersErrors: files.codeowners === null ? { known: true, value: [] } : await settings.readCodeownersErrors(),
        branch,
        secrets,
        actions,
        requestLabels: github_src/* requestLabels */.wN,
    };
}
async function readPolicy(github, { head, policy: text }, path) {
    try {
        const { policy } = await (0,github_src/* loadPolicy */.tb)(github, { commit: head, path, text });
        return { ok: true, policy };
    }
    catch (error) {
        if (!(error instanceof src/* ConfigurationError */.j1))
            throw error;
        return { ok: false, message: error.message, cure: error.cure };
    }
}
function readEnvironments(settings) {
    return (0,src_settings/* unlessForbidden */.w)(() => settings.readEnvironments(), "The token may not read environments: it lacks `actions: read`.");
}
function presentWorkflows(texts, states) {
    return [...texts].map(([path, text]) => ({
        path,
        workflow: text === null ? null : (0,setup/* readWorkflow */.S6)(path, text),
        state: states.known ? (states.value.get(path) ?? null) : null,
    }));
}

;// CONCATENATED MODULE: ./build/actions/doctor/main.js





/** Looks at everything that a release depends on; changes nothing. */
async function main(inputs, kit) {
    const { github, settings } = (0,src_settings/* connectSettings */.U)((0,connect_run/* connectionOf */.a)(inputs["github-token"], kit.environment));
    const facts = await gatherFacts(github, settings, {
        policyPath: inputs.policy,
        teamToken: inputs["team-token"],
        workspace: kit.environment.workspace,
    });
    kit.debug(`${github.requests()} requests to GitHub.`);
    return describe((0,setup/* diagnose */.h4)(facts));
}
function describe(checked) {
    const worst = checked.flatMap((check) => check.problems.filter(({ severity }) => severity === "stops").map(() => check.id));
    const decision = decisionOf(checked);
    return {
        decision,
        // The first thing to mend.
        reasonCode: worst[0] ?? decision,
        details: { checks: checked.map(toJson) },
        summary: renderDoctor(checked),
        annotations: (0,setup/* problemsOf */.GW)(checked, "hole").map(({ sentence, cure }) => ({
            level: "warning",
            title: "A way around the gate",
            message: `${sentence} ${cure}`,
        })),
        ...((0,setup/* isStopped */.id)(checked) && {
            failed: (0,setup/* problemsOf */.GW)(checked, "stops")
                .map(({ sentence, cure }) => `${sentence} ${cure}`)
                .join("\n"),
        }),
    };
}
function decisionOf(checked) {
    if ((0,setup/* isStopped */.id)(checked))
        return "stopped";
    if ((0,setup/* problemsOf */.GW)(checked, "hole").length > 0)
        return "holes";
    return (0,setup/* problemsOf */.GW)(checked, "note").length > 0 ? "notes" : "healthy";
}
function toJson({ id, severity, state, problems, unknown }) {
    return {
        id,
        severity,
        state,
        problems: problems.map(({ sentence, cure, severity: own, paste, facts }) => ({
            severity: own,
            message: sentence,
            cure,
            paste: paste?.text ?? null,
            facts,
        })),
        not_checked: [...unknown],
    };
}


/***/ })

};
