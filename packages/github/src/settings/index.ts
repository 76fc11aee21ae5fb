export { unlessForbidden } from "./as-administrator.ts";
export { connectSettings, type Settings } from "./connect-settings.ts";
export type { RepositorySettings } from "./read-repository.ts";
export type { Written } from "./written.ts";
