import { addCalendar, momentOf, type Policy, type RequestFact } from "@release-approval/approval";

type Asked = Pick<RequestFact, "releaseType" | "openedAt" | "target" | "deadline">;

/**
 * When something becomes due or changes by itself, reviews aside: target, deadline, automatic override, and the steps of
 * the ladder that policy takes without being asked.
 */
export function listMoments(
  policy: Policy,
  { releaseType, openedAt: start, target, deadline }: Asked,
): (string | null)[] {
  const override = policy.releaseTypes[releaseType]?.override;
  const times = { start, target: target ?? deadline, deadline };
  const steps = ["critical-only", "conditional-release", "postpone"] as const;
  return [
    target ?? null,
    deadline,
    override?.kind === "automatic" ? addCalendar(start, override.after) : null,
    ...steps.map((step) => momentOf(step, policy, times)),
  ];
}
