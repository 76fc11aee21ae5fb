/** Who and what the story is about. The people are samples; nobody behind these names exists. */

export const VERSION = "1.2.0";
export const PREVIOUS_TAG = "v1.1.4";
export const KEY_FEATURES = ["Enhanced console commands", "Improved VM templating"] as const;

/** Where the embedded repository's pages would be: a name that can belong to nobody (RFC 2606). */
export const SERVER_URL = "https://github.example";

export const CAST = [
  { login: "mia", id: 101, permission: "maintain", part: "release manager" },
  { login: "tom", id: 102, permission: "write", part: "technical lead" },
  { login: "pia", id: 103, permission: "write", part: "product owner" },
  { login: "quinn", id: 104, permission: "write", part: "QA lead" },
  { login: "sam", id: 105, permission: "write", part: "security lead" },
  { login: "dana", id: 106, permission: "write", part: "DevOps lead" },
  { login: "olaf", id: 107, permission: "write", part: "a developer without a role" },
] as const;

export type Login = (typeof CAST)[number]["login"];

export const POLICY_PATH = ".github/release-approval.yml";

export const POLICY = `version: 1
project: Proxmox-MPC
extends: default
roles:
  release-manager: { members: [mia] }
  technical-lead: { members: [tom] }
  product-owner: { members: [pia] }
  qa-lead: { members: [quinn, mia] }
  security-lead: { members: [sam] }
  devops-lead: { members: [dana] }
`;

const startedByHand = (name: string): string => `name: ${name}
on:
  workflow_dispatch:
    inputs:
      version: { required: true }
jobs: {}
`;

export const WORKFLOWS = {
  ".github/workflows/release-approval.yml": startedByHand("Release approval"),
  ".github/workflows/publish.yml": startedByHand("Publish"),
} as const;

/** What sam asks for, and olaf then commits. */
export const FIX = {
  message: "Upload templates from the listed hosts only",
  files: { "templates/upload-hosts.txt": "download.proxmox.com\n" },
} as const;
