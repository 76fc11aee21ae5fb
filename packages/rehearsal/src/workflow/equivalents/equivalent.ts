/** A well-known action that is not started: something on this machine takes its place. */

import type { EmbeddedGitHub } from "../../embedded.ts";
import type { Grant } from "../permissions.ts";
import type { Artifact } from "../records.ts";

/** What one is given when its step runs. */
export type EquivalentCall = {
  /** Values of `with:`, names in small letters. */
  inputs: Readonly<Record<string, string>>;
  workspace: string;
  /** RUNNER_TEMP */
  temp: string;
  github: EmbeddedGitHub;
  /** The commit of the run, `github.sha`. */
  sha: string;
  run: number;
  permissions: Grant;
  artifacts: ArtifactStore;
  /** A line of the step's log. */
  log(line: string): void;
};

export type ArtifactStore = {
  /** Folder of a new artifact; `undefined` when the run has one of that name. */
  create(name: string, replace: boolean): string | undefined;
  list(): readonly Artifact[];
};

/** Does what the action would do, and tells its outputs. Throws what the action would fail with. */
export type Equivalent = (call: EquivalentCall) => Promise<Record<string, string>> | Record<string, string>;
