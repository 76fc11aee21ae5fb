import { NotFoundError, PermissionError } from "@release-approval/approval";
import type { Known } from "@release-approval/approval/setup";

/*
 * What only an administrator's token may do: https://docs.github.com/rest/authentication/permissions-required-for-fine-grained-personal-access-tokens
 * No line under `permissions:` of a workflow grants it.
 */

/** What `command: setup` needs of a fine-grained token, or of an App. */
export const setupPermissions = [
  "Administration: read and write",
  "Issues: read and write",
  "Actions: read",
  "Contents: read",
] as const;

/**
 * Does what an administrator may do.
 * @throws PermissionError `administration-missing` that names what the token needs; every other error as is
 */
export async function asAdministrator<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw error instanceof PermissionError ? notAdministrator(error) : error;
  }
}

/** The refusal, with the token that would do. */
export function notAdministrator({ message, details }: PermissionError | NotFoundError): PermissionError {
  return new PermissionError({
    reasonCode: "administration-missing",
    message,
    cure: `Give \`github-token\` a token of an administrator of this repository: a fine-grained personal access token, or an App's, with the repository permissions ${setupPermissions.join(", ")}. No line under \`permissions:\` of a workflow can grant it. Run it again then: what is done already is not done twice.`,
    permission: null,
    details,
  });
}

/**
 * Reads what this token may not be allowed to see.
 * @param why what is not known then, as a sentence
 */
export async function unlessForbidden<T>(read: () => Promise<T>, why: string): Promise<Known<T>> {
  try {
    return { known: true, value: await read() };
  } catch (error) {
    if (error instanceof PermissionError || error instanceof NotFoundError) return { known: false, why };
    throw error;
  }
}
