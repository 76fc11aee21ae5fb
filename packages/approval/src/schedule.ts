import { addCalendar, backFrom } from "./calendar.ts";
import { type Ground, releaseRules } from "./case.ts";
import type { Schedule } from "./decision.ts";
import type { Policy } from "./policy/schema.ts";
import type { Person } from "./records.ts";
import type { Instant } from "./snapshot.ts";

/*
 * Until when there is time. Asking begins it; `/extend` moves its end; `/postpone` lets it begin anew on another day.
 */

type Times = Omit<Schedule, "criticalOnly" | "conditionalRelease">;

/** A postponement; `by` null: by the policy itself. */
type Announced = { at: Instant; until: Instant; by: Person | null; reason: string };

export function beginSchedule({ request, policy }: Pick<Ground, "request" | "policy">): Times {
  const { openedAt: start, deadline } = request;
  const target = releaseRules({ request, policy })?.window.target;
  return {
    start,
    target: request.target ?? (target === undefined ? deadline : addCalendar(start, target)),
    deadline,
    postponed: null,
    extensions: [],
  };
}

export function extend(times: Times, extension: Times["extensions"][number]): Times {
  return {
    ...times,
    deadline: addCalendar(times.deadline, extension.duration),
    extensions: [...times.extensions, extension],
  };
}

/** It reopens at a date, and all its times begin anew from there. */
export function postpone(
  { request, policy }: Pick<Ground, "request" | "policy">,
  { until, at, by, reason }: Announced,
): Times {
  const window = releaseRules({ request, policy })?.window;
  return {
    start: until,
    target: window === undefined ? until : addCalendar(until, window.target),
    deadline: window === undefined ? until : addCalendar(until, window.deadline),
    postponed: { until, reason, by, at },
    extensions: [],
  };
}

/** It sleeps until a date, and gains no time by that. */
export function hold(times: Times, { until, at, by, reason }: Announced): Times {
  return { ...times, postponed: { until, at, by, reason } };
}

type LadderStep = Policy["escalation"][number];

/** The policy's step of this kind. */
export function stepOf(policy: Policy, step: LadderStep["step"]): LadderStep | undefined {
  return policy.escalation.find((one) => one.step === step);
}

/** When policy takes a step of the ladder by itself; null: it leaves it to the release manager. */
export function momentOf(
  step: "critical-only" | "conditional-release" | "postpone",
  policy: Policy,
  { start, target, deadline }: Pick<Times, "start" | "target" | "deadline">,
): Instant | null {
  const rule = stepOf(policy, step);
  if (rule?.automatic !== true) return null;
  if (rule.before !== undefined) return backFrom(deadline, rule.before, start);
  if (rule.after !== undefined) return addCalendar(target, rule.after);
  return step === "postpone" ? deadline : target;
}
