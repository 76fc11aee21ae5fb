/** What the routes need, by subject. */

import type { Needs } from "./rights.ts";

export const READ_ISSUES: Needs = { scope: "issues", level: "read", person: "read" };
/** What a person may write depends on whose it is, so the routes look closer. */
export const WRITE_ISSUES: Needs = { scope: "issues", level: "write", person: "read" };
export const TRIAGE_ISSUES: Needs = { scope: "issues", level: "write", person: "triage" };
export const MANAGE_ISSUES: Needs = { scope: "issues", level: "write", person: "write" };
export const READ_CONTENTS: Needs = { scope: "contents", level: "read", person: "read" };
export const WRITE_CONTENTS: Needs = { scope: "contents", level: "write", person: "write" };
export const READ_PULLS: Needs = { scope: "pull-requests", level: "read", person: "read" };
export const READ_DEPLOYMENTS: Needs = { scope: "deployments", level: "read", person: "read" };
export const WRITE_DEPLOYMENTS: Needs = { scope: "deployments", level: "write", person: "write" };
export const READ_ACTIONS: Needs = { scope: "actions", level: "read", person: "read" };
export const WRITE_ACTIONS: Needs = { scope: "actions", level: "write", person: "write" };
/** Settings of the repository. No workflow's token reads or changes them. */
export const READ_SETTINGS: Needs = {
  scope: "administration",
  level: "read",
  person: "admin",
  workflowToken: false,
};
export const ADMINISTER: Needs = {
  scope: "administration",
  level: "write",
  person: "admin",
  workflowToken: false,
};
export const READ_SECRETS: Needs = { scope: "secrets", level: "read", person: "write", workflowToken: false };
export const READ_ENVIRONMENT_SECRETS: Needs = {
  scope: "environments",
  level: "read",
  person: "write",
  workflowToken: false,
};
