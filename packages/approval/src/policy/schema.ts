import { z } from "zod";
import { minutesOf } from "./duration.ts";

/*
 * The policy file, `.github/release-approval.yml`, as people write it. This is the only place where its shape is
 * declared: the JSON Schema for editors, the reference in the docs and the words of error messages ("allowed: …") are
 * made from here, so every key carries its description. A key that can be inherited has no default here, or the
 * default would win over what is inherited: `complete.ts` fills defaults in after merging. `Policy` is the result.
 */

const longestDuration = 366 * 24 * 60;

/** A length of time as people write it: `15m`, `4h`, `2d`, `1w`. */
export const duration = z
  .string()
  .regex(/^[1-9]\d{0,3}(m|h|d|w)$/, { error: "a duration such as 15m, 4h, 2d or 1w", abort: true })
  .refine((text) => minutesOf(text) <= longestDuration, "a length of time of at most one year")
  .meta({ title: "length of time", examples: ["15m", "4h", "2d", "1w"] });

const name = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, "lower-case letters, digits and hyphens, at most 40")
  .meta({ title: "name in lower-case letters, digits and hyphens", examples: ["qa-lead"] });

const roleId = name.meta({ title: "role's id", examples: ["release-manager", "qa-lead"] });

/** `octocat` (a user, never a team), `octocat#583231` (pinned id), `team:org/slug`. */
export const member = z
  .string()
  .regex(
    /^(team:[A-Za-z0-9][A-Za-z0-9-]*\/[A-Za-z0-9_.-]+|@?[A-Za-z0-9](?:[A-Za-z0-9_-]{0,98})(#[1-9]\d{0,14})?)$/,
    "a login, login#id or team:organisation/slug",
  )
  .describe("A GitHub login, a login with its numeric id (`octocat#583231`), or `team:organisation/slug`.")
  .meta({ title: "member", examples: ["octocat", "octocat#583231", "team:acme/leads"] });

const text = (max: number) => z.string().min(1).max(max);

const timezone = text(60).meta({ title: "IANA time zone", examples: ["UTC", "Europe/Berlin"] });

const glob = text(300).meta({ title: "path pattern", examples: ["src/**"] });

const percent = z.number().min(0).max(100);

export const releaseTypes = ["patch", "minor", "major", "hotfix"] as const;
export const releaseType = z.enum(releaseTypes).meta({ title: "release type" });
export type ReleaseType = z.infer<typeof releaseType>;

export const person = z
  .strictObject({
    name: text(100).optional().describe("How the person is called in messages and documents."),
    slack: text(40).optional().describe("Slack member id, to ping the right person."),
    email: z.email().optional().describe("Address for e-mail."),
    timezone: timezone.optional().describe("IANA time zone of this person, for times in messages."),
  })
  .describe("A person named in roles; the key is the login.");

export const roleClass = z.enum(["primary", "secondary", "escalation"]);

const checklistItem = z.union([
  text(300),
  z.strictObject({
    item: text(300).describe("What is checked."),
    critical: z.boolean().default(false).describe("Whether it must be ticked."),
  }),
]);

export const role = z
  .strictObject({
    title: text(60).optional().describe("How the role is called on screen (default: made from its id)."),
    class: roleClass
      .optional()
      .describe("`primary` roles count for `quorum.primary` (default: `secondary`)."),
    members: z
      .array(member)
      .max(200)
      .optional()
      .describe("Who holds the role. An asked role without members is an error."),
    environment: z
      .string()
      .regex(/^[^\s/\\:*?"<>|#][^/\\:*?"<>|#]{0,254}$/, "the name of a GitHub environment")
      .meta({ title: "GitHub environment", examples: ["approve-qa-lead"] })
      .optional()
      .describe("The GitHub environment whose Approve button this role presses (default: `approve-<id>`)."),
    contact: text(200).optional().describe("Emergency contact, shown in the issue and in escalations."),
    authority: z
      .array(z.enum(["technical", "product", "other"]))
      .optional()
      .describe("Which conflicts this role may decide."),
    backup: z.array(member).max(200).optional().describe("Who may be handed this role for a time."),
    paths: z.array(glob).optional().describe("Files this role looks at first (globs)."),
    checklist: z
      .array(checklistItem)
      .max(30)
      .optional()
      .describe("What this role checks; `critical` items must be ticked."),
    aliases: z.array(name).optional().describe("Short forms understood in commands."),
  })
  .describe("A role; the key is its id.");

export const need = z
  .union([
    z.enum(["required", "optional", "if-available", "after-release"]),
    z.strictObject({
      when: z.literal("security").describe("Required when the release is security-related."),
    }),
  ])
  .describe(
    "`required`; `optional` (silence never blocks); `{ when: security }` (required when security-related); `if-available` (required until its time has passed); `after-release`.",
  );

export const review = z
  .strictObject({
    need,
    approvals: z.int().min(1).max(20).default(1).describe("How many members must approve."),
    within: duration.optional().describe("Time allowed for the review."),
    focus: text(200).optional().describe("What this review looks at (default: Review)."),
  })
  .describe("What a role owes a release of this type; the key is the role.");

const overrideRule = z
  .union([
    z.literal("automatic"),
    z.literal(false),
    z.strictObject({
      by: roleId.describe("The role that may override, or `automatic`."),
      after: duration.optional().describe("Automatic: how long after the request (default: the target)."),
      ratify: roleId
        .optional()
        .describe(
          "The role that ratifies an override (default: project-leadership where it has members, else another primary role).",
        ),
    }),
  ])
  .describe("Who may let a release go without all reviews. `false` switches an inherited override off.");

const evidenceShape = {
  tests: z
    .strictObject({
      "min-success": percent.optional().describe("Percent of tests run that must pass."),
      "max-skipped": percent.optional().describe("Percent of tests that may be skipped."),
      "required-suites": z.array(text(200)).optional().describe("Suites that must have run."),
    })
    .or(z.literal(false))
    .describe("Test reports."),
  coverage: z
    .strictObject({
      min: percent.describe("Percent that must be covered."),
      by: z.enum(["line", "branch"]).default("line").describe("What is counted."),
    })
    .or(z.literal(false))
    .describe("Coverage reports."),
  security: z
    .strictObject({
      "fail-on": z
        .enum(["low", "medium", "high", "critical"])
        .describe("The lowest severity that blocks a release."),
      allow: z
        .array(
          z.strictObject({
            id: text(100).describe("The finding's id, such as CVE-2026-1234."),
            reason: text(300).describe("Why it is accepted."),
            expires: z.iso.date().describe("The last day on which it is accepted."),
          }),
        )
        .optional()
        .describe("Findings that are accepted, each with its reason and last day."),
    })
    .or(z.literal(false))
    .describe("Reports of security scans."),
  performance: z
    .strictObject({
      "max-regression": z.number().min(0).max(1000).describe("Percent by which a benchmark may get worse."),
    })
    .or(z.literal(false))
    .describe("Benchmark reports."),
  "release-package": z
    .strictObject({
      "migration-guide": z.boolean().optional().describe("Whether a migration guide must be there."),
    })
    .or(z.literal(false))
    .describe("Changelog, release notes and migration guide."),
  documentation: z
    .strictObject({
      changed: z.boolean().optional().describe("Whether the documentation must have changed."),
    })
    .or(z.literal(false))
    .describe("Updated guides, API documentation and examples."),
  "deployment-plan": z
    .strictObject({ sections: z.array(text(100)).optional().describe("Headings that it must have.") })
    .or(z.literal(false))
    .describe("Deployment strategy and rollback procedures."),
};

/** Thresholds; an item with a threshold and no report is missing and blocks. `false` switches an inherited one off. */
export const evidence = z
  .strictObject(evidenceShape)
  .partial()
  .describe("Thresholds for measured evidence. An item replaces the inherited one; `false` switches it off.");

const releaseTypeRules = z
  .strictObject({
    description: text(200).describe("What this type of release is, for people."),
    window: z
      .strictObject({
        target: duration.optional().describe("When the release should be decided (default: the deadline)."),
        deadline: duration.describe("When the request expires."),
      })
      .describe("Calendar time from the request."),
    clock: z
      .enum(["always", "working"])
      .describe("Whether `within` counts all hours or working hours (default: `always`)."),
    quorum: z
      .strictObject({
        primary: z.int().min(1).max(20).optional().describe("How many primary roles must have approved."),
        total: z.int().min(1).max(50).optional().describe("How many roles must have approved."),
      })
      .describe("Needed on top of the reviews. `{}` asks for none."),
    reviews: z.record(roleId, review).describe("Who reviews. Replaces an inherited list whole."),
    override: overrideRule,
    evidence: evidence.describe("Thresholds for this release type, over the general ones."),
    "self-approval-after": duration.describe(
      "A requester's own approval counts this long after the request.",
    ),
  })
  .partial()
  .describe("Rules for one release type.");

export const rules = z
  .strictObject({
    "one-role-per-person": z.boolean().describe("One person fills one role of a release."),
    "self-review": z
      .enum(["forbid", "forbid-all", "allow"])
      .describe(
        "Whether who asked may review: `forbid` (no, but as release manager), `forbid-all`, `allow`.",
      ),
    "on-new-commits": z
      .enum(["dismiss", "keep", "affected-roles"])
      .describe("What becomes of reviews when the version is asked for at another commit."),
    authorization: z
      .enum(["automatic", "manual"])
      .describe("`manual`: the release manager posts `/authorize`."),
    "trusted-author": text(100).describe(
      "Whose entries count: `github-actions[bot]`, or your App, as `name[bot]` or `name[bot]#id`.",
    ),
    "trusted-workflows": z
      .array(text(200))
      .describe("Workflow files whose runs may write entries; empty: any on the default branch."),
    "trusted-branches": z
      .array(text(200))
      .describe("Branches whose runs may write entries; empty: the default branch alone."),
    "optional-rejection": z
      .enum(["show", "block"])
      .describe("Whether the rejection of an optional reviewer is only shown, or blocks."),
    "unratified-override": z
      .enum(["show", "block"])
      .describe(
        "Whether an override that nobody has ratified is only shown in the next request, or refuses it.",
      ),
    confirm: z.enum(["setter", "none"]).describe("Who confirms that a condition is resolved."),
    resolve: z
      .enum(["commit", "any"])
      .describe("What resolves a condition: a commit, or a link or notes too."),
    "commit-authors": z
      .enum(["allow", "forbid"])
      .describe("Whether authors of the released commits may review."),
    waive: roleId.describe("The role that may waive an evidence item."),
  })
  .partial()
  .describe("Rules for all release types.");

const hours = (pattern: RegExp, example: string) =>
  z
    .string()
    .regex(pattern, `hours such as ${example}`)
    .meta({ title: "span of hours", examples: [example] });

export const calendar = z
  .strictObject({
    timezone: timezone.describe("IANA time zone."),
    workdays: z
      .array(z.enum(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]))
      .min(1)
      .describe("Days on which people work."),
    hours: hours(/^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/, "09:00-17:00").describe(
      "Hours in which people work.",
    ),
    holidays: z.array(z.iso.date()).max(400).describe("Days on which nobody works."),
    quiet: hours(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/, "22:00-07:00").describe(
      "No messages in these hours.",
    ),
  })
  .partial()
  .describe("When people work; the roles' times of `clock: working` count in it.");

const escalationStep = z
  .strictObject({
    step: z
      .enum(["warn", "overdue", "critical-only", "conditional-release", "postpone"])
      .describe("What is done."),
    automatic: z
      .boolean()
      .default(false)
      .describe("Whether it happens by itself; else the release manager asks for it."),
    before: duration.optional().describe("How long before a deadline."),
    after: duration.optional().describe("How long after a deadline."),
    to: z.array(roleId).optional().describe("Roles that are told."),
    roles: z.array(roleId).optional().describe("Roles whose reviews it is about."),
    for: duration.optional().describe("How much time it gives."),
  })
  .describe("One step of the ladder when time runs out.");

/** What messages are sent about. */
export const event = z.enum([
  "review-requested",
  "reminder",
  "overdue",
  "escalation",
  "rejection",
  "conflict",
  "conditions-open",
  "authorized",
  "released",
  "follow-up-due",
  "override-used",
]);

/** Where messages go besides the issue. */
export const channel = z.enum(["slack", "discord", "teams", "email", "webhook"]);

const route = z.strictObject({
  channel: z.enum(["github", ...channel.options]).describe("Where the message goes."),
  roles: z
    .array(roleId)
    .min(1)
    .optional()
    .describe(
      "Who is told (default: whoever it concerns). Of requests and reminders, the roles whose own ones go this way.",
    ),
});

export const notifications = z
  .strictObject({
    events: z.partialRecord(event, z.array(route)).describe("Where each kind of message goes."),
    "private-addresses": z.boolean().describe("Whether webhooks may go to private network addresses."),
  })
  .partial()
  .describe("Who hears what, where.");

export const security = z
  .strictObject({
    paths: z.array(glob).describe("Changed files that make a release security-related (globs)."),
    labels: z.array(text(100)).describe("Labels of merged pull requests that do (default: `security`)."),
  })
  .partial()
  .describe("What makes a release security-related.");

/** Tags stand in people's scripts: letters of any language, digits, and what no shell reads as its own. */
export const tagPattern = /^(?!-)[\p{L}\p{N}\p{M}._+/@-]+$/u;

const tagPrefix = text(60)
  .regex(tagPattern, "letters, digits and . _ + / @ -")
  .meta({ title: "beginning of tags", examples: ["api-v", "api/v"] });

export const component = z
  .strictObject({
    paths: z.array(glob).optional().describe("Files that belong to it (globs)."),
    "tag-prefix": tagPrefix.optional().describe("What its tags begin with (default: `<name>-v`)."),
  })
  .describe("A part that is released apart; the key is its name.");

export const policyFile = z
  .strictObject({
    $schema: text(500).optional().describe("Where editors find the JSON Schema of this file."),
    version: z.literal(1).describe("The version of this format."),
    project: text(100)
      .optional()
      .describe("The project's name in titles and messages (default: the repository's)."),
    extends: text(300)
      .meta({ title: "preset or file", examples: ["default", "small-team", "solo", "owner/repo//path@ref"] })
      .optional()
      .describe("What this file builds on: `default`, `small-team`, `solo`, or `owner/repo//path@ref`."),
    people: z
      .record(
        z
          .string()
          .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,98}$/, "a GitHub login")
          .meta({ title: "GitHub login", examples: ["octocat"] }),
        person,
      )
      .optional()
      .describe("How to reach and call people, by login."),
    roles: z.record(roleId, role).optional().describe("Roles; over the inherited ones, key by key."),
    "release-types": z
      .partialRecord(releaseType, releaseTypeRules)
      .optional()
      .describe("Rules by release type; over the inherited ones, key by key, `reviews` whole."),
    components: z.record(name, component).optional().describe("Parts of a monorepo that are released apart."),
    manifest: text(200).optional().describe("The file that holds the version (default: package.json)."),
    security: security.optional(),
    evidence: evidence.optional(),
    rules: rules.optional(),
    calendar: calendar.optional(),
    escalation: z
      .array(escalationStep)
      .max(50)
      .optional()
      .describe("What happens when time runs out. Replaces an inherited list whole."),
    notifications: notifications.optional(),
  })
  .describe("Rules by which Release Approval decides whether a release may ship.");
export type PolicyFile = z.infer<typeof policyFile>;

export type EventName = z.infer<typeof event>;
export type Channel = z.infer<typeof channel>;
export type Need = z.infer<typeof need>;
export type EvidenceThresholds = z.infer<typeof evidence>;
export type Review = { need: Need; approvals: number; within?: string; focus: string };

export type Role = {
  id: string;
  title: string;
  class: z.infer<typeof roleClass>;
  members: string[];
  environment: string;
  aliases: string[];
  /** Conflicts it decides. `other` is what the release manager brings to project leadership. */
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
  description?: string;
  window: { target: string; deadline: string };
  clock: "always" | "working";
  quorum: { primary?: number; total?: number };
  /** In the order of the policy. */
  reviews: Record<string, Review>;
  override: Override;
  evidence: EvidenceThresholds;
  selfApprovalAfter?: string;
};

/** Every key there, none of them undefined. */
type Whole<T> = { [K in keyof T]-?: Exclude<T[K], undefined> };

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
  rules: Whole<z.infer<typeof rules>>;
  calendar: Whole<Omit<z.infer<typeof calendar>, "quiet">> & { quiet?: string };
  escalation: z.infer<typeof escalationStep>[];
  notifications: z.infer<typeof notifications>;
};
