import type { ActionsSettings } from "@release-approval/approval/setup";
import { z } from "zod";
import type { Client } from "../client.ts";
import { readPages } from "./read-pages.ts";

/** What may run, and what a job may do that says nothing. Two requests; administrators only. */
export async function readActionsSettings(client: Client): Promise<ActionsSettings> {
  const route = "GET /repos/{owner}/{repo}/actions/permissions";
  const { enabled, allowed_actions: allowed = null } = await client.rest({
    purpose: "read the settings of Actions",
    permission: null,
    effect: "read",
    route,
    shape: z.object({
      enabled: z.boolean(),
      allowed_actions: z.enum(["all", "local_only", "selected"]).optional(),
    }),
  });
  const { default_workflow_permissions: defaultPermissions } = await client.rest({
    purpose: "read what workflows may do by default",
    permission: null,
    effect: "read",
    route: `${route}/workflow`,
    shape: z.object({ default_workflow_permissions: z.enum(["read", "write"]) }),
  });
  return { isEnabled: enabled, allowed, defaultPermissions };
}

/** Names of the repository's own secrets; GitHub shows no value to anybody. One request for each 100. */
export function readSecretNames(client: Client): Promise<string[]> {
  return readPages(client, {
    purpose: "read the names of the secrets",
    permission: null,
    route: "GET /repos/{owner}/{repo}/actions/secrets",
    shape: z
      .object({ secrets: z.array(z.object({ name: z.string() })) })
      .transform(({ secrets }) => secrets.map(({ name }) => name)),
  });
}
