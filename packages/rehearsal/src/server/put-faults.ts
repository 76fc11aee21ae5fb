/** Keeps the faults that are to strike, and tells which one strikes now. */

import type { Fault, Faults, IncomingRequest } from "../faults.ts";

export type FaultQueue = Faults & {
  /** The fault that strikes this request, if any; counts the request for all of them. */
  strike(request: IncomingRequest): Fault | undefined;
};

type Waiting = { fault: Fault; seen: number; struck: number };

export function queueFaults(): FaultQueue {
  let waiting: Waiting[] = [];
  return {
    add: (fault) => {
      waiting.push({ fault, seen: 0, struck: 0 });
    },
    clear: () => {
      waiting = [];
    },
    strike: (request) => {
      for (const entry of waiting) entry.seen += 1;
      const due = waiting.find((entry) => isDue(entry, request));
      if (!due) return undefined;
      due.struck += 1;
      if (due.struck >= (due.fault.times ?? 1)) waiting = waiting.filter((entry) => entry !== due);
      return due.fault;
    },
  };
}

function isDue({ fault, seen }: Waiting, request: IncomingRequest): boolean {
  return typeof fault.on === "number" ? seen >= fault.on : fault.on(request);
}
