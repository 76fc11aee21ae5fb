/*
 * JSON Schema (draft 2020-12) of what a webhook gets. `schema_version` 1: fields may be added, none is taken away or changes
 * its meaning.
 */

const text = (description: string) => ({ type: "string", description });

const people = (description: string) => ({
  type: "array",
  description,
  items: {
    type: "object",
    required: ["id", "login"],
    additionalProperties: false,
    properties: {
      id: { type: "integer", description: "GitHub's numeric id of the person." },
      login: text("The person's login."),
    },
  },
});

const nullable = (description: string) => ({ type: ["string", "null"], description });

const instant = (description: string) => ({ type: "string", format: "date-time", description });

const release = {
  type: "object",
  description: "The release as it stands.",
  additionalProperties: false,
  required: [
    "repository",
    "project",
    "component",
    "version",
    "type",
    "commit",
    "revision",
    "status",
    "reason_code",
    "headline",
    "deadline",
    "issue",
  ],
  properties: {
    repository: text("`owner/name`."),
    project: text("How policy calls the project."),
    component: nullable("The part that is released apart; null: the whole repository."),
    version: text("With its `v`: `v1.2.0`."),
    type: text("`patch`, `minor`, `major` or `hotfix`."),
    commit: text("The commit that ships, whole."),
    revision: { type: "integer", minimum: 1, description: "How many times it was asked for." },
    status: text("`pending`, `approved`, `authorized`, `rejected`, … as in the output `decision`."),
    reason_code: text("Why, as in the output `reason-code`."),
    headline: text("The state in a few words."),
    deadline: instant("When the request expires."),
    issue: {
      type: ["object", "null"],
      description: "The release's issue.",
      required: ["number", "url"],
      additionalProperties: false,
      properties: { number: { type: "integer" }, url: { type: "string", format: "uri" } },
    },
  },
};

export const webhookSchema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "A message of Release Approval",
  type: "object",
  additionalProperties: false,
  required: [
    "schema_version",
    "id",
    "thread",
    "event",
    "role",
    "tone",
    "at",
    "subject",
    "text",
    "asked",
    "told",
    "urls",
    "release",
  ],
  properties: {
    schema_version: { const: 1 },
    id: text("Equal for each repeat of this message."),
    thread: text("Equal for all messages of a release: `owner/name#57`."),
    event: text("What happened: an event of the policy's `notifications`."),
    role: nullable("Whose review it is about; null: the whole release."),
    tone: { enum: ["ask", "late", "good", "bad", "info"], description: "What it asks of its readers." },
    at: instant("When it happened."),
    subject: text("One line."),
    text: text("The whole message as plain text; times in UTC. It may be cut: the issue has it all."),
    asked: people("Who is asked to act."),
    told: people("Who is told beside them."),
    urls: {
      type: "array",
      description: "Where to act and to look; the first one is what most readers want.",
      items: {
        type: "object",
        required: ["label", "url"],
        additionalProperties: false,
        properties: { label: { type: "string" }, url: { type: "string", format: "uri" } },
      },
    },
    release,
  },
} as const;
