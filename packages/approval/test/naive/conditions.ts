import type { Act } from "./story.ts";
import { type Given, type Heard, voicesOf, type World } from "./world.ts";

/* Spec: "Conditional Approval Management". */

export type Condition = {
  number: number;
  words: string;
  when: "before" | "after";
  setter: string;
  state: "open" | "resolved" | "confirmed";
};

export function nameOf(setter: string, words: string): string {
  return `${setter}: ${words}`;
}

/** The conditions of approvals. The same words before and after the release bind before. */
export function conditionsOf(w: World, reviews: readonly Given[]): Condition[] {
  const found = new Map<number, Condition>();
  for (const when of ["before", "after"] as const)
    for (const one of reviews.filter((review) => review.verdict === "approved"))
      for (const words of one[when]) {
        const number = w.numbers.get(nameOf(one.by, words));
        if (number !== undefined && !found.has(number))
          found.set(number, { number, words, when, setter: one.by, state: w.resolved.get(number) ?? "open" });
      }
  return [...found.values()].sort((a, b) => a.number - b.number);
}

/** Who sets a condition again asks for it again. */
export function forgetResolutions(w: World, setter: string, words: readonly string[]): void {
  for (const text of words) {
    const number = w.numbers.get(nameOf(setter, text));
    if (number !== undefined) w.resolved.delete(number);
  }
}

function liveCondition(w: World, said: Heard, number: number): Condition | undefined {
  if (voicesOf(w, said.by, said.at).length === 0) return undefined;
  return conditionsOf(w, [...w.reviews, ...(w.released?.reviews ?? [])]).find((one) => one.number === number);
}

export function resolve(w: World, said: Heard, act: Act & { does: "resolve" }): void {
  const condition = liveCondition(w, said, act.condition);
  if (condition === undefined || condition.state === "confirmed" || said.record !== "pristine") return;
  if (!isResolution(w, act.with, condition.when)) return;
  // READING: "A resolution by somebody other than who set the condition waits for `/confirm` (policy `confirm: none` lifts that)."
  const waits = w.story.settings.confirm === "setter" && condition.setter !== said.by;
  w.resolved.set(condition.number, waits ? "resolved" : "confirmed");
}

// Promise: "a commit must exist and be in what ships; or a link or notes, as policy says"
function isResolution(
  w: World,
  target: (Act & { does: "resolve" })["with"],
  when: Condition["when"],
): boolean {
  switch (target) {
    case "nothing":
    case "unknown":
      return false;
    case "notes":
      return w.story.settings.resolve === "any";
    case "shipped":
      return true;
    case "elsewhere":
      return when === "after";
  }
}

export function confirm(w: World, said: Heard, number: number): void {
  const condition = liveCondition(w, said, number);
  if (condition?.setter === said.by && condition.state === "resolved" && said.record === "pristine")
    w.resolved.set(number, "confirmed");
}

export function reopen(w: World, said: Heard, number: number): void {
  const condition = liveCondition(w, said, number);
  if (condition?.setter === said.by && condition.state !== "open") w.resolved.delete(number);
}
