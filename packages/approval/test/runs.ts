const everyCase = process.env["RELEASE_APPROVAL_CASES"] === "all";

/** How often a slow property is tried: so many times in `npm run trust`, a third of them in `npm test`. */
export function runs(many: number): { numRuns: number } {
  return { numRuns: everyCase ? many : Math.ceil(many / 3) };
}
