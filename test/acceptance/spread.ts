/*
 * Cases that are many and slow. `npm run trust` looks at every one of them; `npm test`, which must stay quick, at a
 * spread. Pull requests are held to the spread, the main branch to all of them (.github/workflows/trust.yml).
 */

const everyCase = process.env["RELEASE_APPROVAL_CASES"] === "all";

/** Every `step`-th case, from the `offset`-th on; all of them in `npm run trust`. */
export function spread<T>(all: readonly T[], step: number, offset = 0): readonly T[] {
  return everyCase ? all : all.filter((_, index) => index % step === offset % step);
}
