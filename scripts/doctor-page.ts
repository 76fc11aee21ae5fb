import { chapters, type Severity, severities } from "@release-approval/approval/setup";

const meanings: Readonly<Record<Severity, string>> = {
  stops: "A release could not be approved or shipped today. Then the run is red.",
  hole: "Somebody could slip past the gate.",
  note: "It works, and not as well as it could.",
};

/** `docs/doctor.md`: every check of `command: doctor`, what it means, and its cure. */
export function printDoctorPage(): string {
  return [
    "<!-- Generated from packages/approval/src/setup/checks by `npm run build`. -->",
    "# The doctor's checks",
    "",
    "`command: doctor` of the all-in-one action looks for all that would make a release fail, or slip past the gate.",
    "[doctor.yml](../examples/workflows/doctor.yml) runs it every week. It changes nothing.",
    "",
    "With the workflow's own token it needs `contents: read`, `issues: read` and `actions: read`. What that token cannot see it",
    "tells as *not checked*, never as fine. With an administrator's token as `github-token` (Administration, Actions, Contents and",
    "Secrets: read) it sees more; with `team-token` it looks into teams, too.",
    "",
    "| Severity | Meaning |",
    "| --- | --- |",
    ...severities.map((severity) => `| \`${severity}\` | ${meanings[severity]} |`),
    "",
    "The output `decision` is `stopped`, `holes`, `notes` or `healthy`, and `reason-code` names the first check that stops a release.",
    "`result` has every check with its problems, their cures, and what was not checked. It reads the workflows of the default",
    "branch: steps, jobs that need one another, and workflows that call one another. What a script, a composite action or another",
    "service publishes it cannot see.",
    ...chapters.flatMap(({ title, checks }) => ["", `## ${title}`, ...checks.flatMap(printCheck)]),
    "",
  ].join("\n");
}

function printCheck({
  id,
  title,
  severity,
  why,
  cure,
}: (typeof chapters)[number]["checks"][number]): string[] {
  return ["", `### ${id}`, "", `**${title}.** (\`${severity}\`)`, "", why, "", `*Cure:* ${cure}`];
}
