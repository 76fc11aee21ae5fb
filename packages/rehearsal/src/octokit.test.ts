import { getOctokit } from "@actions/github";
import { afterEach, beforeEach, expect, it } from "vitest";
import { ALL, PEOPLE } from "../test/client.ts";
import { type EmbeddedGitHub, startGitHub } from "./index.ts";

let github: EmbeddedGitHub;

beforeEach(async () => {
  github = await startGitHub({ people: PEOPLE });
});

afterEach(async () => {
  await github.close();
  github.assertNoViolations();
});

it("GitHub's own client talks to it", async () => {
  const octokit = getOctokit(github.mintToken({ permissions: ALL }), { baseUrl: github.url });
  const place = { owner: github.owner, repo: github.repository };
  const { data: issue } = await octokit.rest.issues.create({
    ...place,
    title: "Release",
    labels: ["release"],
  });
  for (let count = 1; count <= 120; count += 1) await github.as("rea").comment(issue.number, `${count}`);
  const comments = await octokit.paginate(octokit.rest.issues.listComments, {
    ...place,
    issue_number: issue.number,
    per_page: 100,
  });
  expect(comments.map(({ body }) => body)).toEqual(Array.from({ length: 120 }, (_, index) => `${index + 1}`));
  const answer = await octokit.graphql<{ repository: { issue: { title: string } } }>(
    "query Issue($owner: String!, $repo: String!) { repository(owner: $owner, name: $repo) { issue(number: 1) { title } } }",
    place,
  );
  expect(answer.repository.issue.title).toBe("Release");
  const file = await octokit.rest.repos.getContent({ ...place, path: "README.md", ref: "main" });
  expect(file.data).toMatchObject({ type: "file" });
  await expect(octokit.rest.issues.get({ ...place, issue_number: 9 })).rejects.toMatchObject({ status: 404 });
  await expect(octokit.graphql('{ user(login: "nobody") { login } }')).rejects.toThrow(
    /Could not resolve to a User/,
  );
});
