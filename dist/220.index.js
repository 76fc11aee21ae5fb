export const id = 220;
export const ids = [220];
export const modules = {

/***/ 5220:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  main: () => (/* binding */ main)
});

// EXTERNAL MODULE: ./build/packages/github/src/index.js + 12 modules
var src = __webpack_require__(5920);
// EXTERNAL MODULE: ./build/packages/report/src/index.js + 33 modules
var report_src = __webpack_require__(4517);
// EXTERNAL MODULE: ./build/actions/run/connect-run.js
var connect_run = __webpack_require__(3828);
// EXTERNAL MODULE: ./build/actions/run/describe-run.js
var describe_run = __webpack_require__(4185);
// EXTERNAL MODULE: ./build/actions/run/load-asked.js
var load_asked = __webpack_require__(6857);
// EXTERNAL MODULE: ./build/actions/run/observe-release.js
var observe_release = __webpack_require__(1134);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./build/packages/approval/src/index.js + 97 modules
var approval_src = __webpack_require__(7364);
;// CONCATENATED MODULE: ./build/actions/audit-trail/write-files.js



/**
 * Checks a folder before anything is written.
 * @throws ConfigurationError when it leaves the workspace, by `..`, as an absolute path, or through a symbolic link
 */
function placeFiles(workspace, directory) {
    const root = (0,external_node_fs_.realpathSync)(workspace);
    const path = (0,external_node_path_.resolve)(root, directory);
    if (leaves(root, path) || leaves(root, realPlace(path)))
        throw outside(directory);
    return { workspace: root, path };
}
/** @returns paths relative to the workspace, in the order of the documents */
function writeFiles({ workspace, path }, documents, dryRun) {
    if (!dryRun)
        (0,external_node_fs_.mkdirSync)(path, { recursive: true });
    return documents.map(({ name, text }) => {
        const file = (0,external_node_path_.join)(path, name);
        if (!dryRun) {
            // A link that lies where the document goes would send it somewhere else.
            if ((0,external_node_fs_.lstatSync)(file, { throwIfNoEntry: false })?.isSymbolicLink())
                throw outside((0,external_node_path_.relative)(workspace, file));
            (0,external_node_fs_.writeFileSync)(file, text);
        }
        return (0,external_node_path_.relative)(workspace, file);
    });
}
function leaves(root, path) {
    const way = (0,external_node_path_.relative)(root, path);
    return way === ".." || way.startsWith("../") || way.startsWith("..\\") || (0,external_node_path_.isAbsolute)(way);
}
/** Where the deepest part of a path that exists really is; the root of the file system for a link to nowhere. */
function realPlace(path) {
    let at = path;
    while ((0,external_node_fs_.lstatSync)(at, { throwIfNoEntry: false }) === undefined && at !== (0,external_node_path_.dirname)(at))
        at = (0,external_node_path_.dirname)(at);
    try {
        return (0,external_node_fs_.realpathSync)(at);
    }
    catch {
        return (0,external_node_path_.resolve)("/");
    }
}
function outside(directory) {
    return new approval_src/* ConfigurationError */.j1({
        reasonCode: "path-outside-workspace",
        message: `\`${directory.replaceAll("`", "'")}\` is outside of the workspace.`,
        cure: "Name a folder below the checkout, such as `release-approval-audit`.",
    });
}

;// CONCATENATED MODULE: ./build/actions/audit-trail/main.js







/** Writes what happened to a release as documents that stand on their own; with `attach`, also beside what was shipped. */
async function main(inputs, kit) {
    const folder = placeFiles(kit.environment.workspace, inputs["output-directory"]);
    const github = (0,connect_run/* connectRun */.Y)(inputs["github-token"], kit.environment);
    const release = await (0,load_asked/* loadAsked */.ve)(github, inputs, {
        policyPath: inputs.policy,
        teamToken: inputs["team-token"],
        verifyRequest: "always",
    });
    const observed = (0,observe_release/* observeRelease */.G)(release);
    const documents = documentsOf(observed, inputs.formats, kit);
    const files = writeFiles(folder, documents, inputs["dry-run"]);
    const attachedTo = inputs.attach && !inputs["dry-run"] ? await attach(github, observed, documents) : null;
    kit.debug(`${github.requests()} requests to GitHub.`);
    return describe(observed, files, attachedTo);
}
// After they were written: a workflow can still keep them when there is nothing to attach them to.
async function attach(github, { release }, documents) {
    const { url } = await (0,src/* attachFiles */.p$)(github, { tag: release.request.fact.tag, files: documents });
    return url;
}
const mediaTypes = { json: "application/json", md: "text/markdown; charset=utf-8" };
function documentsOf(observed, formats, kit) {
    const { release, evaluation } = observed;
    const { snapshot, recorded, pinned, today } = release;
    const record = (0,report_src/* auditRecord */.tg)({
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
    const texts = { json: () => (0,report_src/* printJson */.Q2)(record), md: () => (0,report_src/* renderAuditMarkdown */.ti)(record) };
    return formats.map((format) => ({
        name: `${name}.${format}`,
        mediaType: mediaTypes[format],
        text: texts[format](),
    }));
}
function describe({ release, evaluation }, files, attachedTo) {
    const { decision } = evaluation;
    const intact = release.recorded.damage.length === 0;
    return {
        decision: decision.status,
        reasonCode: decision.reasonCode,
        outputs: { ...(0,describe_run/* commonOutputsOf */.p1)(decision, release.snapshot.issue), files, intact },
        details: { attached_to: attachedTo },
        summary: (0,report_src/* renderAuditSummary */.sX)((0,describe_run/* viewOf */.du)(release, decision, release.recorded.entries.length), {
            files,
            intact,
            attachedTo,
        }),
    };
}


/***/ })

};
