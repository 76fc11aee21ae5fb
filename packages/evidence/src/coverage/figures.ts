export type Share = { covered: number; total: number };

/** What coverage reports say, whatever their format. */
export type CoverageFigures = {
  /** Go counts statements, and they stand here. */
  lines: Share;
  branches: Share;
  /** Where a report's own sums are not those of its lines: what was counted holds. */
  remarks: readonly string[];
};

/**
 * Several reports as one: their sums. Reports that tell of the same sources are not laid over one another, since two packages
 * may have files of one name: the figure is never better than the truth.
 */
export function addCoverage(all: readonly CoverageFigures[]): CoverageFigures {
  return {
    lines: addShares(all.map((one) => one.lines)),
    branches: addShares(all.map((one) => one.branches)),
    remarks: all.flatMap((one) => one.remarks).slice(0, 5),
  };
}

export function addShares(shares: readonly Share[]): Share {
  return shares.reduce((sum, one) => ({ covered: sum.covered + one.covered, total: sum.total + one.total }), {
    covered: 0,
    total: 0,
  });
}

/** Says where what a report claims is not what was counted in it. */
export function compareShares(
  what: string,
  claimed: { covered: number | undefined; total: number | undefined },
  counted: Share,
): string[] {
  if (claimed.covered === undefined || claimed.total === undefined) return [];
  if (claimed.covered === counted.covered && claimed.total === counted.total) return [];
  return [
    `the report says ${claimed.covered} of ${claimed.total} ${what} and has ${counted.covered} of ${counted.total}`,
  ];
}
