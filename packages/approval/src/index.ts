export { type ActCode, actCodes, isActCode } from "./act-codes.ts";
export { assertNever } from "./assert-never.ts";
export { addCalendar, addWorking, dueAt } from "./calendar.ts";
export { clocksFor } from "./clocks.ts";
export {
  type Command,
  commandNames,
  mostCommands,
  type Problem,
  parseCommands,
  splitRole,
} from "./commands.ts";
export { isTouched } from "./conditions.ts";
export { currentRequest } from "./current-request.ts";
export * from "./decision.ts";
export * from "./errors.ts";
export { type Evaluation, evaluate } from "./evaluate.ts";
export { type Marker, printMarker, readMarker } from "./issue-marker.ts";
export {
  type Damage,
  type Entry,
  entryDigest,
  factsOf,
  highestRevision,
  type Kept,
  type Ledger,
  type LedgerInput,
  parseEntry,
  printEntry,
  readLedger,
} from "./ledger.ts";
export { mayHaveLostClaim } from "./lost-claim.ts";
export {
  accountsShown,
  type Holders,
  holds,
  presentHolders,
  recordedHolders,
  rolesOf,
} from "./membership.ts";
export { type Delivery, deliveriesOf } from "./messages/deliveries.ts";
export type { About, Occasion } from "./messages/occasion.ts";
export { occasionsOf } from "./messages/occasions.ts";
export { delegatesIn, namedInCommands } from "./named.ts";
export { observe, withFacts } from "./observe.ts";
export { isDone, isOver, type News, type Plan, plan, type Reaction } from "./plan.ts";
export { minutesOf } from "./policy/duration.ts";
export { policyJsonSchema } from "./policy/json-schema.ts";
export { type Member, parseMember, teamsNamed, usersNamed } from "./policy/members.ts";
export {
  describeProblems,
  type PolicyProblem,
  parsePolicy,
  policyDigest,
  readExtends,
} from "./policy/parse.ts";
export { findRole, titleOf } from "./policy/roles.ts";
export type { Channel, EventName, Policy, ReleaseRules, ReleaseType, Role } from "./policy/schema.ts";
export { releaseTypes } from "./policy/schema.ts";
export { buttonsKey, hasButtons, observePresses, runEndedKey } from "./presses.ts";
export * from "./records.ts";
export { requirements } from "./requirements.ts";
export { rules } from "./rules/index.ts";
export type { Rule } from "./rules/rule.ts";
export { momentOf } from "./schedule.ts";
export * from "./snapshot.ts";
export { standingClaim } from "./standing-claim.ts";
export { tagOf, tagPrefix } from "./tag.ts";
export { textDigest } from "./text.ts";
export { isTrustedAuthor, isTrustedBranch, isTrustedRun, trustedLogin } from "./trust.ts";
