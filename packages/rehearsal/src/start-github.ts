/** Puts the embedded GitHub together and starts it. */

import type { Server } from "node:http";
import { keepQuota, type Quota } from "./access/quota.ts";
import { keepTokens, type Tokens } from "./access/tokens.ts";
import { readDuration } from "./clock.ts";
import type { Violation } from "./contract/violation.ts";
import { contentControls, peopleControls, runControls, settingControls } from "./controls.ts";
import type { EmbeddedGitHub, GitHubOptions } from "./embedded.ts";
import { createEngine, type Engine } from "./engine.ts";
import { createLook } from "./look.ts";
import { createPersona } from "./persona.ts";
import { type Base, prepareBase } from "./rest/base.ts";
import { fullName } from "./rest/present/repository.ts";
import { createRouter } from "./rest/router.ts";
import { createRoutes } from "./rest/routes.ts";
import { keepLog, type WritableLog } from "./server/keep-log.ts";
import { listen, stop } from "./server/listen.ts";
import { type FaultQueue, queueFaults } from "./server/put-faults.ts";
import { createWorld } from "./state/create-world.ts";
import type { Repository, World } from "./state/world.ts";
import { type Announcer, createAnnouncer } from "./webhooks/announce.ts";

type Parts = {
  world: World;
  home: Repository;
  tokens: Tokens;
  quota: Quota;
  base: Base;
  engine: Engine;
  announcer: Announcer;
  violations: Violation[];
  faults: FaultQueue;
  log: WritableLog;
};

/**
 * Starts a GitHub with one repository on a free port of this machine.
 * @throws Error when the port is taken
 */
export async function startGitHub(options: GitHubOptions = {}): Promise<EmbeddedGitHub> {
  let parts: Parts | undefined;
  const { server, url } = await listen(options.port ?? 0, (address) => {
    parts = assemble(options, address);
    return { ...parts, clock: parts.world.clock };
  });
  if (!parts) throw new Error("The embedded GitHub did not start");
  return present(parts, server, url);
}

function assemble(options: GitHubOptions, url: string): Parts {
  const { world, home } = createWorld(options, url);
  const tokens = keepTokens(world);
  const quota = keepQuota(world.clock, options.rateLimit);
  const base = prepareBase(world, home);
  const announcer = createAnnouncer(world);
  const violations: Violation[] = [];
  const tick = readDuration(options.tick ?? 0);
  const engine = createEngine({
    world,
    tokens,
    quota,
    violations,
    router: createRouter(world, createRoutes(base, home, quota)),
    // The validator is loaded with the first answer that needs it.
    check: async (exchange) => (await import("./contract/check-rest.ts")).checkRest(exchange),
    onWrite: () => {
      if (tick > 0) world.clock.advance(tick);
      announcer.flush();
    },
  });
  const log = keepLog();
  return { world, home, tokens, quota, base, engine, announcer, violations, faults: queueFaults(), log };
}

function present(parts: Parts, server: Server, url: string): EmbeddedGitHub {
  const { world, home, tokens, engine, announcer, violations } = parts;
  return {
    url,
    graphqlUrl: `${url}/graphql`,
    serverUrl: world.serverUrl,
    owner: home.owner.login,
    repository: home.name,
    fullName: fullName(home),
    repositoryId: home.id,
    defaultBranch: home.defaultBranch,
    clock: announcer.after(world.clock),
    tokens: { of: tokens.person, team: tokens.team },
    mintToken: ({ run, permissions }) => tokens.workflow(run ?? null, permissions),
    mintAppToken: ({ slug, permissions }) => tokens.app(slug, permissions),
    as: (login) => createPersona({ engine, world, repository: home, announcer }, login, tokens.person(login)),
    ...announcer.after(peopleControls(world, home)),
    ...announcer.after(contentControls(world, home)),
    ...announcer.after(runControls(world, home)),
    ...announcer.after(settingControls(world, home)),
    onEvent: announcer.onEvent,
    onChange: announcer.onChange,
    ...createLook(world, home),
    dispatches: home.dispatches,
    faults: parts.faults,
    requests: parts.log,
    violations,
    assertNoViolations: () => assertNone(violations),
    close: async () => {
      await Promise.all([stop(server), parts.base.close()]);
    },
  };
}

function assertNone(violations: readonly Violation[]): void {
  if (violations.length === 0) return;
  const lines = violations.map(({ side, operation, problem }) => `${side} of ${operation}: ${problem}`);
  throw new Error(`GitHub's descriptions were broken:\n${[...new Set(lines)].join("\n")}`);
}
