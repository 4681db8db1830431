import assert from "node:assert/strict";
import { test } from "node:test";
import { readSettings, serverSettings } from "../src/settings";

const around = { folders: ["/jobs", "/more"], home: "/home/kim" };
const client = (values: Record<string, unknown>) => readSettings((key) => values[key]);
const server = (values: Record<string, unknown>, place = around) => serverSettings((key) => values[key], place);

const DEFAULTS = { pedantic: false, config: null, select: [], ignore: [], inventory: [], baseline: null };

test("what is not set has its default", () => {
  assert.deepEqual(client({}), { enable: true, path: "" });
  assert.deepEqual(server({}), DEFAULTS);
});

test("values of a wrong type count as not set", () => {
  assert.deepEqual(client({ enable: "no", path: 7 }), client({}));
  assert.deepEqual(server({ pedantic: "yes", config: 7, select: "x", ignore: [7, " "], baseline: null }), DEFAULTS);
});

test("paths are filled in, and relative ones start at the first folder", () => {
  const settings = server({
    config: " ${workspaceFolder}/ci/joblint.toml ",
    inventory: ["~/prod.json", "inventory/test.json"],
    baseline: "known.json",
  });
  assert.equal(settings.config, "/jobs/ci/joblint.toml");
  assert.deepEqual(settings.inventory, ["/home/kim/prod.json", "/jobs/inventory/test.json"]);
  assert.equal(settings.baseline, "/jobs/known.json");
  assert.equal(server({ config: "ci.toml" }, { ...around, folders: [] }).config, "ci.toml");
});

test("rules are handed on as they are written", () => {
  const settings = server({ pedantic: true, select: ["schema", " one-key-field "], ignore: ["secrets"] });
  assert.equal(settings.pedantic, true);
  assert.deepEqual(settings.select, ["schema", "one-key-field"]);
  assert.deepEqual(settings.ignore, ["secrets"]);
});
