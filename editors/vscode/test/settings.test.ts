import assert from "node:assert/strict";
import { test } from "node:test";
import { readSettings, serverSettings } from "../src/settings";

const variables = { folders: ["/jobs", "/more"], home: "/home/kim" };
const client = (values: Record<string, unknown>) => readSettings((key) => values[key]);
const server = (values: Record<string, unknown>, paths = variables) => serverSettings((key) => values[key], paths);

const DEFAULTS = { pedantic: false, config: null, select: [], ignore: [], inventory: [], baseline: null };

test("unset settings have their defaults", () => {
  assert.deepEqual(client({}), { enable: true, path: "" });
  assert.deepEqual(server({}), DEFAULTS);
});

test("values of a wrong type count as unset", () => {
  assert.deepEqual(client({ enable: "no", path: 7 }), client({}));
  assert.deepEqual(server({ pedantic: "yes", config: 7, select: "x", ignore: [7, " "], baseline: null }), DEFAULTS);
});

test("variables in paths are expanded, relative paths start at the first folder", () => {
  const settings = server({
    config: " ${workspaceFolder}/ci/joblint.toml ",
    inventory: ["~/prod.json", "inventory/test.json"],
    baseline: "known.json",
  });
  assert.equal(settings.config, "/jobs/ci/joblint.toml");
  assert.deepEqual(settings.inventory, ["/home/kim/prod.json", "/jobs/inventory/test.json"]);
  assert.equal(settings.baseline, "/jobs/known.json");
  assert.equal(server({ config: "ci.toml" }, { ...variables, folders: [] }).config, "ci.toml");
});

test("rule names are passed on unchanged", () => {
  const settings = server({ pedantic: true, select: ["schema", " one-key-field "], ignore: ["secrets"] });
  assert.equal(settings.pedantic, true);
  assert.deepEqual(settings.select, ["schema", "one-key-field"]);
  assert.deepEqual(settings.ignore, ["secrets"]);
});
