import { join } from "node:path";
import { expect, it } from "vitest";
import type { Act, Scene } from "../../../packages/rehearsal/src/demo/act.ts";
import { acts } from "../../../packages/rehearsal/src/demo/acts/acts.ts";
import { closeAct, type Document } from "../../../packages/rehearsal/src/demo/close-act.ts";
import { askForRelease } from "../../../packages/rehearsal/src/demo/direction.ts";
import { findFirstDay } from "../../../packages/rehearsal/src/demo/load-history.ts";
import { openScene } from "../../../packages/rehearsal/src/demo/open-scene.ts";
import type { Timeline } from "../../../packages/rehearsal/src/demo/timeline.ts";
import { factKeys, plain } from "../ready.ts";

/*
 * `npm run demo -- hotfix` with one more release open: asked at 02:00, authorized by automatic override at 03:00 through
 * a wait timer, ratified in the morning. The act itself holds every step against its story.
 */

const root = join(import.meta.dirname, "../../..");

const story: Act = {
  ...acts.hotfix,
  async play(scene) {
    await askForRelease(scene, "14:00", "mia", { version: "2.0.0" });
    await acts.hotfix.play(scene);
  },
};

const silent: Timeline = {
  heading: () => {},
  text: () => {},
  act: () => {},
  day: () => {},
  deed: () => {},
  answer: () => {},
  status: () => {},
  end: () => {},
};

it("a hotfix at night ships by automatic override, and everything owed for it is settled", {
  timeout: 120_000,
}, async () => {
  const { scene, close } = await openScene(story, {
    secrets: {},
    root,
    reports: join(root, "test/acceptance/reports"),
    day: findFirstDay(root),
    timeline: silent,
  });
  try {
    await story.play(scene);
    checkDocuments(await closeAct(story, scene));
    checkIssue(scene);
    await checkOthers(scene);
  } finally {
    await close();
  }
});

function checkDocuments(documents: readonly Document[]): void {
  const [authorization, record] = documents
    .filter(({ name }) => name.endsWith(".json"))
    .map(({ text }) => JSON.parse(text) as unknown);
  const override = { by: null, standsInFor: ["quorum"] };
  expect(authorization).toMatchObject({ release: "v1.2.1", releaseType: "hotfix", override });
  expect(record).toMatchObject({ release: "v1.2.1", override });
}

function checkIssue({ github }: Scene): void {
  const { body } = github.issue(issueOf(github, "1.2.1"));
  for (const [owed, who] of [
    ["DevOps review", "dana"],
    ["Technical lead review", "tom"],
    ["QA review", "quinn"],
    ["Product review", "pia"],
    ["Sign-off of the override", "lea"],
  ])
    expect(plain(body)).toMatch(new RegExp(`\\| ✅ ${owed} \\| @${who} \\|`));
}

async function checkOthers({ github, runner }: Scene): Promise<void> {
  const others = [issueOf(github, "1.3.0"), issueOf(github, "2.0.0")];
  for (const issue of others) {
    const told = github.comments(issue).filter(({ body }) => /v1\.2\.1.*shipped/.test(body));
    expect(told.map(({ body }) => body)).toEqual([
      expect.stringMatching(
        /1 commit\].*that this release lacks: `[0-9a-f]{7}` Keep the session when a node/,
      ),
    ]);
    expect(github.issue(issue).body).toMatch(/> \[!WARNING\]\n> \*\*v1\.2\.1\*\* \(hotfix/);
  }
  github.requests.reset();
  await runner.schedule();
  expect(github.requests.writes().filter(({ path }) => path.includes("/issues"))).toEqual([]);
  for (const issue of [...others, issueOf(github, "1.2.1")]) {
    const keys = factKeys(github, issue);
    expect(keys).toEqual([...new Set(keys)]);
  }
}

function issueOf(github: Scene["github"], version: string): number {
  const found = github.issues().find(({ title }) => title.startsWith(`Release v${version} `));
  if (found === undefined) throw new Error(`nobody asked for ${version}`);
  return found.number;
}
