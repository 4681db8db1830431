import assert from "node:assert/strict";
import { test } from "node:test";
import { pagePath, readRules, ruleName, ruleOfPage, withFirst } from "../src/rules";

const LISTED = `syntax
  json-syntax            error    the file is not JSON (fix: safe or unsafe)

mapping
  one-key-field          error    object type does not have exactly one key field
  name-based-key         info     key is built only from a person's name
`;

test("rules are parsed, groups are skipped", () => {
  assert.deepEqual(readRules(LISTED), [
    { name: "json-syntax", severity: "error", summary: "the file is not JSON (fix: safe or unsafe)" },
    { name: "one-key-field", severity: "error", summary: "object type does not have exactly one key field" },
    { name: "name-based-key", severity: "info", summary: "key is built only from a person's name" },
  ]);
  assert.equal(readRules(LISTED.replaceAll("\n", "\r\n")).length, 3);
  assert.deepEqual(readRules("error: no such command\n"), []);
});

test("rules at the cursor come first, without duplicates", () => {
  const names = withFirst(readRules(LISTED), ["name-based-key", "gone", "name-based-key"]).map((rule) => rule.name);
  assert.deepEqual(names, ["name-based-key", "json-syntax", "one-key-field"]);
});

test("rule names are extracted from strings, diagnostic codes and arguments", () => {
  assert.equal(ruleName("one-key-field"), "one-key-field");
  assert.equal(ruleName({ value: "one-key-field", target: {} }), "one-key-field");
  assert.equal(ruleName({ rule: "one-key-field" }), "one-key-field");
  for (const other of ["--help", "", "../x", 7, null, undefined, {}, { value: 7 }]) {
    assert.equal(ruleName(other), undefined, JSON.stringify(other));
  }
});

test("page paths map to rules and back", () => {
  assert.equal(ruleOfPage(pagePath("one-key-field")), "one-key-field");
  assert.equal(ruleOfPage("/--version.md"), undefined);
  assert.equal(ruleOfPage("/README"), undefined);
});
