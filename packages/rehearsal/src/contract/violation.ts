/** A breach of GitHub's own descriptions, by a request or by the embedded GitHub's answer to it. */

export type Violation = {
  side: "request" | "response";
  /** `GET /repos/{owner}/{repo}/issues`, or `POST /graphql`. */
  operation: string;
  problem: string;
};
