import type { InputDeclarations, OutputDeclarations } from "./contract.ts";

/** Inputs that every action has. */
export const commonInputs = {
  "github-token": {
    kind: "secret",
    description: "Token that reads and writes the repository. The workflow's own is enough.",
    default: "${{ github.token }}",
  },
  policy: {
    kind: "text",
    description: "Path of the policy. It is read from the default branch, never from the checkout.",
    default: ".github/release-approval.yml",
    longest: 300,
  },
  "team-token": {
    kind: "secret",
    description:
      "Token that may read the members of teams, which the workflow's own never can. Only for policies that name teams.",
  },
  "dry-run": {
    kind: "flag",
    description: "Decide and report, but write nothing to GitHub.",
    default: "false",
  },
} as const satisfies InputDeclarations;

/** Which release is meant, for the actions that look at an existing request. */
export const releaseInputs = {
  version: { kind: "version", description: "Version of the release." },
  component: {
    kind: "text",
    description: "Which part of the repository, where several have versions of their own.",
    longest: 300,
  },
  "issue-number": { kind: "number", description: "Number of the release's issue." },
} as const satisfies InputDeclarations;

/** Where messages go. Secrets, every one: the address of a webhook is its password. */
export const channelInputs = {
  "slack-webhook-url": { kind: "secret", description: "Incoming webhook of Slack." },
  "discord-webhook-url": { kind: "secret", description: "Webhook of Discord." },
  "teams-webhook-url": {
    kind: "secret",
    description: "Webhook of a Microsoft Teams workflow (“Send webhook alerts to a channel”).",
  },
  "webhook-url": { kind: "secret", description: "Address that gets every message as JSON." },
  "webhook-secret": {
    kind: "secret",
    description: "Key that signs what `webhook-url` gets: `X-Signature-256`, HMAC-SHA256 of the body.",
  },
  "smtp-url": {
    kind: "secret",
    description:
      "Mail server: `smtps://user:password@mail.example.com`, or `smtp://…:587`, which must offer STARTTLS.",
  },
  "mail-from": {
    kind: "secret",
    description: "Sender of the mails: `Releases <releases@example.com>`.",
  },
} as const satisfies InputDeclarations;

/** Values of the channel inputs; null: not given. */
export type ChannelInputs = { readonly [K in keyof typeof channelInputs]: string | null };

/** Outputs that every action has. */
export const commonOutputs = {
  decision: {
    description:
      "`pending`, `approved`, `authorized`, `rejected`, `blocked`, `postponed`, `expired`, `cancelled` or `released`; `error` when nothing could be decided.",
  },
  "reason-code": { description: "Why, as a stable kebab-case code." },
  result: { description: "Everything about this run as one JSON document, `schema_version` 1." },
  "issue-number": { description: "Number of the release's issue." },
  "issue-url": { description: "Address of the release's issue." },
  version: { description: "Version of the release, without `v`." },
  commit: { description: "Commit that was reviewed." },
} as const satisfies OutputDeclarations;
