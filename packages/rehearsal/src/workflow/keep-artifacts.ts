/** The artifacts of a run, one folder each. */

import { globSync, mkdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { ArtifactStore } from "./equivalents/equivalent.ts";
import type { RunRecord } from "./records.ts";

export function keepArtifacts(folder: string, record: RunRecord): ArtifactStore {
  // Names come from the workflow file: no folder is called by them.
  const placeOf = (name: string) => join(folder, encodeURIComponent(name));
  return {
    create: (name, replace) => {
      const exists = record.artifacts.some((artifact) => artifact.name === name);
      if (exists && !replace) return undefined;
      record.artifacts = record.artifacts.filter((artifact) => artifact.name !== name);
      rmSync(placeOf(name), { recursive: true, force: true });
      mkdirSync(placeOf(name), { recursive: true });
      record.artifacts.push({
        name,
        folder: placeOf(name),
        get files() {
          return listFiles(placeOf(name));
        },
      });
      return placeOf(name);
    },
    list: () => record.artifacts,
  };
}

function listFiles(folder: string): string[] {
  const paths = globSync("**/*", { cwd: folder });
  return paths.filter((path) => statSync(join(folder, path)).isFile()).sort();
}
