/*
 * What a command printed is about to become public: whatever is, or looks like, a secret is taken out before it leaves the
 * runner. GitHub masks secrets in logs alone. Rather too much is masked than too little.
 */

export type Secrets = {
  /** Values that are known to be secret. */
  values: readonly string[];
  /** Environment of the command: values whose names look secret are. */
  variables: Readonly<Record<string, string>>;
};

const mask = "***";
/** Shorter ones would blank out common words, and protect nothing. */
const shortest = 4;
// Authorization, and no author.
const secretName = /TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|KEY|CREDENTIAL|AUTH(?!OR(?!I))|PRIVATE|WEBHOOK/i;
/** Settings that stand under such names. */
const ordinary = new Set(["true", "false", "null", "none"]);

/** Tokens by the form that their makers gave them, so that scanners find them. */
const shapes: readonly (readonly [RegExp, string])[] = [
  // A block, also one whose beginning or end is not there.
  [/-----BEGIN [A-Z ]*PRIVATE KEY[A-Z ]*-----[\s\S]*?(?:-----END [A-Z ]*-----|$)/g, mask],
  [/(?:^[A-Za-z0-9+/=]{16,}[ \t]*\n){1,200}-----END [A-Z ]*PRIVATE KEY[A-Z ]*-----/gm, mask],
  // GitHub, GitLab, npm, PyPI, Slack, AWS, Google, Stripe and alike, Hugging Face.
  [/\b(?:gh[oprsu]_|github_pat_|glpat-|npm_|pypi-|hf_|[rs]k_(?:live|test)_|sk-)[A-Za-z0-9_-]{10,}/g, mask],
  [/\bx(?:ox[a-z]|app)-[A-Za-z0-9-]{8,}/g, mask],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{12,}\b/g, mask],
  [/\bAIza[\w-]{30,}/g, mask],
  [/\beyJ[\w-]{5,}\.[\w-]{2,}(?:\.[\w-]*)*/g, mask],
  [/(hooks\.slack\.com\/(?:services|workflows)\/|\/api\/webhooks\/)[\w/-]+/gi, `$1${mask}`],
  // user:password@host, token@host.
  [/\b([a-z][a-z0-9+.-]{0,30}:\/\/)[^\s/@"'`]{1,500}@/gi, `$1${mask}@`],
  [/\b(bearer\s+)[\w.~+/=:-]{8,}/gi, `$1${mask}`],
  // Words follow these, too: "basic authentication".
  [/\b([Bb]asic|BASIC|[Tt]oken|TOKEN)(\s+)(?=[a-z_.~+/:-]*[A-Z0-9=])[\w.~+/=:-]{8,}/g, `$1$2${mask}`],
  // _authToken=…, "password": "…".
  [
    /((?:password|passwd|passphrase|secret|token|credentials?|api[-_]?key|access[-_]?key|private[-_]?key|_auth)["']?\s*[=:]\s*["']?)[^\s"',;]{4,}/gi,
    `$1${mask}`,
  ],
];

/** The text with `***` in the place of every secret: as it is, in parts of lines, and encoded as base64 or in an address. */
export function maskSecrets(text: string, secrets: Secrets): string {
  const known = [...new Set(valuesOf(secrets).flatMap(formsOf))]
    .filter((form) => form.length >= shortest)
    // The longest first, so that no tail of a secret stays where a shorter one is its beginning.
    .sort((a, b) => b.length - a.length);
  const masked = known.reduce((left, form) => left.replaceAll(form, mask), text);
  return shapes.reduce((left, [shape, instead]) => left.replace(shape, instead), masked);
}

function valuesOf({ values, variables }: Secrets): string[] {
  const named = Object.entries(variables).flatMap(([name, value]) => (secretName.test(name) ? [value] : []));
  return [...values, ...named]
    .flatMap((value) => [value, ...value.split(/\r?\n/)])
    .map((value) => value.trim())
    .filter((value) => value.length >= shortest && !ordinary.has(value.toLowerCase()));
}

function formsOf(value: string): string[] {
  const encoded = base64Forms(value);
  return [
    value,
    encodeURIComponent(value),
    // As forms and query strings are written.
    new URLSearchParams({ "": value }).toString().slice(1),
    JSON.stringify(value).slice(1, -1),
    ...encoded,
    ...encoded.map((form) => form.replaceAll("+", "-").replaceAll("/", "_")),
  ];
}

// Behind a name, as in `user:password`, the same letters become others: there are three ways, by where the value begins.
// Its first and last letters depend on what stands beside it, and are left out.
function base64Forms(value: string): string[] {
  const bytes = Buffer.from(value);
  const whole = bytes.toString("base64").replace(/=+$/, "");
  const inside = [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString("base64")
      .replace(/=+$/, "");
    const rest = (before + bytes.length) % 3;
    return text.slice(before === 0 ? 0 : before + 1, rest === 0 ? undefined : -1);
  });
  // Of a short value little is left, which common words may hold, too.
  return [whole, ...inside.filter((form) => form.length >= 8)];
}
