import type { Stage } from "@release-approval/rehearsal";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openSample, reviewers } from "./cast.ts";

let stage: Stage;
beforeEach(async () => {
  stage = await openSample();
});
afterEach(async () => {
  await stage.close();
  stage.github.assertNoViolations();
});

it("requests, reviews, tracks, gates and audits a minor release", async () => {
  const { github } = stage;
  const request = await stage.play("request-approvals", {
    version: "1.2.0",
    "key-features": "Enhanced console commands",
  });
  console.log(request.stdout, request.stderr, request.outputs, request.summary, request.requests);
  expect(request.exitCode).toBe(0);
  const issue = Number(request.outputs["issue-number"]);
  console.log(github.issue(issue).title, github.issue(issue).body);
  const shut = await stage.play("gate-release", { version: "1.2.0" });
  console.log(shut.stdout, shut.summary, shut.requests);
  expect(shut.exitCode).toBe(1);
  for (const login of reviewers) {
    github.clock.advance("10m");
    const tracked = await stage.say(login, issue, "/approve");
    console.log(login, tracked.exitCode, tracked.stdout, tracked.requests);
  }
  console.log(
    github
      .comments(issue)
      .map((one) => `${one.author} ${one.reactions.join(",")}\n${one.body}`)
      .join("\n------\n"),
  );
  console.log(github.dispatches);
  const quiet = await stage.play("track-approvals", { "issue-number": String(issue) });
  console.log("quiet", quiet.requests, quiet.summary);
  const gate = await stage.play("gate-release", { version: "1.2.0" });
  console.log(gate.stdout, gate.summary, gate.outputs, gate.requests);
  expect(gate.exitCode).toBe(0);
  const audit = await stage.play("audit-trail", { version: "1.2.0" });
  console.log(audit.stdout, audit.summary, audit.outputs, audit.requests);
  console.log(github.issue(issue).body);
});
