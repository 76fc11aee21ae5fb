import type { Policy } from "../policy/schema.ts";

export type WantedLabel = { name: string; color: string; description: string };

/**
 * The labels that a policy implies: those of a release's issue, and those of pull requests that make a release
 * security-related.
 * @param requestLabels labels that a new request gets, the general one first
 */
export function wantedLabels(policy: Policy, requestLabels: readonly string[]): WantedLabel[] {
  const requests = requestLabels.map((name, index) => ({
    name,
    ...(index === 0
      ? { color: "0e8a16", description: "A release, with its reviews" }
      : { color: "fbca04", description: "Somebody has to look at this release" }),
  }));
  const security = policy.security.labels.map((name) => ({
    name,
    color: "b60205",
    description: "A release with this pull request needs the security review",
  }));
  const known = new Set<string>();
  return [...requests, ...security].filter(({ name }) => {
    const isNew = !known.has(name.toLowerCase());
    known.add(name.toLowerCase());
    return isNew;
  });
}
