export const id = 547;
export const ids = [547];
export const modules = {

/***/ 3547:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  main: () => (/* binding */ main)
});

// EXTERNAL MODULE: ./build/packages/approval/src/setup/index.js + 35 modules
var setup = __webpack_require__(8983);
// EXTERNAL MODULE: ./build/packages/github/src/index.js + 12 modules
var src = __webpack_require__(5920);
// EXTERNAL MODULE: ./build/packages/github/src/settings/index.js + 13 modules
var src_settings = __webpack_require__(1067);
// EXTERNAL MODULE: ./build/packages/report/src/escape.js
var src_escape = __webpack_require__(7631);
// EXTERNAL MODULE: ./build/packages/report/src/titles.js
var titles = __webpack_require__(4291);
;// CONCATENATED MODULE: ./build/packages/report/src/setup.js



/** Markdown of the step summary. */
function renderSetup(view) {
    const environments = view.outcomes.flatMap((one) => one.entry.kind === "environment" ? [{ ...one, entry: one.entry }] : []);
    const labels = view.outcomes.flatMap((one) => one.entry.kind === "label" ? [{ ...one, entry: one.entry }] : []);
    const parts = [
        `## ${setupHeadline(view)}`,
        leadOf(view),
        table(["Environment", "For", "What"], environments.map(environmentRow)),
        table(["Label", "What"], labels.map(labelRow)),
        remarksOf(environments),
    ];
    return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}
function countSetup({ outcomes }) {
    const of = (result) => outcomes.filter((one) => one.result === result).length;
    return { planned: of("planned"), written: of("written"), refused: of("refused") };
}
/** Whether the plan of the owner left the buttons out. */
function isCommentsOnly({ outcomes }) {
    return outcomes.some(({ result }) => result === "not-on-this-plan");
}
/** One line, Markdown and plain text alike. */
function setupHeadline(view) {
    const { planned, written, refused } = countSetup(view);
    if (refused > 0)
        return `❌ GitHub refused ${(0,titles/* count */.U9)(refused, "change")} of the set-up`;
    if (planned > 0)
        return `📋 ${(0,titles/* count */.U9)(planned, "change")} planned, nothing changed yet`;
    if (written > 0)
        return `✅ Set up: ${(0,titles/* count */.U9)(written, "change")} made`;
    return isCommentsOnly(view) ? "💬 Reviews by comment" : "✅ Set up already: nothing to change";
}
function leadOf(view) {
    const lines = [];
    if (countSetup(view).planned > 0)
        lines.push("To do it, run this again with `apply: true`.");
    if (!view.applied && view.mayAdminister === false)
        lines.push("⚠️ The owner of this token is no administrator here: GitHub will refuse.");
    if (isCommentsOnly(view))
        lines.push("GitHub has no required reviewers and no wait timers for this private repository on its owner's plan. **People review by comment**, which counts as much.");
    return lines.join("\n\n");
}
const marks = { create: "➕", change: "✏️", keep: "✅", impossible: "⚠️" };
function markOf({ entry, result }) {
    if (result === "refused")
        return "❌";
    return result === "not-on-this-plan" ? "💬" : marks[entry.action];
}
function environmentRow(one) {
    const { entry } = one;
    const use = entry.roles.length === 0 ? "clock" : (0,setup/* listed */.KE)(entry.roles);
    return [`${markOf(one)} ${(0,setup/* code */.aY)(entry.name)}`, use, whatOf(one)];
}
function whatOf({ entry, result, said }) {
    if (result === "refused")
        return said ?? "refused";
    if (result === "not-on-this-plan")
        return "not on this plan";
    if (entry.action === "impossible")
        return "nobody could press it; see below";
    if (!(0,setup/* isChange */.Xb)(entry))
        return "as it should be";
    const { reviewers, preventsSelfReview, waitMinutes, branches } = entry.adds;
    const parts = [
        reviewers.length === 0 ? "" : `reviewers ${(0,setup/* listed */.KE)(reviewers.map(({ name }) => (0,setup/* code */.aY)(name)))}`,
        preventsSelfReview ? "not for who asked" : "",
        waitMinutes === null ? "" : `rings after ${waitMinutes} min`,
        branches.length === 0
            ? ""
            : `for ${branches.length === 1 ? "branch" : "branches"} ${(0,setup/* listed */.KE)(branches.map(setup/* code */.aY))}`,
    ];
    return parts.filter((part) => part !== "").join("; ");
}
function labelRow(one) {
    const { entry, result, said } = one;
    const what = result === "refused" ? (said ?? "refused") : (0,setup/* isChange */.Xb)(entry) ? entry.description : "is there";
    return [`${markOf(one)} ${(0,setup/* code */.aY)(entry.name)}`, what];
}
function table(head, rows) {
    if (rows.length === 0)
        return "";
    const line = (cells) => `| ${cells.map(src_escape/* escapeProse */.fd).join(" | ")} |`;
    return [line(head), `|${head.map(() => "---|").join("")}`, ...rows.map(line)].join("\n");
}
function remarksOf(outcomes) {
    const lines = outcomes.flatMap(({ entry }) => entry.remarks.map((remark) => `- ${(0,src_escape/* escapeProse */.fd)(`${(0,setup/* code */.aY)(entry.name)}: ${describeRemark(remark)}`)}`));
    return lines.length === 0 ? "" : `### Worth knowing\n\n${lines.join("\n")}`;
}
/** What the plan leaves as it is, or cannot do, with what to do about it. */
function describeRemark(remark) {
    switch (remark.code) {
        case "six-at-most":
            return `GitHub lets six review by button: ${names(remark.chosen)}. ${names(remark.left)} can answer by comment. For all of them, put them into a team and write \`members: [team:ORGANISATION/TEAM]\`: a team is one reviewer.`;
        case "nobody":
            return "No member of the role can review by button, so there is none. Correct the role's `members`, then run this again.";
        case "keeps-reviewers":
            return `${names(remark.names)} can press it and ${remark.names.length === 1 ? "is" : "are"} not in the role as the policy names it. Kept; what they press without the role is not counted.`;
        case "keeps-self-review":
            return "It keeps out who asked for the release, and the policy does not. Kept; untick “Prevent self-review” if that is not meant.";
        case "keeps-wait":
            return remark.wanted === 0
                ? `It waits ${remark.minutes} minutes before anybody can press it. Kept.`
                : `It rings after ${remark.minutes} minutes, not after ${remark.wanted}. Kept.`;
        case "keeps-protected":
            return "Protected branches may use it. Kept; limit it to selected branches by hand if it should be the default branch alone.";
        case "keeps-patterns":
            return `${names(remark.names)} may use it, too. Kept; take it away by hand if that is not meant.`;
        case "waits-for-people":
            return `${names(remark.names)} has to press it, so it does not ring by itself. Kept; take the reviewers away by hand.`;
        default:
            return `${capital((0,setup/* describeLeftOut */.l1)(remark))}. Left out.`;
    }
}
function names(all) {
    return (0,setup/* listed */.KE)(all.map(setup/* code */.aY));
}
function capital(text) {
    return text.charAt(0).toUpperCase() + text.slice(1);
}

// EXTERNAL MODULE: ./build/actions/run/connect-run.js
var connect_run = __webpack_require__(3828);
;// CONCATENATED MODULE: ./build/actions/setup/apply-setup.js

/**
 * Does what a plan says, one after the other, or only tells what would be done. What GitHub refuses is told, and the rest
 * is done all the same; a plan that broke off is completed by running it again.
 * @throws PermissionError at the first thing that the token may not do
 */
async function applySetup(settings, entries, { apply, isPrivate }) {
    const outcomes = [];
    let isOnPlan = true;
    for (const entry of entries) {
        if (!(0,setup/* isChange */.Xb)(entry))
            outcomes.push({ entry, result: "untouched", said: null });
        else if (!apply)
            outcomes.push({ entry, result: "planned", said: null });
        else if (entry.kind === "label")
            outcomes.push(toOutcome(entry, await settings.createLabel(entry)));
        // What the plan of the owner lacks, it lacks for every environment.
        else if (!isOnPlan)
            outcomes.push({ entry, result: "not-on-this-plan", said: null });
        else {
            const written = await applyEnvironment(settings, entry, isPrivate);
            isOnPlan = written.kind !== "not-on-this-plan";
            outcomes.push(toOutcome(entry, written));
        }
    }
    return outcomes;
}
async function applyEnvironment(settings, { name, target, replaces, adds }, isPrivate) {
    if (replaces) {
        const written = await settings.putEnvironment({ name, ...target }, { isPrivate });
        if (written.kind !== "written")
            return written;
    }
    for (const pattern of adds.branches) {
        const written = await settings.addBranchPattern({ environment: name, pattern });
        if (written.kind !== "written")
            return written;
    }
    return { kind: "written" };
}
function toOutcome(entry, written) {
    return { entry, result: written.kind, said: written.kind === "written" ? null : written.said };
}

// EXTERNAL MODULE: ./build/packages/approval/src/index.js + 97 modules
var approval_src = __webpack_require__(7364);
;// CONCATENATED MODULE: ./build/actions/setup/read-directory.js

/**
 * Whom GitHub shows of those whom the policy names. One request for all logins; one for each team; in a private
 * repository one for each person, since the reviewers of an environment have to be able to read it.
 */
async function readDirectory({ github, settings }, policy, asked) {
    const [people, teams] = await Promise.all([
        readPeople(github, settings, loginsOf(policy), asked.isPrivate),
        readTeams(settings, policy, asked),
    ]);
    return { people, teams };
}
/** Those with a pinned id, too: a login may belong to somebody else by now. */
function loginsOf(policy) {
    const members = Object.values(policy.roles).flatMap((role) => role.members.map(approval_src/* parseMember */.yl));
    return [...new Set(members.flatMap((one) => (one.kind === "user" ? [one.login] : [])))];
}
async function readPeople(github, settings, logins, isPrivate) {
    const found = logins.length === 0 ? new Map() : await github.readUsers(logins);
    const people = await Promise.all([...found].map(async ([login, account]) => {
        // A bot presses no button.
        if (account === null || account.kind !== "user")
            return [login, null];
        const canRead = isPrivate ? await settings.readAccess(account.login) : true;
        return [login, { id: account.id, login: account.login, canRead }];
    }));
    return new Map(people);
}
async function readTeams(settings, policy, { owner, teamToken }) {
    const teams = await Promise.all((0,approval_src/* teamsNamed */.aV)(policy).map(async ({ org, slug }) => {
        const name = `${org}/${slug}`.toLowerCase();
        if (org.toLowerCase() !== owner.toLowerCase())
            return [name, "elsewhere"];
        const team = await settings.readTeamId({ organisation: org, slug, token: teamToken });
        return [name, team ?? "unreadable"];
    }));
    return new Map(teams);
}

;// CONCATENATED MODULE: ./build/actions/setup/main.js







/** Plans what the policy implies and the repository lacks, and does it where it is told to. */
async function main(inputs, kit) {
    const { github, settings } = (0,src_settings/* connectSettings */.U)((0,connect_run/* connectionOf */.a)(inputs["github-token"], kit.environment));
    const { repository: place, head, policy: text } = await github.readOverview({ policyPath: inputs.policy });
    const [{ policy }, repository, environments, labels] = await Promise.all([
        (0,src/* loadPolicy */.tb)(github, { commit: head, path: inputs.policy, text }),
        settings.readRepository(),
        settings.readEnvironments(),
        settings.readLabels(),
    ]);
    const directory = await readDirectory({ github, settings }, policy, {
        owner: place.owner,
        isPrivate: repository.isPrivate,
        teamToken: inputs["team-token"],
    });
    const { defaultBranch } = place;
    const entries = (0,setup/* planSetup */.dx)({ policy, defaultBranch, directory, environments, labels, requestLabels: src/* requestLabels */.wN });
    const apply = inputs.apply && !inputs["dry-run"];
    const outcomes = await applySetup(settings, entries, { apply, isPrivate: repository.isPrivate });
    kit.debug(`${github.requests()} requests to GitHub.`);
    return describe({ outcomes, applied: apply, mayAdminister: repository.mayAdminister });
}
function describe(view) {
    const { planned, written, refused } = countSetup(view);
    const refusals = view.outcomes.filter(({ result }) => result === "refused").map(({ said }) => said ?? "");
    const changed = planned > 0 ? "planned" : written > 0 ? "applied" : "unchanged";
    return {
        decision: refused > 0 ? "incomplete" : changed,
        reasonCode: refused > 0 ? "refused-by-github" : isCommentsOnly(view) ? "comments-only" : `setup-${changed}`,
        details: { applied: view.applied, plan: view.outcomes.map(toJson) },
        summary: renderSetup(view),
        annotations: view.outcomes.flatMap(toAnnotation),
        ...(refused > 0 && {
            failed: [
                `${setupHeadline(view).replace(/^\P{L}+/u, "")}.`,
                ...refusals,
                "Change what GitHub names, then run it again: what is done is not done twice.",
            ].join("\n"),
        }),
    };
}
function toAnnotation({ entry }) {
    if (entry.kind === "label" || entry.action !== "impossible")
        return [];
    const message = `${entry.name}: ${entry.remarks.map(describeRemark).join(" ")}`;
    return [{ level: "warning", title: `No button for ${entry.roles.join(", ")}`, message }];
}
function toJson({ entry, result, said }) {
    const outcome = { action: entry.action, result, said };
    if (entry.kind === "label")
        return { kind: entry.kind, name: entry.name, ...outcome };
    const { reviewers, preventsSelfReview, waitMinutes, branches } = entry.adds;
    return {
        kind: entry.roles.length === 0 ? "clock" : entry.kind,
        name: entry.name,
        roles: entry.roles,
        ...outcome,
        adds: (0,setup/* isChange */.Xb)(entry)
            ? {
                reviewers: reviewers.map(({ kind, id, name }) => ({ kind, id, name })),
                prevents_self_review: preventsSelfReview,
                wait_minutes: waitMinutes,
                branches,
            }
            : {},
        remarks: entry.remarks.map((remark) => ({ ...remark, message: describeRemark(remark) })),
    };
}


/***/ })

};
