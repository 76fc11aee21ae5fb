import { ConfigurationError } from "@release-approval/approval";
import type { GitHub } from "@release-approval/github";

const manifest = "package.json";
/** A version as the input takes it, `1.2.0` or `2.0.0-rc.1`. */
const wholeVersion = /^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$/;

/**
 * The version that `package.json` names at a commit, for who gives none.
 * @throws ConfigurationError `version-unknown` where it names none
 */
export async function findVersion(github: GitHub, ref: string, component: string | null): Promise<string> {
  if (component !== null) throw unknown("With `component`, the version cannot be told from the repository.");
  const text = await github.readFile({ path: manifest, ref });
  if (text === null) throw unknown(`\`version\` is empty, and there is no \`${manifest}\` at \`${ref}\`.`);
  const version = versionOf(text);
  if (version === null || !wholeVersion.test(version))
    throw unknown(`\`version\` is empty, and \`${manifest}\` at \`${ref}\` names no semantic version.`);
  return version;
}

function versionOf(text: string): string | null {
  try {
    const parsed: unknown = JSON.parse(text);
    const version =
      typeof parsed === "object" && parsed !== null && "version" in parsed ? parsed.version : null;
    return typeof version === "string" ? version : null;
  } catch {
    return null;
  }
}

function unknown(message: string): ConfigurationError {
  return new ConfigurationError({
    reasonCode: "version-unknown",
    message,
    cure: "Give `version`, a semantic version such as 1.2.0.",
  });
}
