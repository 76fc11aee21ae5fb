import type { EventName, Instant } from "@release-approval/approval";

/*
 * A message before it has a channel. Everything is data: each channel escapes it for itself, and turns people, times and
 * links into what it has for them.
 */

/** Somebody who gets a message, and how each channel knows them. */
export type Reader = {
  id: number;
  login: string;
  name: string | null;
  /** Slack member id. */
  slack: string | null;
  email: string | null;
  /** IANA time zone. */
  timezone: string | null;
};

/** A piece of a sentence. A string is text, whoever typed it. */
export type Inline =
  | string
  | { bold: string }
  | { code: string }
  | { link: string; url: string }
  /** `ping`: speaks to them, and rings them where the channel can; else they are only named. */
  | { person: Reader; ping: boolean }
  /** Shown in the reader's time zone, where the channel can. */
  | { time: Instant };

export type Sentence = readonly Inline[];

/** How one review or one other thing stands. */
export type StatusRow = {
  /** An emoji: `✅`. */
  mark: string;
  /** Its short title: `Security`. */
  label: string;
  /** A few words of it that always show: `if C1`. */
  note: string;
  /** Who, and when, where there is room. */
  detail: Sentence;
  role: string | null;
  /** Ids of the people who are still awaited: of the reader it says "You". */
  awaited: readonly number[];
};

export type Block =
  | { kind: "text"; text: Sentence }
  /** Belongs to the block after it. */
  | { kind: "heading"; text: string }
  | { kind: "list"; items: readonly Sentence[] }
  /** Short ones, in a row where height is dear; each has its own mark or link. */
  | { kind: "facts"; facts: readonly Sentence[] }
  /** Short ones, side by side where there is room. */
  | { kind: "figures"; figures: readonly { label: string; value: Sentence }[] }
  | { kind: "status"; rows: readonly StatusRow[] }
  /** What somebody typed, verbatim. */
  | { kind: "quote"; text: string }
  /** To be posted in the issue as it stands. */
  | { kind: "command"; text: string };

export type Message = {
  /** Equal for each repeat: `acme/rocket#57/review-requested/qa-lead/slack`. */
  id: string;
  /** Equal for all messages of a release: `acme/rocket#57`. */
  thread: string;
  event: EventName;
  role: string | null;
  /** What it asks of the reader, for colours. */
  tone: "ask" | "late" | "good" | "bad" | "info";
  /** An emoji that says what has happened. */
  mark: string;
  /** One line without markup, for subjects, notifications and lists. */
  subject: string;
  /** Its first sentence, said to those who are asked to act: "your Security review … is late". */
  lead: Sentence;
  /** The same for everybody else: "the Security review … is late". */
  leadForOthers: Sentence;
  /** The most important ones first: what does not fit is dropped from the end. */
  blocks: readonly Block[];
  /** The first one is what most readers want. */
  buttons: readonly { label: string; url: string }[];
  /** Below the buttons, never dropped: how to answer otherwise, and whom to ask. */
  closing: readonly Sentence[];
  at: Instant;
  /** Who is asked to act. */
  to: readonly Reader[];
  /** Who is told beside them. */
  alsoTo: readonly Reader[];
  release: {
    repository: string;
    project: string;
    component: string | null;
    version: string;
    type: string;
    commit: string;
    revision: number;
    status: string;
    reasonCode: string;
    /** The state in a few words: "Waiting: 2 of 6 reviews in". */
    headline: string;
    deadline: Instant;
    issue: { number: number; url: string } | null;
  };
};
