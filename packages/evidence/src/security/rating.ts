import { type Rating, severities } from "./finding.ts";

/** The words of npm, GitHub's advisories, Trivy, Grype and CycloneDX. */
const words: Readonly<Record<string, Rating>> = {
  critical: "critical",
  high: "high",
  important: "high",
  medium: "medium",
  moderate: "medium",
  low: "low",
  negligible: "low",
  info: "low",
  informational: "low",
  none: "low",
};

/** A severity in a tool's words. */
export function rateWord(word: unknown): Rating {
  if (typeof word !== "string" || word.length > 40) return "unknown";
  const lower = word.toLowerCase();
  return (Object.hasOwn(words, lower) ? words[lower] : undefined) ?? "unknown";
}

/**
 * A CVSS score by the bands that GitHub uses for `security-severity`: from 9.0 critical, from 7.0 high, from 4.0 medium,
 * below low; of 0.0, too, which they call none.
 * @see https://github.blog/changelog/2021-07-19-codeql-code-scanning-new-severity-levels-for-security-alerts/
 */
export function rateScore(score: number | null): Rating {
  if (score === null || score < 0 || score > 10) return "unknown";
  if (score >= 9) return "critical";
  if (score >= 7) return "high";
  return score >= 4 ? "medium" : "low";
}

/** The worst of some; `low` of none. */
export function worstOf(ratings: readonly Rating[]): Rating {
  if (ratings.includes("unknown")) return "unknown";
  return severities.find((one) => ratings.includes(one)) ?? "low";
}
