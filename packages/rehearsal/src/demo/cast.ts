/** Who and what the acts are about. The people are samples; nobody behind these names exists. */

import type { EnvironmentOptions } from "../embedded.ts";

export const OWNER = "acme";
export const REPOSITORY = "proxmox-mpc";

/** Where the embedded repository's pages would be: a name that can belong to nobody (RFC 2606). */
export const SERVER_URL = "https://github.example";

export const CAST = [
  { login: "mia", id: 101, permission: "maintain", part: "release manager" },
  { login: "tom", id: 102, permission: "write", part: "technical lead" },
  { login: "pia", id: 103, permission: "write", part: "product owner" },
  { login: "quinn", id: 104, permission: "write", part: "QA lead" },
  { login: "sam", id: 105, permission: "write", part: "security lead" },
  { login: "dana", id: 106, permission: "write", part: "DevOps lead" },
  { login: "lea", id: 108, permission: "write", part: "project leadership" },
  { login: "rae", id: 109, permission: "write", part: "stands in for QA" },
  { login: "olaf", id: 107, permission: "write", part: "no role" },
] as const;

export type Login = (typeof CAST)[number]["login"];

export const REVIEWERS = ["mia", "tom", "pia", "quinn", "sam", "dana"] as const satisfies Login[];
export type Reviewer = (typeof REVIEWERS)[number];

const roles = {
  mia: "release-manager",
  tom: "technical-lead",
  pia: "product-owner",
  quinn: "qa-lead",
  sam: "security-lead",
  dana: "devops-lead",
} as const satisfies Record<Reviewer, string>;

/** In the sample workspace. */
export function slackIdOf(login: Login): string {
  return `U0${login.toUpperCase()}0000`;
}

export function addressOf(login: Login): string {
  return `${login}@example.com`;
}

/** Who reads mail, and lives where. Everybody is in Slack. */
const readers: Partial<Record<Login, string>> = {
  mia: "Europe/Berlin",
  sam: "America/New_York",
  pia: "Asia/Tokyo",
};

function describePerson(login: Login): string {
  const zone = readers[login];
  const mail = zone === undefined ? "" : `, email: ${addressOf(login)}, timezone: ${zone}`;
  return `  ${login}: { slack: ${slackIdOf(login)}${mail} }`;
}

/** What goes through no channel that others read, too: of a release, Discord hears that it is out. */
const AMONG_US = [
  "review-requested",
  "reminder",
  "overdue",
  "escalation",
  "rejection",
  "conflict",
  "conditions-open",
  "authorized",
  "follow-up-due",
  "override-used",
] as const;

export const POLICY_PATH = ".github/release-approval.yml";

export const POLICY = `version: 1
project: Proxmox-MPC
extends: default
security: { paths: [.github/workflows/**] }
roles:
${REVIEWERS.map((login) => `  ${roles[login]}: { members: [${login}] }`).join("\n")}
  project-leadership: { members: [lea] }
people:
${CAST.map(({ login }) => describePerson(login)).join("\n")}
notifications:
  events:
${AMONG_US.map((event) => `    ${event}: [{ channel: github }, { channel: slack }, { channel: email }]`).join("\n")}
`;

/** Name of the environment whose button is this person's. */
export function buttonOf(login: Reviewer): string {
  return `approve-${roles[login]}`;
}

/** An environment for each role, with its member as required reviewer. */
export const BUTTONS: Readonly<Record<string, EnvironmentOptions>> = Object.fromEntries(
  REVIEWERS.map((login) => [buttonOf(login), { reviewers: [login], branches: ["main"] }]),
);

/** Environments whose jobs start later by themselves: alarm clocks that cost no runner. */
export const CLOCKS: Readonly<Record<string, EnvironmentOptions>> = {
  "release-approval-clock-15m": { waitMinutes: 15, branches: ["main"] },
  "release-approval-clock-1h": { waitMinutes: 60, branches: ["main"] },
};

/** What an adopter copies: files of this repository, by the name that they get below `.github/workflows/`. */
export const WORKFLOWS = {
  "release-approval.yml": "examples/workflows/release-approval-with-reports.yml",
  "release.yml": "examples/workflows/release.yml",
} as const;
