/** The fields of `Repository` that every run reads, and the commit behind a branch, a tag or a commit's name. */
export const repositoryFields = `
    databaseId
    nameWithOwner
    isPrivate
    hasIssuesEnabled
    defaultBranchRef { name target { oid } }
    policy: object(expression: $policy) { ...PolicyText }`;

export const policyFragment = `fragment PolicyText on GitObject {
  __typename
  ... on Blob { text isTruncated isBinary }
}`;

/** An annotated tag points at a commit, or at another tag; more than two in a row nobody makes. */
export const peeledFragment = `fragment Peeled on GitObject {
  __typename
  oid
  ... on Tag { target { __typename oid ... on Tag { target { __typename oid } } } }
}`;

/** What a query asks besides the repository: each part costs nothing more than a few lines of the answer. */
export type OverviewParts = {
  /** Whether a ref is resolved: variable `$ref`. */
  ref: boolean;
  /** How many tags are looked up with their releases: variables `$tag0` … */
  tags: number;
  /** Whether the newest tags are listed: variable `$tagQuery`. */
  latestTags: boolean;
};

/** Variables and fields for the parts asked for. */
export function overviewParts({ ref, tags, latestTags }: OverviewParts): {
  variables: string[];
  fields: string[];
  fragments: string[];
} {
  const numbers = Array.from({ length: tags }, (_, index) => index);
  return {
    variables: [
      "$owner: String!",
      "$name: String!",
      "$policy: String!",
      ...(ref ? ["$ref: String!"] : []),
      ...(latestTags ? ["$tagQuery: String"] : []),
      ...numbers.flatMap((n) => [`$tag${n}: String!`, `$tagRef${n}: String!`]),
    ],
    fields: [
      repositoryFields,
      ...(ref ? ["asked: object(expression: $ref) { ...Peeled }"] : []),
      ...(latestTags ? [latestTagsField] : []),
      ...numbers.map(
        (n) =>
          `tag${n}: ref(qualifiedName: $tagRef${n}) { target { ...Peeled } }
    release${n}: release(tagName: $tag${n}) { url publishedAt isDraft }`,
      ),
    ],
    fragments: [policyFragment, ...(ref || latestTags || tags > 0 ? [peeledFragment] : [])],
  };
}

const latestTagsField = `latestTags: refs(refPrefix: "refs/tags/", first: 100, query: $tagQuery, orderBy: { field: TAG_COMMIT_DATE, direction: DESC }) {
      nodes { name target { ...Peeled } }
    }`;

/** The repository, its policy and what `parts` names, in one request. */
export function overviewQuery(parts: OverviewParts): string {
  const { variables, fields, fragments } = overviewParts(parts);
  return `query ReadOverview(${variables.join(", ")}) {
  repository(owner: $owner, name: $name) {
    ${fields.join("\n    ")}
  }
}
${fragments.join("\n")}`;
}
