/** So many users by their logins: variables `$login0` … */
export function usersQuery(count: number): string {
  const numbers = Array.from({ length: count }, (_, index) => index);
  const variables = numbers.map((n) => `$login${n}: String!`).join(", ");
  const fields = numbers.map((n) => `u${n}: user(login: $login${n}) { __typename login databaseId }`);
  return `query ReadUsers(${variables}) {
  ${fields.join("\n  ")}
}`;
}
