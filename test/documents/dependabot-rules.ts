/* What .github/dependabot.yml has to say: https://docs.github.com/code-security/reference/supply-chain-security/dependabot-options-reference */

type Ignored = { "dependency-name": string; "update-types"?: string[]; versions?: string[] };
type Update = {
  "package-ecosystem": string;
  directory?: string;
  directories?: string[];
  cooldown?: Record<string, number>;
  groups?: Record<string, object>;
  ignore?: Ignored[];
};
export type Dependabot = { version: number; updates: Update[] };

/** What the repository holds that has to be kept up to date: folders, and packages that are held back on purpose. */
export type Watched = { ecosystem: string; folders: readonly string[]; held: readonly string[] };

/** What is missing for one ecosystem, each as a sentence. */
export function findGaps({ updates }: Dependabot, { ecosystem, folders, held }: Watched): string[] {
  const ours = updates.filter((it) => it["package-ecosystem"] === ecosystem);
  const seen = ours.flatMap((it) => it.directories ?? [it.directory ?? ""]);
  return [
    ...folders.filter((it) => !seen.includes(it)).map((it) => `${ecosystem} in ${it} is not looked at`),
    ...held.filter((it) => !ours.every((update) => isHeld(update, it))).map((it) => `${it} is not held`),
    ...ours.flatMap((it) => findHaste(it)),
  ];
}

function findHaste({ "package-ecosystem": ecosystem, cooldown = {}, groups = {} }: Update): string[] {
  const semver = Object.keys(cooldown).filter((it) => it.startsWith("semver-"));
  return [
    ...((cooldown["default-days"] ?? 0) < 7 ? [`${ecosystem} takes versions of less than a week`] : []),
    // GitHub refuses the whole file then.
    ...(ecosystem === "github-actions" && semver.length > 0 ? [`${ecosystem} knows no ${semver[0]}`] : []),
    ...(Object.keys(groups).length === 0 ? [`${ecosystem} has no groups`] : []),
  ];
}

/** By update type: a bare name, or versions, would hold back the fix of a known hole, too. */
function isHeld({ ignore = [] }: Update, name: string): boolean {
  const held = ignore.find((it) => it["dependency-name"] === name);
  const types = ["major", "minor", "patch"].map((it) => `version-update:semver-${it}`);
  return held?.versions === undefined && types.every((it) => held?.["update-types"]?.includes(it));
}
