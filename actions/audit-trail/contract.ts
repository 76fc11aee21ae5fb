import { commonInputs, commonOutputs, defineContract, releaseInputs } from "@release-approval/action-kit";

export const contract = defineContract({
  name: "audit-trail",
  title: "Release audit trail",
  description:
    "Writes who approved what, when and under which rules, with everything that is needed to recompute it.",
  inputs: {
    ...commonInputs,
    ...releaseInputs,
    formats: {
      kind: "list",
      description: "Documents to write.",
      allowed: ["json", "md"],
      allowedLater: ["html", "csv", "pdf", "intoto"],
      default: "json,md",
    },
    "output-directory": {
      kind: "text",
      description: "Folder for the documents. It is created.",
      default: "release-approval-audit",
      longest: 1000,
    },
    dashboard: {
      kind: "text",
      description: "Folder of the dashboard.",
      notYet: "the dashboard is not written yet",
    },
    attach: {
      kind: "flag",
      description:
        "Attach the documents to the GitHub Release of the version's tag, in place of earlier ones. Needs `contents: write`.",
      default: "false",
    },
    verify: {
      kind: "text",
      description: "Path of a record to verify.",
      notYet: "records are not verified yet",
    },
  },
  oneOf: [["version", "issue-number"]],
  outputs: {
    ...commonOutputs,
    files: { description: "Paths of the documents, as a JSON list." },
    predicate: { description: "Path of the predicate for an attestation. Not supported yet: empty." },
    "predicate-type": { description: "Type of that predicate. Not supported yet: empty." },
    intact: { description: "`true` when nothing in the history was edited, deleted or lost." },
  },
});
