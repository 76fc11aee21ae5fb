/** The combinations of a job's matrix. */

import { invalid } from "./problem.ts";

export type Combination = Readonly<Record<string, unknown>>;

/** GitHub's limit for one run of a workflow. */
const MOST_JOBS = 256;

/**
 * @param matrix `strategy.matrix` with its expressions resolved
 * @throws WorkflowProblem for a matrix without any combination, or with more than GitHub runs
 */
export function expandMatrix(matrix: unknown): Combination[] {
  if (!isObject(matrix)) throw invalid("The matrix is no mapping");
  const { include, exclude, ...vectors } = matrix;
  const excluded = readFilters("exclude", exclude);
  const crossed = cross(vectors).filter(
    (combination) => !excluded.some((filter) => matches(combination, filter)),
  );
  const all = extend(crossed, readFilters("include", include), Object.keys(vectors));
  if (all.length === 0) throw invalid("Matrix must define at least one vector");
  if (all.length > MOST_JOBS)
    throw invalid(`The matrix has ${all.length} jobs; at most ${MOST_JOBS} can run`);
  return all;
}

/** What follows the job's name: `(a, 1)`. Values of lists and mappings are named one by one. */
export function describeCombination(combination: Combination): string {
  const scalars = (value: unknown): string[] => {
    if (Array.isArray(value)) return value.flatMap(scalars);
    if (isObject(value)) return Object.values(value).flatMap(scalars);
    return value === null || value === "" ? [] : [String(value)];
  };
  return scalars(combination).join(", ");
}

function cross(vectors: Readonly<Record<string, unknown>>): Combination[] {
  const names = Object.keys(vectors);
  if (names.length === 0) return [];
  let combinations: Combination[] = [{}];
  for (const name of names) {
    const values = vectors[name];
    if (!Array.isArray(values)) throw invalid(`Matrix vector '${name}' does not contain any values`);
    if (values.length === 0) throw invalid(`Matrix vector '${name}' does not contain any values`);
    combinations = combinations.flatMap((made) => values.map((value) => ({ ...made, [name]: value })));
  }
  return combinations;
}

/**
 * An `include` is added to every combination whose original values it does not change; one that fits nowhere
 * becomes a combination of its own.
 */
function extend(
  crossed: readonly Combination[],
  includes: readonly Combination[],
  names: readonly string[],
): Combination[] {
  const extended = [...crossed];
  const added: Combination[] = [];
  for (const include of includes) {
    const own = names.filter((name) => Object.hasOwn(include, name));
    let fits = false;
    for (const [index, original] of crossed.entries()) {
      if (!own.every((name) => isEqual(original[name], include[name]))) continue;
      extended[index] = { ...extended[index], ...include };
      fits = true;
    }
    if (!fits) added.push(include);
  }
  return [...extended, ...added];
}

function readFilters(key: string, filters: unknown): Combination[] {
  if (filters === undefined || filters === null) return [];
  if (!Array.isArray(filters) || !filters.every(isObject)) {
    throw invalid(`"${key}" of the matrix is no list of mappings`);
  }
  return filters;
}

function matches(combination: Combination, filter: Combination): boolean {
  return Object.entries(filter).every(([name, value]) => isEqual(combination[name], value));
}

function isEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
