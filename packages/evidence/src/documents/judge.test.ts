import { describe, expect, it } from "vitest";
import { fileOf, fixture } from "../../test/report-file.ts";
import { type DocumentationFile, judgeDocumentation } from "./judge-documentation.ts";
import { judgePackage, notesIn } from "./judge-package.ts";
import { judgePlans } from "./judge-plans.ts";
import { readDocuments } from "./read.ts";

const none = { notes: [], guides: [], fromCommits: 0 };
const documents = (...names: string[]) => readDocuments(names.map((one) => fixture(`documents/${one}`)));
const text = (content: string, path = "doc.md") => readDocuments([fileOf(content, { path })]);

describe("release notes", () => {
  it.each<[string, "met" | "unmet", string | null]>([
    ["2.0.0", "met", null],
    ["1.1.0-rc.1", "met", null],
    ["1.1.0", "unmet", "documents/CHANGELOG.md does not have 1.1.0; its first version is 2.0.0"],
    ["2.1.0", "unmet", "documents/CHANGELOG.md does not have 2.1.0; its first version is 2.0.0"],
    ["12.0.0", "unmet", "documents/CHANGELOG.md does not have 12.0.0; its first version is 2.0.0"],
    ["1.2.1", "unmet", "documents/CHANGELOG.md calls 1.2.1 yanked"],
    ["1.2.0", "unmet", "documents/CHANGELOG.md says nothing under 1.2.0"],
  ])("of %s in a changelog: %s", async (version, verdict, problem) => {
    const notes = await documents("CHANGELOG.md");
    const judged = judgePackage({ version, type: "minor" }, { ...none, notes }, {});
    expect(judged).toMatchObject({ item: "release-package", verdict });
    expect(judged.figures["problem"]).toBe(problem ?? undefined);
  });

  it.each([
    ["## v1.2.0 (2026-11-24)"],
    ["# [1.2.0](https://example.com/compare/v1.1.0...v1.2.0) (2026-11-24)"],
    ["## @acme/api@1.2.0"],
    ["## api-v1.2.0"],
    ["Version 1.2.0\n-------------"],
    ["### Rocket 1.2.0 – 24 November"],
  ])("are found under %j", async (heading) => {
    const notes = await text(`# Changes\n\n## Unreleased\n\n- x\n\n${heading}\n\n- Faster.\n`);
    expect(judgePackage({ version: "1.2.0", type: "minor" }, { ...none, notes }, {}).verdict).toBe("met");
    expect(notesIn(notes, "1.2.0")).toBe("- Faster.");
  });

  it.each([
    ["## 1.2.0.1"],
    ["## 11.2.0"],
    ["## 1.2.0-rc.1"],
    ["## 1.2"],
    ["## Unreleased"],
    ["```\n## 1.2.0"],
  ])("are not found under %j", async (heading) => {
    const notes = await text(`## 0.9.0\n\n- x\n\n${heading}\n\n- Faster.\n`);
    expect(judgePackage({ version: "1.2.0", type: "minor" }, { ...none, notes }, {}).verdict).toBe("unmet");
  });

  it.each([
    ["its path", "# What is new\n\nFaster.\n", "docs/1.2.0.md", "met"],
    ["its text", "# What is new\n\nThis is v1.2.0.\n", "NOTES.md", "met"],
    ["neither: it may be of the release before", "# What is new\n\nFaster.\n", "NOTES.md", "unmet"],
    ["its path, and nothing in it", "# What is new\n", "docs/1.2.0.md", "unmet"],
  ])("in a document of their own name the version in %s", async (_, content, path, verdict) => {
    const notes = await text(content, path);
    expect(judgePackage({ version: "1.2.0", type: "patch" }, { ...none, notes }, undefined).verdict).toBe(
      verdict,
    );
  });

  it("come from commits where no file is named", () => {
    const judged = judgePackage({ version: "1.2.0", type: "minor" }, { ...none, fromCommits: 12 }, {});
    expect(judged).toMatchObject({
      verdict: "met",
      figures: { "release-notes": "from 12 Conventional Commits" },
    });
    expect(judgePackage({ version: "1.2.0", type: "minor" }, none, {}).verdict).toBe("missing");
  });

  it("cannot be read: an empty file", async () => {
    const judged = judgePackage({ version: "1.2.0", type: "minor" }, { ...none, notes: await text("") }, {});
    expect(judged).toMatchObject({ verdict: "unreadable", figures: { problem: "doc.md is empty." } });
  });
});

describe("a document of more lines than anybody reads", () => {
  it("is not read", async () => {
    expect(await text("# a\n".repeat(200_001))).toEqual([
      { ok: false, problem: "doc.md has more lines than are read of a document." },
    ]);
  });
});

describe("the migration guide", () => {
  it.each([
    ["major", {}, true, "met"],
    ["major", {}, false, "unmet"],
    ["major", { "migration-guide": false }, false, "met"],
    ["minor", {}, false, "met"],
    ["minor", { "migration-guide": true }, false, "unmet"],
    ["minor", { "migration-guide": true }, true, "met"],
  ] as const)("of a %s release, policy %j, given %s: %s", async (type, threshold, isGiven, verdict) => {
    const notes = await documents("CHANGELOG.md");
    const guides = isGiven ? await documents("MIGRATION.md") : [];
    expect(judgePackage({ version: "2.0.0", type }, { ...none, notes, guides }, threshold).verdict).toBe(
      verdict,
    );
  });

  it("says something", async () => {
    const notes = await documents("CHANGELOG.md");
    const guides = await text("# From 1 to 2\n<!-- to do -->\n", "guide.md");
    const judged = judgePackage({ version: "2.0.0", type: "major" }, { ...none, notes, guides }, {});
    expect(judged).toMatchObject({ verdict: "unmet", figures: { problem: "guide.md says nothing" } });
  });
});

describe("the deployment plan", () => {
  it("has the sections that policy lists, each with something under it", async () => {
    const deployment = await documents("deployment.md");
    const sections = [
      "Goal",
      "steps in order",
      "Risks and mitigations",
      "Monitoring",
      "Communication",
      "Rolling back",
    ];
    expect(judgePlans({ deployment, rollback: [] }, { sections })).toMatchObject([
      {
        item: "deployment-plan",
        verdict: "unmet",
        figures: {
          "missing-sections": "Monitoring, Communication",
          "empty-sections": "Risks and mitigations",
        },
      },
      { item: "rollback-plan", verdict: "met", figures: { section: "4. Rolling back" } },
    ]);
  });

  it("may have them in the rollback plan", async () => {
    const deployment = await text("# Steps\nGo.\n");
    const rollback = await text("# Rollback\nGo back.\n");
    const judged = judgePlans({ deployment, rollback }, { sections: ["Steps", "Rollback"] });
    expect(judged.map(({ item, verdict }) => [item, verdict])).toEqual([
      ["deployment-plan", "met"],
      ["rollback-plan", "met"],
    ]);
  });

  it.each<[string, string | null, string | null, [string, string][]]>([
    [
      "nothing",
      null,
      null,
      [
        ["deployment-plan", "missing"],
        ["rollback-plan", "missing"],
      ],
    ],
    [
      "a plan without a way back",
      "Go.",
      null,
      [
        ["deployment-plan", "met"],
        ["rollback-plan", "missing"],
      ],
    ],
    [
      "a plan with a way back",
      "# Roll-back\nGo back.",
      null,
      [
        ["deployment-plan", "met"],
        ["rollback-plan", "met"],
      ],
    ],
    [
      "two plans",
      "Go.",
      "Go back.",
      [
        ["deployment-plan", "met"],
        ["rollback-plan", "met"],
      ],
    ],
    [
      "headings alone",
      "# Steps",
      "# Rollback",
      [
        ["deployment-plan", "unmet"],
        ["rollback-plan", "unmet"],
      ],
    ],
  ])("where policy lists no section: %s", async (_, plan, back, expected) => {
    const deployment = plan === null ? [] : await text(plan);
    const rollback = back === null ? [] : await text(back);
    const judged = judgePlans({ deployment, rollback }, {});
    expect(judged.map(({ item, verdict }) => [item, verdict])).toEqual(expected);
  });

  it("is not judged where nobody asks for it, and holds where it is given", async () => {
    expect(judgePlans({ deployment: [], rollback: [] }, undefined)).toEqual([]);
    const deployment = await text("# Steps\n");
    expect(judgePlans({ deployment, rollback: [] }, undefined)).toMatchObject([{ verdict: "unmet" }]);
  });
});

describe("the documentation", () => {
  const file = (
    path: string,
    size: number | null = 10,
    changed: boolean | null = false,
  ): DocumentationFile => ({
    path,
    size,
    changed,
  });
  it.each<[string, DocumentationFile[], boolean, "met" | "unmet" | "missing"]>([
    ["is there", [file("a"), file("b")], false, "met"],
    ["was not named", [], false, "missing"],
    ["is not there", [file("a", null)], false, "missing"],
    ["is there in part", [file("a"), file("b", null)], false, "unmet"],
    ["is empty", [file("a"), file("b", 0)], false, "unmet"],
    ["did not change, and need not", [file("a")], false, "met"],
    ["did not change, and should", [file("a"), file("b")], true, "unmet"],
    ["changed in part", [file("a"), file("b", 10, true)], true, "met"],
    ["was deleted, which is no change of it", [file("a"), file("b", null, true)], true, "unmet"],
    ["changed, for all that anybody knows", [file("a", 10, null)], true, "unmet"],
  ])("that %s", (_, files, changed, verdict) => {
    expect(judgeDocumentation(files, { changed })).toMatchObject({ item: "documentation", verdict });
  });
});
