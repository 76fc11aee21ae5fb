import { addCalendar, type Policy, type RequestFact, warnBefore } from "@release-approval/approval";

type Asked = Pick<RequestFact, "releaseType" | "openedAt" | "target" | "deadline">;
type Moment = string | null;

/**
 * When something becomes due or changes by itself, reviews aside: target, deadline, automatic override, and the steps of
 * the ladder that policy takes without being asked (by default at the target; postponement at the deadline).
 */
export function listMoments(policy: Policy, { releaseType, openedAt, target, deadline }: Asked): Moment[] {
  const override = policy.releaseTypes[releaseType]?.override;
  const steps = policy.escalation.filter(({ automatic }) => automatic);
  return [
    target ?? null,
    deadline,
    override?.kind === "automatic" ? addCalendar(openedAt, override.after) : null,
    ...steps.map(({ step, before, after }): Moment => {
      if (step === "warn" || step === "overdue") return null;
      if (before !== undefined) return warnBefore(deadline, openedAt, before);
      if (after !== undefined) return addCalendar(target ?? deadline, after);
      return step === "postpone" ? deadline : (target ?? deadline);
    }),
  ];
}
