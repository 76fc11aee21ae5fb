/** Matches addresses with the paths of GitHub's description. */

/** Parameters that may contain slashes. */
const GREEDY = new Set(["path", "ref", "basehead", "branch", "tag", "environment_name"]);

export type MatchedOperation = { operation: string; params: Record<string, string> };

/** The first of the most specific operations: fixed words win over parameters. */
export function matchOperation(
  operations: readonly string[],
  method: string,
  path: string,
): MatchedOperation | undefined {
  const matched = operations.flatMap((operation) => {
    const [verb, template = ""] = operation.split(" ");
    const params = verb === method ? matchPath(template, path) : undefined;
    return params ? [{ operation, params }] : [];
  });
  return matched.sort((a, b) => specificity(b.operation) - specificity(a.operation))[0];
}

function matchPath(template: string, path: string): Record<string, string> | undefined {
  const match = compile(template).exec(path);
  if (!match) return undefined;
  const entries = Object.entries(match.groups ?? {});
  return Object.fromEntries(entries.map(([name, value]) => [name, decode(value)]));
}

const compiled = new Map<string, RegExp>();

function compile(template: string): RegExp {
  const known = compiled.get(template);
  if (known) return known;
  const pattern = template.replace(/\{(\w+)\}/g, (_, name: string) =>
    GREEDY.has(name) ? `(?<${name}>.+)` : `(?<${name}>[^/]+)`,
  );
  const expression = new RegExp(`^${pattern}$`);
  compiled.set(template, expression);
  return expression;
}

function specificity(operation: string): number {
  return operation.split("/").filter((part) => part !== "" && !part.startsWith("{")).length;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
