import { z } from "zod";

/*
 * The policy file, `.github/release-approval.yml`, as people write it. This is the only place where its shape is
 * declared: the JSON Schema for editors and the reference in the docs are generated from here, so every key
 * carries its description. Preset and inherited parts are merged in `parse.ts`; `Policy` is the merged result.
 */

/** A length of time as people write it: `15m`, `4h`, `2d`, `1w`. */
export const duration = z
  .string()
  .regex(/^[1-9]\d{0,3}(m|h|d|w)$/, "a duration such as 15m, 4h, 2d or 1w")
  .describe("A length of time: a whole number and m, h, d or w.");

const name = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, "lower-case letters, digits and hyphens, at most 40")
  .describe("A name in lower-case letters, digits and hyphens.");

/** `octocat` (a user, never a team), `octocat#583231` (pinned id), `team:org/slug`. */
export const member = z
  .string()
  .regex(
    /^(team:[A-Za-z0-9][A-Za-z0-9-]*\/[A-Za-z0-9_.-]+|@?[A-Za-z0-9](?:[A-Za-z0-9_-]{0,98})(#[1-9]\d*)?)$/,
    "a login, login#id or team:organisation/slug",
  )
  .describe("A GitHub login, a login with its numeric id (`octocat#583231`), or `team:organisation/slug`.");

const text = (max: number) => z.string().min(1).max(max);

export const releaseTypes = ["patch", "minor", "major", "hotfix"] as const;
export const releaseType = z.enum(releaseTypes);
export type ReleaseType = z.infer<typeof releaseType>;

export const person = z
  .strictObject({
    name: text(100).optional().describe("How the person is called in messages and documents."),
    slack: text(40).optional().describe("Slack member id, to ping the right person."),
    email: z.email().optional().describe("Address for e-mail."),
    timezone: text(60).optional().describe("IANA time zone of this person, for times in messages."),
  })
  .describe("A person named in roles; the key is the login.");

export const roleClass = z.enum(["primary", "secondary", "escalation"]);

const checklistItem = z.union([
  text(300),
  z.strictObject({ item: text(300), critical: z.boolean().default(false) }),
]);

export const role = z
  .strictObject({
    title: text(60).optional().describe("How the role is called on screen."),
    class: roleClass.optional().describe("`primary` roles count for `quorum.primary`."),
    members: z.array(member).default([]).describe("Who holds the role. An asked role without members is an error."),
    environment: z
      .string()
      .regex(/^[^\s/\\:*?"<>|#][^/\\:*?"<>|#]{0,254}$/, "the name of a GitHub environment")
      .optional()
      .describe("The GitHub environment whose Approve button this role presses."),
    contact: text(200).optional().describe("Emergency contact, shown in the issue and in escalations."),
    authority: z
      .array(z.enum(["technical", "product", "other"]))
      .optional()
      .describe("Which conflicts this role may decide."),
    backup: z.array(member).optional().describe("Who may be handed this role for a time."),
    paths: z.array(text(300)).optional().describe("Files this role looks at first (globs)."),
    checklist: z.array(checklistItem).max(30).optional().describe("What this role checks; `critical` items must be ticked."),
    aliases: z.array(name).optional().describe("Short forms understood in commands."),
  })
  .describe("A role; the key is its id.");

export const need = z
  .union([
    z.enum(["required", "optional", "if-available", "after-release"]),
    z.strictObject({ when: z.literal("security") }),
  ])
  .describe(
    "`required`; `optional` (silence never blocks); `{ when: security }` (required when security-related); `if-available` (required until its time has passed); `after-release`.",
  );

export const review = z
  .strictObject({
    need,
    approvals: z.int().min(1).max(20).default(1).describe("How many members must approve."),
    within: duration.optional().describe("Time allowed for the review."),
    focus: text(200).optional().describe("What this review looks at."),
  })
  .describe("What a role owes a release of this type; the key is the role.");

export const overrideRule = z
  .union([
    z.literal("automatic"),
    z.strictObject({
      by: z.union([name, z.literal("automatic")]).describe("The role that may override, or `automatic`."),
      after: duration.optional().describe("Automatic: how long after the request (default: the target)."),
      ratify: name.optional().describe("The role that ratifies an override."),
    }),
  ])
  .describe("Who may let a release go without all reviews.");

const evidenceShape = {
  tests: z
    .strictObject({
      "min-success": z.number().min(0).max(100).optional().describe("Percent of tests run that must pass."),
      "max-skipped": z.number().min(0).max(100).optional().describe("Percent of tests that may be skipped."),
      "required-suites": z.array(text(200)).optional(),
    })
    .or(z.literal(false)),
  coverage: z
    .strictObject({ min: z.number().min(0).max(100), by: z.enum(["line", "branch"]).default("line") })
    .or(z.literal(false)),
  security: z
    .strictObject({
      "fail-on": z.enum(["low", "medium", "high", "critical"]),
      allow: z
        .array(z.strictObject({ id: text(100), reason: text(300), expires: z.iso.date() }))
        .optional()
        .describe("Findings that are accepted, each with its reason and last day."),
    })
    .or(z.literal(false)),
  performance: z
    .strictObject({ "max-regression": z.number().min(0).max(1000).describe("Percent.") })
    .or(z.literal(false)),
  "release-package": z.strictObject({ "migration-guide": z.boolean().optional() }).or(z.literal(false)),
  documentation: z.strictObject({ changed: z.boolean().optional() }).or(z.literal(false)),
  "deployment-plan": z.strictObject({ sections: z.array(text(100)).optional() }).or(z.literal(false)),
};

/** Thresholds; an item with a threshold and no report is missing and blocks. `false` switches an inherited one off. */
export const evidence = z
  .strictObject(evidenceShape)
  .partial()
  .describe("Thresholds for measured evidence. `false` switches an inherited one off.");

export const releaseTypeRules = z
  .strictObject({
    description: text(200).optional(),
    window: z
      .strictObject({
        target: duration.optional().describe("When the release should be decided."),
        deadline: duration.describe("When the request expires."),
      })
      .describe("Calendar time from the request."),
    clock: z.enum(["always", "working"]).default("always").describe("Whether `within` counts working hours."),
    quorum: z
      .strictObject({
        primary: z.int().min(1).max(20).optional().describe("How many primary roles must have approved."),
        total: z.int().min(1).max(50).optional().describe("How many roles must have approved."),
      })
      .optional()
      .describe("Needed on top of the reviews."),
    reviews: z.record(name, review).describe("Who reviews. Replaces an inherited list whole."),
    override: overrideRule.optional(),
    evidence: evidence.optional().describe("Thresholds for this release type, over the general ones."),
    "self-approval-after": duration.optional().describe("A requester's own approval counts this long after the request."),
  })
  .describe("Rules for one release type.");

export const rules = z
  .strictObject({
    "one-role-per-person": z.boolean().describe("One person fills one role of a release."),
    "self-review": z
      .enum(["forbid", "forbid-all", "allow"])
      .describe("Whether who asked may review: `forbid` (no, but as release manager), `forbid-all`, `allow`."),
    "on-new-commits": z.enum(["dismiss", "keep", "affected-roles"]),
    authorization: z.enum(["automatic", "manual"]).describe("`manual`: the release manager posts `/authorize`."),
    "trusted-author": text(100).describe("Whose entries count: `github-actions[bot]`, or your App, as `name[bot]` or `name[bot]#id`."),
    "trusted-workflows": z.array(text(200)).describe("Workflow files whose runs may write entries; empty: any on the default branch."),
    "optional-rejection": z.enum(["show", "block"]),
    "unratified-override": z.enum(["show", "block"]),
    confirm: z.enum(["setter", "none"]).describe("Who confirms that a condition is resolved."),
    resolve: z.enum(["commit", "any"]).describe("What resolves a condition: a commit, or a link or notes too."),
    "commit-authors": z.enum(["allow", "forbid"]).describe("Whether authors of the released commits may review."),
    waive: name.describe("The role that may waive an evidence item."),
  })
  .partial()
  .describe("Rules for all release types.");

export const calendar = z
  .strictObject({
    timezone: text(60).describe("IANA time zone."),
    workdays: z.array(z.enum(["mon", "tue", "wed", "thu", "fri", "sat", "sun"])).min(1),
    hours: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/, "hours such as 09:00-17:00"),
    holidays: z.array(z.iso.date()).max(400),
    quiet: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/, "hours such as 22:00-07:00").describe("No messages in these hours."),
  })
  .partial()
  .describe("When people work; the roles' times of `clock: working` count in it.");

export const escalationStep = z
  .strictObject({
    step: z.enum(["warn", "overdue", "critical-only", "conditional-release", "postpone"]),
    automatic: z.boolean().default(false),
    before: duration.optional(),
    after: duration.optional(),
    to: z.array(name).optional(),
    roles: z.array(name).optional(),
    for: duration.optional(),
  })
  .describe("One step of the ladder when time runs out.");

export const notifications = z
  .strictObject({
    events: z
      .record(
        z.enum([
          "review-requested", "reminder", "overdue", "escalation", "rejection", "conflict",
          "conditions-open", "authorized", "released", "follow-up-due", "override-used",
        ]),
        z.array(z.strictObject({
          channel: z.enum(["github", "slack", "discord", "teams", "email", "webhook"]),
          roles: z.array(name).optional(),
        })),
      ),
    "private-addresses": z.boolean().describe("Whether webhooks may go to private network addresses."),
  })
  .partial()
  .describe("Who hears what, where.");

export const security = z
  .strictObject({
    paths: z.array(text(300)).describe("Changed files that make a release security-related (globs)."),
    labels: z.array(text(100)).describe("Labels of merged pull requests that do."),
  })
  .partial()
  .describe("What makes a release security-related.");

export const policyFile = z
  .strictObject({
    $schema: z.string().optional(),
    version: z.literal(1).describe("The version of this format."),
    project: text(100).optional().describe("The project's name in titles and messages (default: the repository's)."),
    extends: text(300).optional().describe("`default`, `small-team`, `solo`, or `owner/repo//path@ref`."),
    people: z.record(z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,98}$/), person).optional(),
    roles: z.record(name, role.partial()).optional().describe("Roles; over the inherited ones, key by key."),
    "release-types": z
      .partialRecord(releaseType, releaseTypeRules.partial())
      .optional()
      .describe("Rules by release type; over the inherited ones, key by key, `reviews` whole."),
    components: z
      .record(name, z.strictObject({ paths: z.array(text(300)).optional(), "tag-prefix": text(60).optional() }))
      .optional()
      .describe("Parts of a monorepo that are released apart."),
    manifest: text(200).optional().describe("The file that holds the version (default: package.json)."),
    security: security.optional(),
    evidence: evidence.optional(),
    rules: rules.optional(),
    calendar: calendar.optional(),
    escalation: z.array(escalationStep).optional(),
    notifications: notifications.optional(),
  })
  .describe("Release Approval policy");
export type PolicyFile = z.infer<typeof policyFile>;

/** Only `authority` of `other` is for the release manager, who brings it to project leadership. */
export type Need = z.infer<typeof need>;
export type RoleClass = z.infer<typeof roleClass>;
export type EvidenceThresholds = z.infer<typeof evidence>;
export type Review = { need: Need; approvals: number; within?: string; focus: string };

export type Role = {
  id: string;
  title: string;
  class: RoleClass;
  members: string[];
  environment: string;
  aliases: string[];
  authority: ("technical" | "product" | "other")[];
  backup: string[];
  paths: string[];
  checklist: { item: string; critical: boolean }[];
  contact?: string;
};

export type Override =
  | { kind: "none" }
  | { kind: "automatic"; after: string; ratify?: string }
  | { kind: "role"; by: string; ratify?: string };

export type ReleaseRules = {
  window: { target: string; deadline: string };
  clock: "always" | "working";
  quorum: { primary?: number; total?: number };
  /** In the order of the policy. */
  reviews: Record<string, Review>;
  override: Override;
  evidence: EvidenceThresholds;
  selfApprovalAfter?: string;
};

/** A complete policy: presets and `extends` merged, defaults filled in, every reference checked. */
export type Policy = {
  version: 1;
  project: string | null;
  people: Record<string, z.infer<typeof person>>;
  roles: Record<string, Role>;
  releaseTypes: Partial<Record<ReleaseType, ReleaseRules>>;
  components: Record<string, { paths: string[]; tagPrefix: string }>;
  manifest: string;
  security: { paths: string[]; labels: string[] };
  rules: Required<z.infer<typeof rules>>;
  calendar: Required<Omit<z.infer<typeof calendar>, "quiet">> & { quiet?: string };
  escalation: z.infer<typeof escalationStep>[];
  notifications: z.infer<typeof notifications>;
};
