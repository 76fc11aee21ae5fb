import { addCalendar } from "../calendar.ts";
import { releaseRules } from "../case.ts";
import type { Finding } from "../decision.ts";
import { slowestRun } from "../presses.ts";
import { tagOf } from "../tag.ts";
import { block, type RuleInput } from "./rule.ts";

/*
 * What a request says of itself and what follows from the policy and from GitHub's records must be the same: whoever may
 * push a branch can post one in the bot's name.
 */

/** The gate hands the tag out, and looks up where it points: a request that names another one goes around both. */
export function findUnknownTag({ policyAt, request }: Pick<RuleInput, "policyAt" | "request">): Finding[] {
  const { version, tag, component = null } = request;
  const { components } = policyAt.policy;
  const isKnown = component === null || Object.hasOwn(components, component);
  const wanted = tagOf(policyAt.policy, version, component);
  return isKnown && tag === wanted ? [] : [block("request-tag-unknown", { tag, wanted })];
}

/**
 * Time lets a release go at times: reviews lapse, an override happens by itself; and it ends one: nothing is waited for
 * past the deadline. So a request is as old as its entry, and its times are those of the policy that it pins, or stricter
 * ones.
 */
export function findWrongTimes({ told: { at: told }, request, policyAt }: RuleInput): Finding[] {
  const { openedAt, target, deadline } = request;
  const rules = releaseRules({ policy: policyAt.policy, request });
  const window = policyAt.digest === request.policy.digest ? rules?.window : undefined;
  const early = window === undefined ? openedAt : addCalendar(openedAt, window.target);
  const late = window === undefined ? deadline : addCalendar(openedAt, window.deadline);
  const age = Date.parse(told) - Date.parse(openedAt);
  // A request is not dated after its entry; a minute, for clocks that are not one.
  const isItsAge = age >= -60_000 && age <= slowestRun;
  const isRight = isItsAge && (target ?? early) >= early && deadline <= late;
  return isRight ? [] : [block("request-times-wrong", { openedAt, told, target: target ?? null, deadline })];
}
