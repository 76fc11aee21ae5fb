const everyCase = process.env["RELEASE_APPROVAL_CASES"] === "all";

/** How often a property is tried: so many times in `npm run trust`, a third of them in `npm test`, which must stay quick. */
export function runs(many: number): { numRuns: number } {
  return { numRuns: everyCase ? many : Math.ceil(many / 3) };
}
