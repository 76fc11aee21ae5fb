import fc from "fast-check";
import { parsePolicy } from "../../src/policy/parse.ts";
import { type ReleaseType, releaseTypes } from "../../src/policy/schema.ts";
import type { Act, Fate, Happening, Need, Said, Settings, Story, TypeRules } from "./story.ts";
import { policyText } from "./tell.ts";

/* Stories, simplest first, so that what is left after shrinking can be read. */

const sixRoles: Settings["members"] = {
  "release-manager": ["mia"],
  "technical-lead": ["tom"],
  "product-owner": ["pia"],
  "qa-lead": ["quinn"],
  "security-lead": ["sam", "sue"],
  "devops-lead": ["dana"],
  "project-leadership": ["lea"],
};
const maintainers: Settings["members"] = { maintainer: ["mia", "tom", "pia"] };

const hour = 60;
const day = 24 * hour;

const plain: Settings = {
  extends: "default",
  members: sixRoles,
  backup: {},
  left: [],
  own: null,
  selfReview: "forbid",
  oneRole: true,
  onNewCommits: "dismiss",
  optionalRejection: "show",
  confirm: "setter",
  resolve: "any",
  commitAuthors: "allow",
  authorization: "automatic",
};

const need = fc.constantFrom<Need>(
  "required",
  "required",
  "optional",
  "security",
  "if-available",
  "after-release",
);
const asked = Object.keys(sixRoles).filter((role) => role !== "project-leadership");

const windows = {
  patch: { target: day, deadline: 2 * day },
  minor: { target: 7 * day, deadline: 14 * day },
  major: { target: 14 * day, deadline: 28 * day },
  hotfix: { target: hour, deadline: 4 * hour },
} as const;

const ownRules = (type: ReleaseType): fc.Arbitrary<TypeRules> =>
  fc
    .record({
      roles: fc.subarray(asked, { minLength: 1 }),
      needs: fc.array(need, { minLength: 6, maxLength: 6 }),
      two: fc.boolean(),
      within: fc.constantFrom("30m", "1h", "8h"),
      primary: fc.nat({ max: 3 }),
      total: fc.nat({ max: 4 }),
      clock: fc.constantFrom("always", "always", "working"),
      override: fc.constantFrom<TypeRules["override"]>(
        "none",
        "automatic",
        { by: "technical-lead" },
        { by: "release-manager" },
        { by: "project-leadership" },
      ),
    })
    .map(({ roles, needs, two, within, ...rest }) => ({
      ...windows[type],
      ...rest,
      reviews: roles.map((role, index) => ({
        role,
        need: needs[index] ?? "required",
        approvals: two && role === "security-lead" ? 2 : 1,
        within,
      })),
    }));

const sixMembers = fc.constantFrom<Settings["members"]>(
  sixRoles,
  { ...sixRoles, "qa-lead": ["quinn", "tom"] },
  { ...sixRoles, "release-manager": ["mia", "dana"], "technical-lead": ["tom", "pia"] },
  { ...sixRoles, "technical-lead": ["tom", "mia"], "project-leadership": ["lea", "tom"] },
);

const settingsFor = (type: ReleaseType): fc.Arbitrary<Settings> => {
  const rules = {
    selfReview: fc.constantFrom<Settings["selfReview"]>("forbid", "forbid", "forbid-all", "allow"),
    oneRole: fc.constantFrom(true, true, false),
    onNewCommits: fc.constantFrom<Settings["onNewCommits"]>("dismiss", "keep"),
    optionalRejection: fc.constantFrom<Settings["optionalRejection"]>("show", "block"),
    confirm: fc.constantFrom<Settings["confirm"]>("setter", "none"),
    resolve: fc.constantFrom<Settings["resolve"]>("any", "commit"),
    commitAuthors: fc.constantFrom<Settings["commitAuthors"]>("allow", "forbid"),
    authorization: fc.constantFrom<Settings["authorization"]>("automatic", "automatic", "manual"),
    left: fc.constantFrom<string[]>([], [], [], ["tom"], ["sam"]),
  };
  const six = fc.record({
    ...rules,
    extends: fc.constant<Settings["extends"]>("default"),
    members: sixMembers,
    backup: fc.constantFrom<Settings["backup"]>({}, { "qa-lead": ["rob"] }),
    own: fc.option(ownRules(type), { freq: 2 }),
  });
  const small = fc.record({
    ...rules,
    extends: fc.constantFrom<Settings["extends"]>("small-team", "solo"),
    members: fc.constant(maintainers),
    backup: fc.constant<Settings["backup"]>({}),
    own: fc.constant(null),
  });
  return fc.oneof({ weight: 5, arbitrary: six }, { weight: 1, arbitrary: small });
};

type Frame = Pick<Story, "type" | "settings">;

/** Policies that hold together, the simplest first. To read one takes its time, so there is a fixed number of them. */
export function frames(many: number, seed: number): Frame[] {
  const kinds = releaseTypes.flatMap((type): Frame[] => [
    { type, settings: plain },
    { type, settings: { ...plain, extends: "small-team", members: maintainers, selfReview: "forbid-all" } },
    { type, settings: { ...plain, extends: "solo", members: maintainers, selfReview: "allow" } },
  ]);
  const drawn = fc.sample(
    fc
      .constantFrom(...releaseTypes)
      .chain((type) => settingsFor(type).map((settings) => ({ type, settings }))),
    { numRuns: many, seed },
  );
  return [...kinds, ...drawn].filter((one) => parsePolicy(policyText(one, one.settings.members)).ok);
}

const insiders = ["mia", "tom", "pia", "quinn", "sam", "sue", "dana", "lea"];
const someone = fc.constantFrom(...insiders, ...insiders, "rob", "olaf");
const someRole = fc.constantFrom(...asked, "project-leadership", "maintainer");
const maybeRole = fc.option(someRole, { freq: 3 });
const someWords = fc.subarray(["docs", "notes"], { maxLength: 1 });
const someDay = fc.option(fc.integer({ min: 0, max: 6 }));

const review: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    does: fc.constant("approve" as const),
    role: maybeRole,
    before: fc.oneof(fc.constant([]), fc.constant([]), someWords),
    after: fc.oneof(fc.constant([]), fc.constant([]), someWords),
  }),
  fc.record({ does: fc.constantFrom("reject" as const, "withdraw" as const), role: maybeRole }),
);
const condition = fc.integer({ min: 1, max: 3 });
const others: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    does: fc.constant("resolve" as const),
    condition,
    with: fc.constantFrom("notes" as const, "shipped", "elsewhere", "unknown", "nothing"),
  }),
  fc.record({ does: fc.constantFrom("confirm" as const, "reopen" as const), condition }),
  fc.record({
    does: fc.constant("delegate" as const),
    role: someRole,
    to: fc.constantFrom("rob", "rob", "lea", "olaf", "tom"),
    untilDay: someDay,
  }),
  fc.record({ does: fc.constant("unavailable" as const), role: maybeRole, untilDay: someDay }),
  fc.record({
    does: fc.constant("conflict" as const),
    about: fc.constantFrom("technical" as const, "product", "other"),
  }),
  fc.record({ does: fc.constant("decide" as const), ruling: fc.constantFrom("proceed" as const, "stop") }),
  fc.record({ does: fc.constant("extend" as const), hours: fc.constantFrom(1, 24) }),
  fc.constantFrom<Act>(
    { does: "override" },
    { does: "override" },
    { does: "ratify" },
    { does: "waive" },
    { does: "conditional-release" },
    { does: "cancel" },
    { does: "authorize" },
    { does: "chatter" },
  ),
);

const moment = fc.oneof(
  fc.integer({ min: 1, max: 10 }),
  fc.integer({ min: 1, max: 300 }),
  fc.integer({ min: 1, max: 20 * day }),
);

// Loans are neither deleted nor emptied, and rob's words stay: whether an outsider is read is another matter.
function fateOf(by: string, at: number, act: Act): fc.Arbitrary<Fate> {
  const kept = fc.constant<Fate>({ is: "kept" });
  if (by === "rob" || by === "olaf") return kept;
  const after = fc.constantFrom(0.25, 5.25, 60.25, 2000.25).map((later) => at + later);
  const who = fc.constantFrom(by, "olaf");
  const edited = fc.record({
    is: fc.constant("edited" as const),
    after,
    by: who,
    empties: act.does === "delegate" ? fc.constant(false) : fc.boolean(),
  });
  const deleted = fc.record({ is: fc.constant("deleted" as const), after, by: who });
  const odd = act.does === "delegate" ? edited : fc.oneof(edited, deleted);
  return fc.oneof({ weight: 9, arbitrary: kept }, { weight: 1, arbitrary: odd });
}

const said = (who: fc.Arbitrary<string>, act: fc.Arbitrary<Act>): fc.Arbitrary<Said> =>
  fc
    .tuple(who, moment, act)
    .chain(([by, at, does]) => fateOf(by, at, does).map((fate): Said => ({ at, by, act: does, fate })));

const kept: Fate = { is: "kept" };

/** Near a decision: nearly everybody has approved in the role that is theirs. */
const approving = (settings: Settings): fc.Arbitrary<Said[]> =>
  fc
    .tuple(
      fc.oneof(
        fc.subarray(Object.keys(settings.members), { minLength: 1 }),
        fc.constant(Object.keys(settings.members)),
      ),
      fc.constantFrom(5, 20, 200),
      fc.nat(2),
    )
    .map(([roles, at, which]) =>
      roles.flatMap((role): Said[] => {
        const people = settings.members[role] ?? [];
        const by = people[which % people.length];
        return by === undefined
          ? []
          : [{ at, by, act: { does: "approve", role, before: [], after: [] }, fate: kept }];
      }),
    );

/** What is rare alone and people do on purpose. */
const plots: readonly (readonly [string, Act])[][] = [
  [
    ["sam", { does: "reject", role: "security-lead" }],
    ["lea", { does: "decide", ruling: "proceed" }],
  ],
  [
    ["dana", { does: "reject", role: "devops-lead" }],
    ["mia", { does: "conflict", about: "technical" }],
    ["tom", { does: "decide", ruling: "proceed" }],
  ],
  [
    ["tom", { does: "conflict", about: "product" }],
    ["pia", { does: "decide", ruling: "stop" }],
    ["pia", { does: "decide", ruling: "proceed" }],
  ],
  [
    ["tom", { does: "approve", role: "technical-lead", before: ["docs"], after: ["notes"] }],
    ["dana", { does: "resolve", condition: 1, with: "shipped" }],
    ["tom", { does: "confirm", condition: 1 }],
    ["tom", { does: "reopen", condition: 1 }],
  ],
  [
    ["tom", { does: "override" }],
    ["lea", { does: "ratify" }],
  ],
  [
    ["mia", { does: "override" }],
    ["pia", { does: "withdraw", role: null }],
  ],
  [
    ["quinn", { does: "delegate", role: "qa-lead", to: "rob", untilDay: null }],
    ["rob", { does: "approve", role: "qa-lead", before: [], after: [] }],
    ["quinn", { does: "approve", role: "qa-lead", before: [], after: [] }],
  ],
  [
    ["quinn", { does: "unavailable", role: null, untilDay: null }],
    ["dana", { does: "unavailable", role: null, untilDay: 1 }],
    ["tom", { does: "unavailable", role: null, untilDay: null }],
  ],
  [
    ["dana", { does: "approve", role: "devops-lead", before: ["docs"], after: [] }],
    ["tom", { does: "resolve", condition: 1, with: "shipped" }],
  ],
  [["dana", { does: "withdraw", role: null }]],
  [["mia", { does: "cancel" }]],
  [["mia", { does: "conditional-release" }]],
  [["lea", { does: "waive" }]],
  [["mia", { does: "authorize" }]],
];
const plot = fc
  .tuple(fc.constantFrom(...plots), moment, fc.constantFrom(0, 1, 40))
  .map(([steps, begins, gap]) =>
    steps.map(([by, act], index): Said => ({ at: begins + gap * index, by, act, fate: kept })),
  );

const seldom = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });

const rest: fc.Arbitrary<Happening[]> = fc
  .tuple(
    fc.array(fc.oneof(said(someone, review), said(someone, review), said(someone, others)), { maxLength: 5 }),
    fc.array(
      moment.map((at): Happening => ({ at: at + 0.5, looks: true })),
      { maxLength: 2 },
    ),
    seldom(
      fc
        .tuple(moment, fc.constantFrom("same commit" as const, "another commit" as const))
        .map(([at, asksAgain]): Happening => ({ at, asksAgain })),
    ),
    seldom(moment.map((at): Happening => ({ at: at + 0.1, publishes: true }))),
  )
  .map(([words, looks, again, published]) => [
    ...words,
    ...looks,
    // What was published is not asked for again.
    ...(again !== null && (published === null || again.at < published.at) ? [again] : []),
    ...(published === null ? [] : [published]),
  ]);

/** Stories about one of these policies. */
export function stories(about: readonly Frame[]): fc.Arbitrary<Story> {
  return fc.constantFrom(...about).chain(({ type, settings }) =>
    fc
      .record({
        securityRelated: fc.boolean(),
        asksToo: fc.constantFrom<string[]>([], [], [], ["tom"], ["lea"]),
        authors: fc.constantFrom<string[]>([], [], ["tom"], ["quinn"]),
        evidenceMet: fc.constantFrom(true, true, true, true, false),
        now: fc.constantFrom(30, 61, 130, 300, day, 3 * day, 13 * day, 30 * day).map((at) => at + 0.75),
        near: fc.array(approving(settings), { maxLength: 2 }),
        played: fc.array(plot, { maxLength: 2 }),
        rest,
      })
      .map(
        ({ near, played, rest: more, ...frame }): Story => ({
          type,
          settings,
          ...frame,
          happenings: [...near.flat(), ...played.flat(), ...more].map((one) =>
            withoutStrangers(one, settings),
          ),
        }),
      ),
  );
}

// Of who holds nothing one comment is read at most, so theirs set no condition here: it would take a number.
function withoutStrangers(one: Happening, { members }: Settings): Happening {
  if (!("act" in one) || one.act.does !== "approve" || Object.values(members).flat().includes(one.by))
    return one;
  return { ...one, act: { ...one.act, before: [], after: [] } };
}
