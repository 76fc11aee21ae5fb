/** Labels of a repository. Names are unique whatever their case. */

import { tell } from "./news.ts";
import type { Label, Repository, World } from "./world.ts";

export function findLabel(repository: Repository, name: string): Label | undefined {
  return repository.labels.find((label) => label.name.toLowerCase() === name.toLowerCase());
}

export function createLabel(
  world: World,
  repository: Repository,
  actorId: number,
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
  tell(world, { kind: "label", repository, actorId, action: "created", label });
  return label;
}

/** Issues keep their label, whatever it is called. */
export function editLabel(
  world: World,
  repository: Repository,
  actorId: number,
  label: Label,
  change: Partial<Pick<Label, "name" | "color" | "description">>,
): void {
  const former = Object.fromEntries(
    Object.entries(change)
      .filter(([key, value]) => label[key as keyof typeof change] !== value)
      .map(([key]) => [key, { from: String(label[key as keyof typeof change] ?? "") }]),
  );
  Object.assign(label, change);
  tell(world, { kind: "label", repository, actorId, action: "edited", label, former });
}

/** The labels of these names, each once; unknown ones are created, as GitHub does. */
export function addLabelsByName(
  world: World,
  repository: Repository,
  actorId: number,
  names: readonly string[],
): Label[] {
  const labels = names.map(
    (name) => findLabel(repository, name) ?? createLabel(world, repository, actorId, { name }),
  );
  return [...new Set(labels)];
}

export function labelsOf(repository: Repository, ids: readonly number[]): Label[] {
  return repository.labels.filter(({ id }) => ids.includes(id));
}
