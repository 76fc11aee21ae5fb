import { expect, it } from "vitest";
import { makeSecrets } from "./secrets.ts";

it.each<[string, string[], string, string]>([
  ["a token", ["ghs_abc"], "Bad credentials for ghs_abc.", "Bad credentials for ***."],
  ["every time", ["ghs_abc"], "ghs_abc ghs_abc", "*** ***"],
  ["as part of an address", ["a b&c"], "?token=a%20b%26c", "?token=***"],
  ["each line of a key", ["-----BEGIN\nabcdef"], "abcdef", "***"],
  [
    "the password in an address",
    ["smtps://me:p%40ssword@mail.example.com"],
    "login with p@ssword",
    "login with ***",
  ],
  ["the longer of two that begin alike", ["abcd", "abcdef"], "abcdef", "***"],
  ["not what is too short to be one", ["abc"], "abc", "abc"],
])("redacts %s", (_, values, text, expected) => {
  const secrets = makeSecrets();
  for (const value of values) secrets.add(value);
  expect(secrets.redact(text)).toBe(expected);
});
