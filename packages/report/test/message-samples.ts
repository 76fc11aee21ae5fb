import type { Decision, Occasion, Person, Policy, RequestFact } from "@release-approval/approval";
import { type Message, messageOf, type Reader } from "../src/messages/index.ts";
import type { View } from "../src/view.ts";
import {
  approved,
  condition,
  conflict,
  decide,
  disputed,
  finding,
  overriddenDecision,
  override,
  person,
  policy as plainPolicy,
  request as plainRequest,
  postponedDecision,
  releasedDecision,
  review,
  ruling,
  schedule,
  show,
  waiting,
} from "./samples.ts";

/* A message of every kind, about the sample release: what the tests of messages look at, and what can be looked at. */

/** The sample policy, in which people can be reached. */
export const policy: Policy = {
  ...plainPolicy,
  people: {
    tom: { name: "Tom Sample", slack: "U0TOM0001", email: "tom@example.com", timezone: "Europe/Berlin" },
    sam: { name: "Sam Sample", slack: "U0SAM0001", email: "sam@example.com", timezone: "America/New_York" },
    sue: { name: "Sue", slack: "not an id", email: "sue@example.com" },
    mia: { name: "Mia Sample", slack: "W0MIA0001", email: "mia@example.com", timezone: "Europe/Berlin" },
  },
};

export function reader(login: Parameters<typeof person>[0], change: Partial<Reader> = {}): Reader {
  const known = policy.people[login];
  return {
    ...person(login),
    name: known?.name ?? null,
    slack: known?.slack ?? null,
    email: known?.email ?? null,
    timezone: known?.timezone ?? null,
    ...change,
  };
}

const reports = "https://github.com/acme/proxmox-mpc/actions/runs/9";

const request: RequestFact = {
  ...plainRequest,
  keyFeatures: ["Enhanced console commands", "Improved VM templating"],
  plannedRelease: "Wednesday 2 December, in the morning",
  evidence: [
    {
      item: "test-results",
      verdict: "met",
      figures: { success: "96.2 %", total: 1204 },
      threshold: "95 %",
      source: `${reports}/tests`,
    },
    {
      item: "coverage",
      verdict: "met",
      figures: { line: "94 %" },
      source: "https://ci.example.com/coverage",
    },
    {
      item: "security-scan",
      verdict: "met",
      figures: { critical: 0, high: 0 },
      source: `${reports}/security`,
    },
    { item: "release-notes", verdict: "met", figures: {}, source: `${reports}/notes` },
    { item: "deployment-plan", verdict: "met", figures: {}, source: `${reports}/plan` },
  ],
};

/** The view of a sample's decision, with what its request says unless it says something itself. */
export function showSample(decision: Decision, shown: Policy = policy): View {
  return show(decision, {
    policy: shown,
    reviewUrl: "https://github.com/acme/proxmox-mpc/actions/runs/9",
  });
}

function complete(decision: Decision): Decision {
  const { evidence } = decision;
  return { ...decision, request, evidence: evidence.length > 0 ? evidence : request.evidence };
}

export type Sample = { name: string; occasion: Occasion; decision: Decision; view: View };

type Given = Pick<Occasion, "event" | "about"> & {
  decision: Decision;
  role?: string | null;
  to?: readonly Person[];
  alsoTo?: readonly Person[];
};

const mia = person("mia");
const [sam, sue] = [person("sam"), person("sue")];

const rejection = review("quinn", "qa-lead", "2026-11-24T14:00:00Z", {
  verdict: "rejected",
  notes:
    "Logging in fails after an upgrade from 1.1, with every browser.\nSteps are in the test report, section 4.",
});

const rolledBack: NonNullable<Decision["rolledBack"]> = {
  at: "2026-11-24T14:55:00Z",
  by: mia,
  reason: "Guests cannot log in",
  url: "https://github.com/acme/proxmox-mpc/issues/57#issuecomment-2200",
};

const given: Readonly<Record<string, Given>> = {
  "a review is asked for": {
    event: "review-requested",
    role: "security-lead",
    about: { kind: "review-requested" },
    decision: waiting(),
    to: [sam, sue],
  },
  "a review is due soon": {
    event: "reminder",
    role: "security-lead",
    about: { kind: "warning", due: "2026-11-24T17:00:00Z" },
    decision: waiting(),
    to: [sam, sue],
  },
  "the last day comes near": {
    event: "reminder",
    about: { kind: "warning", due: plainRequest.deadline },
    decision: waiting(),
    to: [sam, sue, person("dana")],
    alsoTo: [mia],
  },
  "somebody reminds": {
    event: "reminder",
    role: "security-lead",
    about: { kind: "reminder", by: mia },
    decision: waiting(),
    to: [sam, sue],
  },
  "a review is late": {
    event: "overdue",
    role: "devops-lead",
    about: { kind: "overdue", due: "2026-11-23T17:00:00Z" },
    decision: waiting(),
    to: [person("dana")],
    alsoTo: [mia],
  },
  "the release manager authorizes": {
    event: "reminder",
    about: { kind: "authorization-due" },
    decision: { ...everybody(), status: "approved", reasonCode: "authorization-missing" },
    to: [mia],
  },
  "critical items only": {
    event: "escalation",
    about: { kind: "step", step: "critical-only", by: mia, roles: [] },
    decision: {
      ...waiting(),
      schedule: schedule({
        criticalOnly: { by: mia, at: "2026-11-24T14:00:00Z", reason: "The fair begins on Monday" },
      }),
    },
    to: [sam, sue],
    alsoTo: [mia],
  },
  "a review is put off": {
    event: "escalation",
    about: { kind: "step", step: "conditional-release", by: null, roles: ["qa-lead"] },
    decision: waiting(),
    to: [person("quinn")],
    alsoTo: [mia],
  },
  "it is postponed": {
    event: "escalation",
    about: { kind: "held", status: "postponed" },
    decision: postponedDecision(),
    to: [mia],
    alsoTo: [person("tom")],
  },
  "it has expired": {
    event: "escalation",
    about: { kind: "held", status: "expired" },
    decision: { ...waiting(), status: "expired", reasonCode: "window-expired" },
    to: [mia],
  },
  "it was cancelled": {
    event: "escalation",
    about: { kind: "held", status: "cancelled" },
    decision: decide([approved("mia", "release-manager", "2026-11-23T09:40:00Z")], {
      status: "cancelled",
      reasonCode: "cancelled",
      findings: [finding("cancelled", { login: "mia", reason: "Not wanted any more" }, "block")],
    }),
    to: [mia],
  },
  "it is blocked": {
    event: "escalation",
    about: { kind: "held", status: "blocked" },
    decision: decide([approved("mia", "release-manager", "2026-11-23T09:40:00Z")], {
      status: "blocked",
      reasonCode: "evidence-unmet",
      findings: [
        finding(
          "evidence-unmet",
          { item: "coverage", verdict: "unmet", figures: { line: "84 %" }, threshold: "line 90 %" },
          "block",
        ),
      ],
    }),
    to: [mia],
  },
  "somebody rejects": {
    event: "rejection",
    role: "qa-lead",
    about: { kind: "rejection", review: rejection, holds: true },
    decision: disputed(),
    to: [mia],
  },
  "an optional reviewer rejects": {
    event: "rejection",
    role: "qa-lead",
    about: { kind: "rejection", review: rejection, holds: false },
    decision: disputed(),
    to: [mia],
  },
  "a ruling stops it": {
    event: "conflict",
    about: {
      kind: "stopped",
      conflict: conflict({ state: "stop", ruling: { ...ruling, ruling: "stop", overrules: [] } }),
    },
    decision: disputed(),
    to: [mia],
  },
  "somebody has to decide": {
    event: "conflict",
    about: { kind: "conflict", conflict: conflict() },
    decision: disputed(),
    to: [person("lea")],
    alsoTo: [mia],
  },
  "conditions are open": {
    event: "conditions-open",
    role: "technical-lead",
    about: {
      kind: "conditions-open",
      conditions: [condition("C1"), condition("C2", { text: "Announce the window" })],
    },
    decision: disputed(),
    to: [mia],
  },
  "a condition is open again": {
    event: "conditions-open",
    role: "technical-lead",
    about: {
      kind: "conditions-open",
      conditions: [
        condition("C1", { reopened: { at: "2026-11-24T14:00:00Z", reason: "Half of it is missing" } }),
      ],
    },
    decision: waiting(),
    to: [mia],
  },
  "it is cleared": {
    event: "authorized",
    about: { kind: "authorized" },
    decision: everybody(),
    to: [mia],
  },
  "it is cleared by an override": {
    event: "authorized",
    about: { kind: "authorized" },
    decision: overriddenDecision(),
    to: [mia],
  },
  "it is released": {
    event: "released",
    about: { kind: "released" },
    decision: released(),
    alsoTo: [mia, person("tom")],
  },
  "it is rolled back": {
    event: "escalation",
    about: { kind: "rolled-back" },
    decision: { ...releasedDecision(), rolledBack },
    to: [mia],
  },
  "publishing failed": {
    event: "escalation",
    about: { kind: "publish-failed", run: 12, exitCode: 2 },
    decision: everybody(),
    to: [mia],
  },
  "follow-ups are overdue": {
    event: "follow-up-due",
    about: {
      kind: "follow-up-due",
      obligations: releasedDecision().obligations.filter((one) => one.settled === null),
      escalated: true,
    },
    decision: releasedDecision(),
    to: [person("dana"), person("tom")],
    alsoTo: [mia, person("lea")],
  },
  "somebody reminds of follow-ups": {
    event: "reminder",
    about: { kind: "reminder", by: mia },
    decision: releasedDecision(),
    to: [person("dana"), person("tom")],
  },
  "an override is used": {
    event: "override-used",
    role: "project-leadership",
    about: { kind: "override-used", override: override() },
    decision: overriddenDecision(),
    to: [person("lea")],
    alsoTo: [mia],
  },
};

function everybody(): Decision {
  return decide([
    approved("mia", "release-manager", "2026-11-23T09:40:00Z"),
    approved("tom", "technical-lead", "2026-11-24T08:15:00Z"),
    approved("pia", "product-owner", "2026-11-24T10:00:00Z"),
    approved("quinn", "qa-lead", "2026-11-24T11:00:00Z"),
    approved("sue", "security-lead", "2026-11-24T12:00:00Z"),
    approved("dana", "devops-lead", "2026-11-24T13:00:00Z"),
  ]);
}

function released(): Decision {
  const decision = releasedDecision();
  return { ...decision, figures: { ...decision.figures, minutesWaited: 1780, reminders: 3 } };
}

function toSample(
  name: string,
  { decision, event, about, role = null, to = [], alsoTo = [] }: Given,
): Sample {
  const which = name.replaceAll(" ", "-");
  const occasion: Occasion = {
    event,
    role,
    which,
    at: "2026-11-24T15:00:00Z",
    fact: `notice:${which}`,
    to,
    alsoTo,
    about,
  };
  const whole = complete(decision);
  return { name, occasion, decision: whole, view: showSample(whole) };
}

/** Every kind of message that there is. */
export const samples: readonly Sample[] = Object.entries(given).map(([name, one]) => toSample(name, one));

export function sample(name: string): Sample {
  const found = samples.find((one) => one.name === name);
  if (found === undefined) throw new Error(`There is no sample ${name}.`);
  return found;
}

/** The message as a room gets it; `readers` are those whom policy knows. */
export function messageFor({ occasion, view }: Sample, policyOf: Policy = policy): Message {
  const readers = (people: readonly Person[]) =>
    people.map(({ id, login }): Reader => {
      const { name = null, slack = null, email = null, timezone = null } = policyOf.people[login] ?? {};
      return { id, login, name, slack, email, timezone };
    });
  return messageOf(occasion, view, {
    id: `acme/proxmox-mpc#57/${occasion.event}/${occasion.role ?? "release"}`,
    thread: "acme/proxmox-mpc#57",
    to: readers(occasion.to),
    alsoTo: readers(occasion.alsoTo),
  });
}
