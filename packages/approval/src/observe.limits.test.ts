import fc from "fast-check";
import { expect, it } from "vitest";
import type { Kept } from "./ledger.ts";
import { observe } from "./observe.ts";
import type { Comment } from "./snapshot.ts";

/* A flood of comments: outsiders get one reply each, however many runs look at them; nobody with a role is overlooked. */

const insiders = new Set([1, 2]);
const texts = ["/approve", "/approve qa", "/reject no", "/status", "/help", "/aprove", "LGTM", "Hello."];

const flood = fc.array(
  fc.record({
    person: fc.integer({ min: 1, max: 8 }),
    text: fc.constantFrom(...texts),
    /** Whether a run looks right after it. */
    looked: fc.boolean(),
  }),
  { maxLength: 300 },
);

function commentOf(person: number, text: string, id: number): Comment {
  return {
    id,
    url: `https://github.com/acme/rocket/issues/1#issuecomment-${id}`,
    author: { kind: "user", id: person, login: `p${person}` },
    body: text,
    createdAt: "2026-11-24T15:00:00Z",
    lastEditedAt: null,
    editor: null,
    reacted: { counted: false, notCounted: false },
  };
}

it("costs one reply an outsider, and leaves out nobody who holds a role", () => {
  fc.assert(
    fc.property(flood, (said) => {
      const comments: Comment[] = [];
      const facts = new Map<string, Kept>();
      const look = () => {
        const options = { holdsRole: (id: number) => insiders.has(id), isAwaited: () => false };
        for (const fact of observe(comments, { facts }, options))
          facts.set(fact.key, { fact, comment: comments.length, at: fact.at });
      };
      for (const [index, { person, text, looked }] of said.entries()) {
        comments.push(commentOf(person, text, index + 1));
        if (looked) look();
      }
      look();
      const observed = (id: number) =>
        [...facts.values()].filter(({ fact }) => fact.kind === "comment" && fact.person.id === id).length;
      for (let outsider = 3; outsider <= 8; outsider += 1) expect(observed(outsider)).toBeLessThanOrEqual(1);
      for (const insider of insiders)
        expect(observed(insider)).toBe(
          said.filter(({ person, text }) => person === insider && text.startsWith("/")).length,
        );
    }),
    { numRuns: process.env["RELEASE_APPROVAL_CASES"] === "all" ? 500 : 50 },
  );
});
