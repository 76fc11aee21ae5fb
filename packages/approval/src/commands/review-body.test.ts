import { describe, expect, it } from "vitest";
import { parseCommands } from "../commands.ts";
import { readReviewBody } from "./review-body.ts";

const nothing = { notes: "", before: [], after: [], risk: null, checklist: [] };

type Row = readonly [body: string, read: object];

function reads(rows: readonly Row[]): void {
  it.each(rows)("%j", (body, read) => {
    expect(readReviewBody("", body)).toEqual({ ...nothing, ...read });
  });
}

describe("conditions", () => {
  reads([
    ["before release: update the docs", { before: ["update the docs"] }],
    ["After release: watch the logs", { after: ["watch the logs"] }],
    ["before the release: a\nbefore release: b\nafter release: c", { before: ["a", "b"], after: ["c"] }],
    ["- before release: a", { before: ["a"] }],
    ["- [ ] before release: a", { before: ["a"] }],
    ["**before release:** a", { before: ["a"] }],
    ["**Before release**: a", { before: ["a"] }],
    ["__before release__: a", { before: ["a"] }],
    ["* *after release:* a", { after: ["a"] }],
    ["before release - a", { before: ["a"] }],
    ["before release：a", { before: ["a"] }],
    ["BEFORE RELEASE:a", { before: ["a"] }],
    ["pre-release: a\npost-release: b", { before: ["a"], after: ["b"] }],
    ["before release: *really* test it", { before: ["*really* test it"] }],
    ["before release: update\n  the docs", { before: ["update the docs"] }],
    ["before release: none", {}],
    ["after release: N/A.", {}],
    ["before release:", {}],
    ["before release we tested it", { notes: "before release we tested it" }],
    ["I said before release: x", { notes: "I said before release: x" }],
  ]);
});

describe("conditions on the command's own line", () => {
  it.each<[string, object]>([
    ["before release: the docs", { before: ["the docs"] }],
    ["before release     : the docs", { before: ["the docs"] }],
    ["qa fine, before the release: a after release: b", { before: ["a"], after: ["b"] }],
    ["before release: none", {}],
    ["before releases: x", {}],
  ])("%j", (words, read) => {
    expect(readReviewBody(words, "")).toEqual({ ...nothing, ...read });
  });
});

describe("conditions as a list", () => {
  reads([
    ["before release:\n- [ ] a\n- [x] b", { before: ["a", "b"] }],
    ["before release:\n\n- [ ] a\n\n- [ ] b\n\nThanks", { before: ["a", "b"], notes: "Thanks" }],
    ["before release:\n    - [ ] a\n    - [ ] b", { before: ["a", "b"] }],
    ["before release:\n1. a\n2) b", { before: ["a", "b"] }],
    ["before release:\n- a\nafter release:\n- b", { before: ["a"], after: ["b"] }],
    ["before release: two things:\n- a\n- b", { before: ["a", "b"] }],
    ["before release: this:\nThanks", { before: ["this:"], notes: "Thanks" }],
    ["before release:\nupdate the docs\nThanks", { before: ["update the docs"], notes: "Thanks" }],
    ["before release:\n```\n- [ ] a\n```", { before: ["a"] }],
    ["before release: a\n- [x] tests", { before: ["a"], checklist: [{ text: "tests", ticked: true }] }],
  ]);
});

describe("the templates' conditions", () => {
  reads([
    ["**Conditions**: None", {}],
    ["**Conditions:** none.", {}],
    ["Conditions: no conditions", {}],
    [
      "**Conditions**: Update getting-started guide before release",
      { before: ["Update getting-started guide before release"] },
    ],
    [
      "**Conditions**: Monitor minor UI issues post-release",
      { after: ["Monitor minor UI issues post-release"] },
    ],
    ["Condition: watch it after the release", { after: ["watch it after the release"] }],
    ["Conditions: the docs", { before: ["the docs"] }],
    ["Conditions: a before release, b after release", { before: ["a before release, b after release"] }],
    [
      "## Conditions\n\n- [ ] a\n- [ ] b after deployment\n\n## Rest\n\n- [x] c",
      {
        before: ["a"],
        after: ["b after deployment"],
        notes: "## Rest",
        checklist: [{ text: "c", ticked: true }],
      },
    ],
    ["**Conditions**:\n\n**Date**: today", { notes: "**Date**: today" }],
    ["**Conditions**:\n- None", {}],
  ]);
});

describe("conditions beside the command", () => {
  it.each([
    ["qa before release: the docs", { before: ["the docs"] }],
    ["fine, before release: a after release: b", { before: ["a"], after: ["b"] }],
    ["before release:\n- [ ] a", { before: ["a"] }],
    ["I looked at it before release day", {}],
  ])("/approve %j", (text, read) => {
    const [words = "", ...body] = text.split("\n");
    expect(readReviewBody(words, body.join("\n"))).toEqual({ ...nothing, ...read });
  });
});

describe("risk and checklist", () => {
  reads([
    ["**Risk Level**: Low", { risk: "Low" }],
    ["risk: medium, the migration", { risk: "medium, the migration" }],
    ["Risk Level: Low\nrisk: high", { risk: "Low", notes: "risk: high" }],
    ["**Key Risks**:\n- a", { notes: "**Key Risks**:\n- a" }],
    [
      "- [x] a\n* [X] b\n1. [ ] c\n- [y] d",
      {
        checklist: [
          { text: "a", ticked: true },
          { text: "b", ticked: true },
          { text: "c", ticked: false },
        ],
        notes: "- [y] d",
      },
    ],
  ]);
});

describe("a condition binds wherever its author can be seen to have set it", () => {
  it.each([
    ["in a fence", "/approve\n```\nbefore release: a\n```", ["a"]],
    ["folded away", "/approve\n<details>\n\nbefore release: a\n\n</details>", ["a"]],
    ["not in a quote", "/approve\n\n> before release: a", []],
    ["not in a comment", "/approve\n<!-- before release: a -->", []],
    ["not in a comment over lines", "/approve\n<!--\nbefore release: a\n-->", []],
  ])("%s", (_where, text, before) => {
    expect(parseCommands(text)).toMatchObject([{ name: "approve", before }]);
  });
});

const technical = `# Technical Review: Proxmox-MPC v1.2.0

## Implementation Quality

- [x] Code quality meets standards
- [x] Architecture changes are sound
- [x] Performance impact acceptable (<10% regression)
- [x] Breaking changes properly documented

## Technical Risk Assessment

**Risk Level**: Low
**Key Risks**:

- Database migration complexity (mitigated with rollback plan)
- API changes require client updates (documented in migration guide)

## Technical Approval: ✅ APPROVED

**Reviewer**: [Technical Lead Name]
**Date**: [Review Date]
**Conditions**: None`;

const product = `# Product Review: Proxmox-MPC v1.2.0

## Feature Validation

- [x] All planned features implemented
- [x] User experience improvements validated
- [x] Documentation covers new functionality
- [x] Feature quality meets acceptance criteria

## User Impact Assessment

**Impact Level**: Medium
**Benefits**:

- Improved console usability
- Faster VM creation workflow
- Better error messages and help

## Product Approval: ✅ APPROVED

**Reviewer**: [Product Owner Name]
**Date**: [Review Date]
**Conditions**: Update getting-started guide before release`;

const quality = `# Quality Review: Proxmox-MPC v1.2.0

## Testing Validation

- [x] Test success rate: 96.2% (target >95%)
- [x] Regression testing complete
- [x] Performance testing passed
- [x] Security testing complete
- [x] User acceptance testing passed

## Quality Metrics

**Overall Score**: Excellent
**Test Coverage**: 94% (target >90%)
**Critical Bugs**: 0
**Known Issues**: 2 minor UI improvements

## Quality Approval: ✅ APPROVED

**Reviewer**: [QA Lead Name]
**Date**: [Review Date]
**Conditions**: Monitor minor UI issues post-release`;

describe("the review templates of the specification", () => {
  const read = {
    technical: { text: technical, before: [], after: [], risk: "Low", items: 4 },
    product: {
      text: product,
      before: ["Update getting-started guide before release"],
      after: [],
      risk: null,
      items: 4,
    },
    quality: {
      text: quality,
      before: [],
      after: ["Monitor minor UI issues post-release"],
      risk: null,
      items: 5,
    },
  };

  it.each(Object.entries(read))("%s: no command in it", (_name, { text }) => {
    expect(parseCommands(text)).toEqual([]);
  });

  it.each(Object.entries(read))(
    "%s: below /approve, above it, and in a fence",
    (_name, { text, before, after, risk, items }) => {
      for (const comment of [
        `/approve tech\n\n${text}`,
        `/approve tech\n${text}`,
        `${text}\n\n/approve tech`,
        `/approve tech\n\`\`\`markdown\n${text}\n\`\`\``,
      ]) {
        const commands = parseCommands(comment);
        expect(commands).toMatchObject([{ name: "approve", words: "tech", before, after, risk }]);
        const [command] = commands;
        const checklist = command?.name === "approve" ? command.checklist : [];
        expect(checklist).toHaveLength(items);
        expect(checklist.every((item) => item.ticked)).toBe(true);
      }
    },
  );

  it("keeps the rest as notes", () => {
    const { notes } = readReviewBody("", technical);
    expect(notes).toContain("- Database migration complexity (mitigated with rollback plan)");
    expect(notes).toContain("**Reviewer**: [Technical Lead Name]");
    expect(notes).not.toContain("Conditions");
    expect(notes).not.toContain("[x]");
  });
});
