import type { Finding } from "../../src/decision.ts";
import { type given, minutesAfter, says } from "../given.ts";
import { six } from "../scenarios/scenario.ts";

/*
 * What each rule finds, as data: the smallest scenario in which it does, with every fact that people are told of it, and
 * those close by in which it finds something else, or nothing.
 */

export type Sample = {
  code: string;
  name: string;
  in: ReturnType<typeof given>;
  /** Minutes after the request; 100 unless told. */
  at?: number;
  /** All that the rule finds. Empty: it holds. */
  finds: readonly Omit<Finding, "code">[];
};

type Facts = Finding["facts"];

export function blocks(facts: Facts, children: Finding["children"] = []): Sample["finds"][number] {
  return { severity: "block", facts, children };
}

export function waits(facts: Facts, children: Finding["children"] = []): Sample["finds"][number] {
  return { severity: "wait", facts, children };
}

export function shows(facts: Facts, children: Finding["children"] = []): Sample["finds"][number] {
  return { severity: "info", facts, children };
}

export const everybody = six.map((login) => says(login)("/approve"));
export const but = (login: string) => everybody.filter((event) => !("by" in event && event.by === login));

/** How publishing ended: well. */
export const published = {
  key: "outcome:run:12/1/success",
  kind: "outcome" as const,
  outcome: "success" as const,
  run: { id: 12, attempt: 1 },
  revision: 1,
  at: minutesAfter(90),
};

export const elsewhere = "b".repeat(40);
