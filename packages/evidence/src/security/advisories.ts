const advisory = /\b(?:CVE-\d{4}-\d{4,7}|GHSA(?:-[23456789cfghjmpqrvwx]{4}){3})\b/gi;

/** The ids of advisories (CVE, GHSA) that a text names, each once: they make a release security-related. */
export function advisoriesIn(text: string): string[] {
  const found = [...text.matchAll(advisory)].map(([id]) => id);
  return [...new Map(found.map((id) => [id.toUpperCase(), id])).values()];
}
