/** A file of the workspace as the border reads it: never whole when it is large. */
export type ReportFile = {
  path: string;
  /** Chunks of bytes, in order. */
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
  size: number;
};

/** What a reader found out; `problem` says why there is nothing, in one sentence for people. */
export type Reading<T> = { ok: true; format: string; found: T } | { ok: false; problem: string };
