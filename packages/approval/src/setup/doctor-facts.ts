import type { Policy } from "../policy/schema.ts";
import type { LeftOut } from "./choose-reviewers.ts";
import type { Holders } from "./reach.ts";
import type { EnvironmentSettings } from "./settings.ts";
import type { Workflow } from "./workflows/workflow.ts";

/** What could be read, or why it could not: what is not known is never taken for fine. */
export type Known<T> = { known: true; value: T } | { known: false; why: string };

/** Everything that the doctor looks at: one repository at one moment. */
export type DoctorFacts = {
  repository: {
    owner: string;
    name: string;
    defaultBranch: string;
    isPrivate: boolean;
    isArchived: boolean;
    hasIssues: boolean;
  };
  policyPath: string;
  policy: { ok: true; policy: Policy } | { ok: false; message: string; cure: string };
  /** The policy of the checkout, beside the default branch's. */
  checkout: "same" | "different" | "absent";
  /** null: there is no policy that names anybody. */
  people: PeopleFacts | null;
  environments: Known<readonly EnvironmentSettings[]>;
  /** Files on the default branch. */
  workflows: Known<readonly WorkflowFile[]>;
  codeowners: { path: string; text: string } | null;
  /** What GitHub finds wrong in that file. */
  codeownersErrors: Known<readonly string[]>;
  branch: Known<BranchProtection>;
  /** Names of the repository's own secrets, which every workflow on every branch can read. */
  secrets: Known<readonly string[]>;
  actions: Known<ActionsSettings>;
  /** Labels of a release's issue. */
  requestLabels: readonly string[];
};

export type PeopleFacts = {
  /** Role to who can review in it. */
  holders: Holders;
  /** Members who cannot, with the role. */
  lost: readonly (LeftOut & { role: string })[];
  /** Teams that were not read because no token for teams was given, with the role. */
  unreadTeams: readonly { role: string; team: string }[];
  /** Why it is not known of some people whether they can read the repository; null: it is known of all. */
  accessUnknown: string | null;
};

export type WorkflowFile = {
  path: string;
  /** null: the file cannot be read as a workflow. */
  workflow: Workflow | null;
  /** As GitHub says it: `active`, `disabled_manually`, `disabled_inactivity`; null: GitHub does not say. */
  state: string | null;
};

export type BranchProtection = {
  /** A branch protection rule. */
  hasProtectionRule: boolean;
  /** A branch protection rule, or a ruleset that asks for something. */
  isProtected: boolean;
  /** Whether changes come by reviewed pull request alone; null: this token may not see it. */
  needsReview: boolean | null;
  /** Whether code owners have to review; null: this token may not see it. */
  needsCodeOwners: boolean | null;
};

export type ActionsSettings = {
  isEnabled: boolean;
  /** Which actions may run; null: GitHub does not say. */
  allowed: "all" | "local_only" | "selected" | null;
  /** What a job may do that says nothing; null: this token may not see it. */
  defaultPermissions: "read" | "write" | null;
};
