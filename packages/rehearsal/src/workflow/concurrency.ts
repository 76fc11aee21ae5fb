/**
 * Concurrency groups: one holder, and one that waits (or 100 with `queue: max`). Workflows and jobs share them.
 * @see https://docs.github.com/actions/how-tos/write-workflows/choose-when-workflows-run/control-workflow-concurrency
 */

export type Claim = {
  readonly group: string;
  state: "pending" | "held" | "cancelled" | "released";
};

export type ClaimRequest = {
  group: string;
  cancelInProgress: boolean;
  queue: "single" | "max";
  /** Ends the work of the holder; it gives the group back when it has ended. */
  cancel(): void;
};

export type ConcurrencyGroups = {
  claim(request: ClaimRequest): Claim;
  /** Gives the group to the next in line. Asking twice changes nothing. */
  release(claim: Claim): void;
};

const LONGEST_QUEUE = 100;

type Entry = Claim & { cancel(): void };
type Group = { holder: Entry | undefined; line: Entry[] };

export function keepGroups(): ConcurrencyGroups {
  // GitHub tells names apart without looking at capitals.
  const groups = new Map<string, Group>();
  const groupOf = (name: string): Group => {
    const group = groups.get(name.toLowerCase()) ?? { holder: undefined, line: [] };
    groups.set(name.toLowerCase(), group);
    return group;
  };
  return {
    claim: (request) => {
      const entry: Entry = { group: request.group, state: "pending", cancel: request.cancel };
      join(groupOf(request.group), entry, request);
      return entry;
    },
    release: (claim) => {
      const group = groupOf(claim.group);
      if (claim.state !== "cancelled") claim.state = "released";
      group.line = group.line.filter((entry) => entry !== claim);
      if (group.holder !== claim) return;
      group.holder = group.line.shift();
      if (group.holder) group.holder.state = "held";
    },
  };
}

function join(group: Group, entry: Entry, { cancelInProgress, queue }: ClaimRequest): void {
  if (group.holder === undefined) {
    entry.state = "held";
    group.holder = entry;
    return;
  }
  if (queue === "max") {
    if (group.line.length >= LONGEST_QUEUE) entry.state = "cancelled";
    else group.line.push(entry);
    return;
  }
  for (const earlier of group.line) {
    earlier.state = "cancelled";
    earlier.cancel();
  }
  group.line = [entry];
  if (cancelInProgress) group.holder.cancel();
}
