import {
  asksAgain,
  type Event,
  ghost,
  given,
  looks,
  minutesAfter,
  people,
  says,
  sixRoles,
} from "../given.ts";
import { matrix, patch, second } from "../scenarios/scenario.ts";
import { elsewhere, everybody, type Sample, waits } from "./sample.ts";

const approved = given(sixRoles).and(...everybody);
const sam = says("sam");

/** Deleted before anybody could read it. */
const unread = (by: string, after: number, deletedBy = "olaf", deletedAfter = after + 1): Event => ({
  by,
  says: "/reject",
  after,
  deletedBy,
  deletedAfter,
});

/** No review; deleted after it was read. */
const asked = (by: string, after: number, deletedBy: string, deletedAfter: number): Event => ({
  by,
  says: "/status",
  after,
  deletedBy,
  deletedAfter,
});

const lost = (login: string, at: number, what = "deleted") =>
  waits({ login, id: people[login] ?? 0, at: minutesAfter(at), what });

const lent = given(sixRoles.replace("[quinn]", "[quinn], backup: [rae]"), {
  backups: { "qa-lead": [{ id: people["rae"] ?? 0, login: "rae" }] },
}).and(...everybody, says("quinn")("/delegate qa-lead @rae", 55), looks(65));

const deletions: readonly Omit<Sample, "code">[] = [
  { name: "somebody else deleted it unread", in: approved.and(unread("sam", 80)), finds: [lost("sam", 81)] },
  {
    name: "whoever deleted it has deleted the account, too",
    in: approved.and(unread("sam", 80, ghost)),
    finds: [lost("sam", 81)],
  },
  {
    name: "its author deleted it unread: that takes it back",
    in: approved.and(unread("sam", 80, "sam")),
    finds: [],
  },
  {
    name: "its author deleted it, and the entry that remembered it was edited",
    in: approved.and(
      { ...unread("sam", 61, "sam"), deletedAfter: 70 },
      { looks: true, after: 65, damagedAfter: 66 },
    ),
    finds: [lost("sam", 70)],
  },
  { name: "of a delegate, whose no would stand", in: lent.and(unread("rae", 80)), finds: [lost("rae", 81)] },
  {
    name: "of a delegate, who has answered where the member had, too",
    in: lent.and(unread("rae", 80), says("rae")("/approve", 90)),
    finds: [],
  },
  { name: "of somebody whom nobody asks", in: approved.and(unread("olaf", 80, "mia")), finds: [] },
  {
    name: "of an account that was deleted: nobody is left to say it again",
    in: approved.and({ ...unread("sam", 70), goneAfter: 75, deletedAfter: 80 }, unread("dana", 80)),
    finds: [lost("dana", 81)],
  },
  {
    name: "two of one person: one answer is enough",
    in: approved.and(unread("sam", 80), unread("sam", 90)),
    finds: [lost("sam", 91)],
  },
];

const recorded: readonly Omit<Sample, "code">[] = [
  {
    name: "its words are recorded",
    in: approved.and(asked("sam", 62, "olaf", 70), looks(65)),
    finds: [],
  },
  {
    name: "its words are recorded, and it was posted in the second in which it was deleted",
    in: approved.and(asked("sam", 62, "olaf", 62.005), looks(62.002)),
    finds: [],
  },
  {
    name: "somebody else's words are recorded",
    in: approved.and(asked("quinn", 62, "olaf", 72), looks(65), unread("sam", 70)),
    finds: [lost("sam", 71)],
  },
  {
    name: "its author deleted one that is recorded, which explains that one alone",
    in: approved.and(asked("sam", 62, "sam", 80), looks(65), unread("sam", 70)),
    finds: [lost("sam", 71)],
  },
  {
    name: "what is recorded was posted only afterwards",
    in: approved.and(unread("sam", 61), asked("sam", 64, "olaf", 70), looks(65)),
    finds: [lost("sam", 62)],
  },
];

const answered: readonly Omit<Sample, "code">[] = [
  { name: "said again", in: approved.and(unread("sam", 80), sam("/approve", 82)), finds: [] },
  {
    name: "said again in the second in which it was deleted",
    in: approved.and(unread("sam", 80), sam("/approve", 81)),
    finds: [lost("sam", 81)],
  },
  {
    name: "said again after one was edited, and before the other was deleted",
    in: approved.and(
      { by: "sam", says: "Hm.", after: 70, edited: { after: 71, by: "olaf", to: "Well." } },
      unread("sam", 72, "olaf", 80),
      sam("/approve", 75),
    ),
    finds: [lost("sam", 80)],
  },
  {
    name: "edited by somebody else before it was read",
    in: approved.and({ by: "sam", says: "Hm.", after: 80, edited: { after: 81, by: "olaf", to: "Well." } }),
    finds: [lost("sam", 80, "edited")],
  },
];

const optional = given(sixRoles, patch);
const keep = given(matrix("rules: { on-new-commits: keep }"), patch);

const revisions: readonly Omit<Sample, "code">[] = [
  {
    name: "in the second in which the release was asked for",
    in: optional.and(unread("dana", 0, "olaf", 0.3 * second)),
    finds: [lost("dana", 0)],
  },
  {
    name: "before the same commit was asked for again",
    in: optional.and(unread("dana", 61), asksAgain(70)),
    finds: [lost("dana", 62)],
  },
  {
    name: "before another commit was asked for, whose reviews begin anew",
    in: optional.and(unread("dana", 61), asksAgain(70, { commit: elsewhere })),
    finds: [],
  },
  {
    name: "before another commit was asked for, and policy keeps reviews",
    in: keep.and(unread("dana", 61), asksAgain(70, { commit: elsewhere })),
    finds: [lost("dana", 62)],
  },
];

/** On comments of reviewers that may have been rejections. */
export const lostReviewSamples: readonly Sample[] = [
  ...deletions,
  ...recorded,
  ...answered,
  ...revisions,
].map((one) => ({ ...one, code: "review-lost" }));
