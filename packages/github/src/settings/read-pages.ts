import type { z } from "zod";
import type { Client, RestCall } from "../client.ts";

const pageSize = 100;

type List<Row> = Omit<RestCall<z.ZodType<readonly Row[]>>, "effect"> & {
  /** Answers that mean an empty list. */
  absent?: readonly number[];
};

/** A whole list of GitHub's REST API: one request for each 100 rows. */
export async function readPages<Row>(client: Client, { absent = [], ...call }: List<Row>): Promise<Row[]> {
  const all: Row[] = [];
  for (let page = 1; ; page += 1) {
    const parameters = { ...call.parameters, per_page: pageSize, page };
    const rows = await client.restOrNull({ ...call, effect: "read", parameters }, absent);
    all.push(...(rows ?? []));
    if (rows === null || rows.length < pageSize) return all;
  }
}
