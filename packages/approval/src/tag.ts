import type { Policy } from "./policy/schema.ts";

/** The tag of a version: `v1.2.0`, for a component `api-v1.2.0` unless the policy names another prefix. */
export function tagOf(policy: Pick<Policy, "components">, version: string, component: string | null): string {
  return `${tagPrefix(policy, component)}${version}`;
}

/** What stands before the version in a tag. */
export function tagPrefix({ components }: Pick<Policy, "components">, component: string | null): string {
  if (component === null) return "v";
  const known = Object.hasOwn(components, component) ? components[component] : undefined;
  return known?.tagPrefix ?? `${component}-v`;
}
