/*
 * Secrets that nobody told us, by the form that their makers gave them or by the word that stands before them. A program
 * may print anything: every expression has a bounded beginning, so that none of them reads a long line twice.
 */

const mask = "***";

/** What stands before a secret: `password: …`, `DB_PASSWORD=…`, `"apiKey": "…"`. */
const password = "(?:password|passwd|passphrase|pwd|secret)";
const named =
  "(?:password|passwd|passphrase|pwd|secret|token|credentials?|(?:api|access|account|private|signing|auth)[-_]?key|_auth)";
const joined = String.raw`[\\"']{0,3}\s{0,5}(?:is\s{0,5})?[=:]\s{0,5}`;
const flag = String.raw`(?<![\w-])--?[\w-]{0,40}(?:pass(?:word|wd|phrase)?|pwd|token|secret|credentials?|(?:api|access|account|private|signing|auth)[-_]?key)`;
/** Words that tell of an option, and are none of its values. */
const prose =
  "(?:is|was|are|or|and|to|for|with|must|needs?|requires?|required|option|flag|argument|value|not|has|from|in|on|as|instead|missing|can|cannot|expects?|expected)";

const shapes: readonly (readonly [RegExp, string])[] = [
  // GitHub, npm, PyPI, Hugging Face, Stripe and alike; GitLab; Docker, Shopify, DigitalOcean, RubyGems; Slack.
  [/\b(?:gh[oprsu]_|github_pat_|npm_|pypi-|hf_|[rs]k_(?:live|test)_|sk-)[A-Za-z0-9_-]{10,}/g, mask],
  [/\bgl(?:pat|oas|soat|dt|rt|rtr|cbt|ptt|ft|imt|agent)-[A-Za-z0-9_.-]{10,}/g, mask],
  [/\b(?:dckr_[a-z]{3}_|shp[a-z]{2}_|do[a-z]_v1_|rubygems_)[A-Za-z0-9_-]{10,}/g, mask],
  [/\bx(?:ox[a-z]|app)-[A-Za-z0-9-]{8,}/g, mask],
  // SendGrid, Vault, Google's access tokens, age.
  [/\b(?:SG\.|hv[bsr]\.|ya29\.)[\w-]{10,}(?:\.[\w-]{1,200})?/g, mask],
  [/\bAGE-SECRET-KEY-1[A-Z0-9]{10,}/gi, mask],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{12,}/g, mask],
  [/\bAIza[\w-]{30,}/g, mask],
  [/(hooks\.slack\.com\/(?:services|workflows)\/|\/api\/webhooks\/)[\w/-]+/gi, `$1${mask}`],
  // user:password@host, token@host; the last @ before the path.
  [/\b([a-z][a-z0-9+.-]{0,30}:\/\/)[^\s/"'`]{1,500}@/gi, `$1${mask}@`],
  [/\b(bearer\s{1,5})[\w.~+/=:-]{8,}/gi, `$1${mask}`],
  // Words follow these, too: "basic authentication".
  [/\b([Bb]asic|BASIC|[Tt]oken|TOKEN)(\s{1,5})(?=[a-z_.~+/:-]*[A-Z0-9=])[\w.~+/=:-]{8,}/g, `$1$2${mask}`],
  // Azure: signatures, and keys in connection strings; signed addresses of others.
  [/\b(SharedAccessSignature[= \t]{1,3})[^\s"';]{4,}/gi, `$1${mask}`],
  [
    /\b((?:AccountKey|SharedAccessKey|sig|X-(?:Amz|Goog)-Signature)\s{0,3}=\s{0,3})[^\s;&"'<]{4,}/gi,
    `$1${mask}`,
  ],
  // Docker's `"auth": "…"`, also where JSON stands within JSON.
  [/([\\"']{1,4}auth[\\"']{1,4}\s{0,9}:\s{0,9}[\\"']{1,4})[^\\"'\s]+/gi, `$1${mask}`],
  // curl -u user:password.
  [/(?<![\w-])((?:-u|-U|--user|--proxy-user)[\\"',= \t]{0,6}[^\s:"',\\]{1,100}:)[^\s"',]+/g, `$1${mask}`],
  // docker login -p …, sshpass -p…, mysql -p….
  [/\b((?:login|sshpass)\b[^\n]{0,300}?\s-p[ \t=]{0,3}["']?)[^\s"']+/g, `$1${mask}`],
  [/\b((?:mysql|mariadb)[^\n]{0,300}?\s-p["']?)[^\s"']+/g, `$1${mask}`],
  // --password …, also with blanks in quotes, and as a list of words is printed.
  [new RegExp(String.raw`(${flag}[= \t]{1,4}\\?(["']))(?:(?!\2)[^\n])+`, "gi"), `$1${mask}`],
  [
    new RegExp(String.raw`(${flag}[\\"',= \t]{1,6})(?!${prose}(?:[\s.,:]|$)|[<[\\"',= \t-])[^\s"',]+`, "gi"),
    `$1${mask}`,
  ],
  // "password": "…"; _authToken=…; password is: …; the token 1234abcd.
  [new RegExp(String.raw`(${named}${joined}\\{0,3}(["']))(?:\\.|(?!\2)[^\n\\])+`, "gi"), `$1${mask}`],
  [new RegExp(String.raw`(${named}${joined}[\\"']{0,4})[^\s"',;\\]{4,}`, "gi"), `$1${mask}`],
  [new RegExp(String.raw`(${password}${joined}[\\"']{0,4})[^\s"',;\\]+`, "gi"), `$1${mask}`],
  [
    /\b((?:password|passphrase|passwd|token|secret)(?:\s{1,3}is)?\s{1,3})(?=[^\s"'\d]*\d)[^\s"']{6,}/gi,
    `$1${mask}`,
  ],
];

/** The text with `***` in the place of what looks like a secret. Pure. */
export function maskTokens(text: string): string {
  return shapes.reduce((left, [shape, instead]) => left.replace(shape, instead), maskWebTokens(text));
}

// JSON Web Tokens: parts that begin with `{"` in base64, and at least one point. Two steps, since an expression that
// looks for the point would read the rest of the line at every beginning.
function maskWebTokens(text: string): string {
  return text.replace(/[\w.-]{10,}/g, (run) => {
    const start = run.search(/(?<![A-Za-z0-9])eyJ[\w-]{5}/);
    return start >= 0 && /\.[\w-]{2}/.test(run.slice(start)) ? run.slice(0, start) + mask : run;
  });
}
