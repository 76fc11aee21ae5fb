/** Labels of a repository. Names are unique whatever their case. */

import type { Label, Repository, World } from "./world.ts";

export function findLabel(repository: Repository, name: string): Label | undefined {
  return repository.labels.find((label) => label.name.toLowerCase() === name.toLowerCase());
}

export function createLabel(
  world: World,
  repository: Repository,
  draft: { name: string; color?: string; description?: string | null },
): Label {
  const label: Label = {
    id: world.nextId("label"),
    name: draft.name,
    color: (draft.color ?? "ededed").replace(/^#/, "").toLowerCase(),
    description: draft.description ?? null,
    createdAt: world.clock.now(),
  };
  repository.labels.push(label);
  return label;
}

/** The labels of these names, each once; unknown ones are created, as GitHub does. */
export function addLabelsByName(world: World, repository: Repository, names: readonly string[]): Label[] {
  const labels = names.map((name) => findLabel(repository, name) ?? createLabel(world, repository, { name }));
  return [...new Set(labels)];
}

export function labelsOf(repository: Repository, ids: readonly number[]): Label[] {
  return repository.labels.filter(({ id }) => ids.includes(id));
}
