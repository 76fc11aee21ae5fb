import { createEmulator } from "emulate";

type Element = {
  type: string;
  text?: string | { text: string };
  user_id?: string;
  url?: string;
  fallback?: string;
  style?: unknown;
  elements?: readonly Element[];
};

/** A message as Slack keeps it. */
export type SlackMessage = { text: string; blocks: readonly Element[] };

export type Workspace = {
  /** Of its incoming webhook. */
  url: string;
  /** Member ids, by name. */
  members: Readonly<Record<string, string>>;
  /** What was posted, the oldest first. */
  messages(): Promise<readonly SlackMessage[]>;
  /** A message as the workspace shows it: who is rung as `@name`, buttons as `[label → address]`, times as `<time>`. */
  show(message: SlackMessage): string;
  close(): Promise<void>;
};

const token = "xoxb-reader";

/** A Slack workspace on this machine, with these people and one channel for all of them. */
export async function openWorkspace(names: readonly string[]): Promise<Workspace> {
  const emulator = await createEmulator({
    service: "slack",
    port: 0,
    seed: { tokens: { [token]: { login: "admin" } }, slack: { users: names.map((name) => ({ name })) } },
  });
  const ask = async <T>(method: string, form: Readonly<Record<string, string>> = {}): Promise<T> => {
    const response = await fetch(`${emulator.url}/api/${method}`, {
      method: "POST",
      headers: { Authorization: `Bearer ${token}` },
      body: new URLSearchParams(form),
    });
    return (await response.json()) as T;
  };
  type Named = { id: string; name: string };
  const { members } = await ask<{ members: Named[] }>("users.list");
  const { channels } = await ask<{ channels: Named[] }>("conversations.list");
  const channel = channels.find(({ name }) => name === "general")?.id ?? "";
  const byId = new Map(members.map(({ id, name }) => [id, name]));
  return {
    // The webhook that a workspace of the emulator begins with.
    url: `${emulator.url}/services/T000000001/B000000001/X000000001`,
    members: Object.fromEntries(members.map(({ name, id }) => [name, id])),
    messages: async () => {
      const { messages } = await ask<{ messages: SlackMessage[] }>("conversations.history", { channel });
      return messages.toReversed();
    },
    show: ({ blocks }) => blocks.map((block) => show(block, (id) => byId.get(id) ?? "nobody")).join("\n"),
    close: () => emulator.close(),
  };
}

function show(element: Element, nameOf: (id: string) => string): string {
  const { type, text = "", elements = [] } = element;
  const words = typeof text === "string" ? text : text.text;
  const inside = (glue: string) => elements.map((one) => show(one, nameOf)).join(glue);
  switch (type) {
    case "rich_text":
    case "rich_text_list":
      return inside("\n");
    case "rich_text_section":
    case "rich_text_preformatted":
      return inside("");
    case "rich_text_quote":
      return inside("").replace(/^/gm, "> ");
    case "actions":
      return inside(" ");
    case "context":
      return inside("");
    case "user":
      return `@${nameOf(element.user_id ?? "")}`;
    case "date":
      return `<${element.fallback}>`;
    case "button":
      return `[${words} → ${element.url}]`;
    case "text":
    case "link":
    case "plain_text":
      return words;
    default:
      throw new Error(`Slack shows nothing for ${type}.`);
  }
}
