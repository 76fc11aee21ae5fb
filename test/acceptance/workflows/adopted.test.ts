import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { cast, reviewers, roleEnvironments, sixRoles } from "../cast.ts";
import { type Inbox, idsAt, openInbox } from "../messages/inbox.ts";
import { jobOf, logOf, lookAtRelease, type Rehearsal, rehearse, standOf } from "./rehearsal.ts";

/* The files that an adopter copies, played from the form to the audit trail. */

const files = {
  "release-approval.yml": "examples/workflows/release-approval.yml",
  "release.yml": "examples/workflows/release.yml",
};

const shipped = {
  Gate: "success",
  Publish: "success",
  "Record the outcome": "success",
  "Write the audit trail": "success",
};

let place: Rehearsal;
afterEach(() => place.close());

let inbox: Inbox;
beforeAll(async () => {
  inbox = await openInbox();
});
afterAll(() => inbox.close());

it.each([
  ["ships a release that six people reviewed by button", (): Record<string, string> => ({})],
  [
    "ships it also where each of its jobs sends messages",
    (): Record<string, string> => ({ RELEASE_APPROVAL_WEBHOOK_URL: `${inbox.url}/hook` }),
  ],
])("%s", { timeout: 120_000 }, async (_, secretsOf) => {
  const secrets = secretsOf();
  place = await rehearse(files, sixRoles, { people: cast, environments: roleEnvironments, secrets });
  const { github, runner, newest } = place;
  github.tag("v1.1.0");
  const commit = github.commit({ message: "Better console", author: "olaf", files: { "console.txt": "1" } });

  const run = await github.as("olaf").dispatch("release-approval.yml");
  await runner.settle();
  const asked = newest("release-approval.yml");
  expect(asked.title).toBe("Ask for a release");
  expect(standOf(asked), logOf(asked)).toMatchObject({
    "approval / Request": "success",
    "approval / Review: Release manager": "waiting",
    "approval / Review: Technical lead": "waiting",
    "approval / Review: Product owner": "waiting",
    "approval / Review: QA lead": "waiting",
    "approval / Review: Security lead": "waiting",
    "approval / Review: DevOps lead": "waiting",
    "approval / Track": "skipped",
  });
  expect(asked.status).toBe("waiting");

  // Somebody goes on working: what was asked for stays what it is.
  github.commit({ message: "Later", author: "olaf", files: { "later.txt": "1" } });
  for (const [environment, { reviewers: people }] of Object.entries(roleEnvironments))
    await github.as(people[0]).review(run, [environment], "approved", "Looks good");
  await runner.settle();
  expect(newest("release-approval.yml").conclusion, logOf(newest("release-approval.yml"))).toBe("success");

  // Six jobs post at the same moment: one receipt for each press, and the release is told and started once.
  const said = github
    .comments(1)
    .map(({ body }) => body)
    .join("\n");
  for (const login of reviewers) expect(said.split(`@${login} approved`)).toHaveLength(2);
  expect(said.split("is **cleared to ship**")).toHaveLength(2);
  const started = runner.runs().filter(({ workflow }) => workflow === ".github/workflows/release.yml");
  expect(started).toHaveLength(1);
  const released = newest("release.yml");
  expect(released.title).toBe("Release 1.2.0");
  expect(standOf(released), logOf(released)).toEqual(shipped);
  const page = await lookAtRelease(place, "v1.2.0");
  expect(page).toEqual({ commit, files: ["release-v1.2.0.json", "release-v1.2.0.md"] });
  expect(github.issue(1)).toMatchObject({
    title: "Release v1.2.0 (minor)",
    labels: expect.arrayContaining(["release"]),
  });
  expect(github.issue(1).body).toContain("Released: v1.2.0");
  expect(released.artifacts.map(({ name }) => name).sort()).toEqual(["audit-trail", "authorization"]);
  const events = idsAt(inbox, "/hook").map((id) => id.split("/").slice(2, 4).join("/"));
  const told = ["authorized/release", "released/release"];
  expect(events.filter((event) => told.includes(event)).sort()).toEqual(
    "RELEASE_APPROVAL_WEBHOOK_URL" in secrets ? told : [],
  );
  expect(jobOf(released, "Write the audit trail").summary).toContain("Attached to the [GitHub Release]");
});

const twoFriends = "version: 1\nextends: small-team\nroles: { maintainer: { members: [mia, tom] } }\n";

it("ships by comment where there are no buttons, also when publishing fails at first", {
  timeout: 120_000,
}, async () => {
  place = await rehearse(files, twoFriends, { people: cast, private: true, plan: "free" });
  const { github, runner, newest } = place;
  github.tag("v1.1.0");
  github.commit({ message: "Fix", author: "olaf", files: { "a.txt": "1" } });

  // Ordinary traffic starts nothing.
  const ordinary = await github.as("rob").createIssue({ title: "It crashes" });
  await github.as("rob").comment(ordinary, "/approve");
  await runner.settle();
  expect(newest("release-approval.yml")).toMatchObject({
    title: "#1 comment created",
    conclusion: "skipped",
  });

  await github.as("mia").dispatch("release-approval.yml", { inputs: { version: "1.1.1", hotfix: true } });
  await runner.settle();
  const asked = newest("release-approval.yml");
  expect(asked.conclusion, logOf(asked)).toBe("success");
  const played = asked.jobs.filter(({ conclusion }) => conclusion !== "skipped");
  expect(played.map(({ name }) => name)).toEqual(["approval / Request"]);
  const issue = ordinary + 1;
  expect(github.issue(issue).title).toBe("Release v1.1.1 (hotfix)");

  github.faults.add({
    on: ({ method, path }) => method === "POST" && path.endsWith("/releases"),
    kind: "500",
  });
  await github.as("tom").comment(issue, "/approve");
  await runner.settle();
  const failed = newest("release.yml");
  expect(standOf(failed), logOf(failed)).toEqual({ ...shipped, Publish: "failure" });
  expect(github.issue(issue).body).not.toMatch(/Released/);

  await github.as("mia").rerun(failed.id, "failed");
  await runner.settle();
  expect(newest("release.yml"), logOf(newest("release.yml"))).toMatchObject({
    attempt: 2,
    conclusion: "success",
  });
  expect(github.issue(issue).body).toContain("Released: v1.1.1");
  expect((await lookAtRelease(place, "v1.1.1")).files).toEqual(["release-v1.1.1.json", "release-v1.1.1.md"]);
});
