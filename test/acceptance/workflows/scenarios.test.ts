import { afterEach, describe, expect, it } from "vitest";
import { cast, roleEnvironments, sixRoles } from "../cast.ts";
import { jobOf, logOf, type Rehearsal, readOwn, rehearse, standOf } from "./rehearsal.ts";

/*
 * What happens to a release in real life, played with the shipped workflow file. A patch waits for release manager (mia),
 * technical lead (tom) and QA (quinn).
 */

const approval = ".github/workflows/release-approval.yml";
const [manager, lead, qa] = ["approve-release-manager", "approve-technical-lead", "approve-qa-lead"] as const;
const people = cast.map((one) => (one.login === "olaf" ? { ...one, permission: "admin" as const } : one));

let place: Rehearsal;
let run: number;
afterEach(() => place.close());

/** A patch release is asked for, and its review jobs wait. */
async function ask(options: Parameters<typeof rehearse>[2] = {}, policy = sixRoles): Promise<void> {
  place = await rehearse(
    { "release-approval.yml": approval, "release.yml": "examples/workflows/release.yml" },
    policy,
    { people, environments: roleEnvironments, ...options },
  );
  const { github, runner } = place;
  github.tag("v1.1.0");
  github.commit({ message: "Fix", author: "olaf", files: { "a.txt": "1" } });
  run = await github.as("mia").dispatch("release-approval.yml", { inputs: { version: "1.1.1" } });
  await runner.settle();
}

const as = (login: string) => place.github.as(login);
const press = (login: string, environment: string, text = "") =>
  as(login).review(run, [environment], "approved", text);
const reject = (login: string, environment: string, text: string) =>
  as(login).review(run, [environment], "rejected", text);
const settle = () => place.runner.settle();
const status = () => /\*\*([^*]+)\.\*\*/.exec(place.github.issue(1).body)?.[1] ?? "";
const said = () =>
  place.github
    .comments(1)
    .map(({ body }) => body)
    .join("\n");
const releases = () => place.runner.runs().filter(({ workflow }) => workflow.endsWith("/release.yml"));

describe("reviews by button", () => {
  it("rejected: the job never runs, the next sweep finds it, nobody else's button is lost", async () => {
    await ask();
    await reject("quinn", qa, "the backup job fails");
    await settle();
    expect(jobOf(place.runner.run(run), "Review: QA lead")).toMatchObject({
      conclusion: "failure",
      steps: [],
    });
    expect(standOf(place.runner.run(run))["Review: Technical lead"]).toBe("waiting");
    await place.runner.schedule();
    expect(status()).toMatch(/^Rejected/);
    expect(said()).toMatch(/@quinn rejected as \*\*QA\*\*, \[by button\]/);
  });

  it("bypassed by an administrator: the job runs, nothing is counted, and the issue says why", async () => {
    await ask();
    await as("olaf").bypass(run, [qa]);
    await settle();
    expect(jobOf(place.runner.run(run), "Review: QA lead").conclusion).toBe("success");
    expect(said()).toMatch(/protection of `approve-qa-lead` was bypassed/);
    expect(status()).toMatch(/0 of 3/);
  });

  it("one environment is missing, one asks nobody: no button for them, and a comment counts", async () => {
    const { [qa]: _, ...others } = roleEnvironments;
    await ask({ environments: { ...others, [lead]: {} } });
    const names = Object.keys(standOf(place.runner.run(run)));
    expect(names).toContain("Review: Release manager");
    expect(names.join()).not.toMatch(/Review: QA lead|Review: Technical lead/);
    expect(
      jobOf(place.runner.run(run), "Request")
        .annotations.map(({ message }) => message)
        .join("\n"),
    ).toMatch(
      /Technical lead.*`approve-technical-lead` requires no reviewers[\s\S]*QA lead.*`approve-qa-lead` does not exist/,
    );
    await as("quinn").comment(1, "/approve");
    await settle();
    expect(status()).toMatch(/1 of 3/);
  });

  it("re-run after approvals: they stand, and only the open reviews are asked again", async () => {
    await ask();
    await press("quinn", qa);
    await settle();
    await as("olaf").cancel(run);
    await settle();
    await as("mia").rerun(run);
    await settle();
    const jobs = standOf(place.runner.run(run));
    expect(jobs).not.toHaveProperty("Review: QA lead");
    expect(jobs).toMatchObject({ "Review: Release manager": "waiting" });
    await press("mia", manager);
    await press("tom", lead);
    await settle();
    // Two jobs saw the last review at the same moment: each may start the release, and one of them passes the gate.
    expect(releases().filter(({ conclusion }) => conclusion === "success")).toHaveLength(1);
  });

  it("several environments in one review: each counts, one role for a person unless the policy says so", async () => {
    const both = sixRoles
      .replace("qa-lead: { members: [quinn] }", "qa-lead: { members: [tom] }")
      .concat("rules: { one-role-per-person: false }\n");
    await ask({ environments: { ...roleEnvironments, [qa]: { reviewers: ["tom"] } } }, both);
    await as("tom").review(run, [lead, qa], "approved", "Both are fine");
    await settle();
    expect(status()).toMatch(/2 of 3/);
  });
});

describe("button and comment of one person", () => {
  it.each<[string, (() => Promise<unknown>)[], RegExp]>([
    [
      "approved by button, then rejected by comment",
      [() => press("quinn", qa), () => as("quinn").comment(1, "/reject it fails")],
      /^Rejected/,
    ],
    [
      "rejected by comment, then approved by button",
      [() => as("quinn").comment(1, "/reject it fails"), () => press("quinn", qa)],
      /1 of 3/,
    ],
  ])("%s: the later one counts", async (_, acts, expected) => {
    await ask();
    for (const act of acts) {
      place.github.clock.advance("10m");
      await act();
      await settle();
    }
    expect(status()).toMatch(expected);
  });

  it("at an order that nobody can prove: the rejection counts", async () => {
    await ask();
    place.github.clock.advance("10m");
    await as("quinn").comment(1, "/reject it fails");
    place.github.clock.advance("10m");
    await press("quinn", qa);
    await settle();
    expect(status()).toMatch(/^Rejected/);
  });
});

describe("runs that overlap, are lost or come twice", () => {
  it("two comments at the same moment are both counted, and answered once each", async () => {
    await ask();
    await Promise.all([as("tom").comment(1, "/approve"), as("quinn").comment(1, "/approve")]);
    await settle();
    expect(status()).toMatch(/2 of 3/);
    expect(said().match(/@tom approved/g)).toHaveLength(1);
    expect(said().match(/@quinn approved/g)).toHaveLength(1);
  });

  it("a tracking run that was dropped: the next one sees everything", async () => {
    await ask();
    await place.unheard(() => as("tom").comment(1, "/approve"));
    expect(status()).toMatch(/0 of 3/);
    await as("quinn").comment(1, "/approve");
    await settle();
    expect(status()).toMatch(/2 of 3/);
  });

  it("dispatched twice: one issue, one request; the buttons are those of the first run", async () => {
    await ask();
    const second = await as("tom").dispatch("release-approval.yml", { inputs: { version: "1.1.1" } });
    await settle();
    expect(place.github.issues()).toHaveLength(1);
    const jobs = place.runner.run(second).jobs.filter(({ conclusion }) => conclusion !== "skipped");
    expect(jobs.map(({ name }) => name)).toEqual(["Request"]);
  });
});

it("somebody who has no more than a fork: the comment is answered once, and counts for nothing", async () => {
  await ask();
  await as("rob").comment(1, "/approve qa");
  await settle();
  expect(status()).toMatch(/0 of 3/);
  expect(said()).toMatch(/@rob, your approval.*\*\*not counted\*\*/);
});

it("a missing permission: the job fails and names it", async () => {
  const text = readOwn(approval).replace(
    "issues: write # the release's issue",
    "issues: read # the release's issue",
  );
  await ask({ workflows: { "release-approval.yml": text } });
  const job = jobOf(place.runner.run(run), "Request");
  expect(job.conclusion, logOf(place.runner.run(run))).toBe("failure");
  expect(job.annotations.map(({ message }) => message).join()).toContain("issues: write");
});

it("closed without /cancel: the workflow opens the issue again", async () => {
  await ask();
  await as("olaf").editIssue(1, { state: "closed" });
  await settle();
  expect(place.github.issue(1).state).toBe("open");
  expect(said()).toContain("/cancel the reason");
});
