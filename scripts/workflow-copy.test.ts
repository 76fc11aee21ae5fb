import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { copyWorkflow } from "./workflow-copy.ts";

const shipped = `# What it does.
name: Sample
on:
  workflow_dispatch:
    inputs:
      version: { type: string }
      release-type: { type: choice, options: [auto, patch] }
  # For callers.
  workflow_call:
    inputs:
      publish: { type: string, required: true }
      title: { type: string }
  issues: { types: [closed] }
env:
  RELEASE_WORKFLOW: \${{ inputs.publish || 'release.yml' }}
jobs:
  request:
    if: github.event_name == 'workflow_dispatch'
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2
      - uses: $/actions/request-approvals
        with:
          version: \${{ inputs.version || github.event.inputs.version }}
          release-type: \${{ github.event.inputs.hotfix == 'true' && 'hotfix' || inputs.release-type || github.event.inputs.release-type }}
          title: \${{ inputs.title }}
          team-token: \${{ secrets.team-token }}
          slack-webhook-url: \${{ secrets.slack-webhook-url }}
          release-workflow: \${{ env.RELEASE_WORKFLOW }}
`;

describe("the copy of a shipped workflow", () => {
  const copy = copyWorkflow(shipped);
  const { on, env, jobs } = parse(copy);
  const [checkout, request] = jobs.request.steps;

  it.each([
    ["is called by nobody", Object.keys(on), ["workflow_dispatch", "issues"]],
    ["names the publishing workflow in one place", env, { RELEASE_WORKFLOW: "release.yml" }],
    [
      "names our actions in full, and leaves others alone",
      [checkout.uses, request.uses],
      [
        "actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd",
        "OWNER/release-approval/actions/request-approvals@v1",
      ],
    ],
    [
      "hands over what its own form asks, and nothing that only a caller gives",
      request.with,
      {
        version: "${{ inputs.version }}",
        "release-type": "${{ inputs.release-type }}",
        "team-token": "${{ secrets.RELEASE_APPROVAL_TEAM_TOKEN }}",
        "slack-webhook-url": "${{ secrets.RELEASE_APPROVAL_SLACK_WEBHOOK_URL }}",
        "release-workflow": "${{ env.RELEASE_WORKFLOW }}",
      },
    ],
    ["leaves conditions as they are", jobs.request.if, "github.event_name == 'workflow_dispatch'"],
  ])("%s", (_, found, expected) => {
    expect(found).toEqual(expected);
  });

  it("says where it comes from, and keeps the comments of what it keeps", () => {
    expect(copy).toMatch(/^# Generated from \.github\/workflows\/release-approval\.yml/);
    expect(copy).toContain("# What it does.");
    expect(copy).toContain("# v6.0.2");
    expect(copy).not.toContain("# For callers.");
  });
});
