import assert from "node:assert/strict";
import { test } from "node:test";
import { readSettings, serverOptions } from "../src/settings";

const reading = (values: Record<string, unknown>) => readSettings((key) => values[key]);

test("what is not set has its default", () => {
  assert.deepEqual(reading({}), { enable: true, path: "", config: "", pedantic: false });
});

test("values of a wrong type count as not set", () => {
  assert.deepEqual(reading({ enable: "no", path: 7, config: null, pedantic: "yes" }), reading({}));
});

test("the server is told of a configuration only where there is one", () => {
  const around = { folders: ["/jobs"], home: "/home/kim" };
  assert.deepEqual(serverOptions(reading({ pedantic: true }), around), { pedantic: true, config: null });
  assert.deepEqual(serverOptions(reading({ config: " ${workspaceFolder}/ci/joblint.toml " }), around), {
    pedantic: false,
    config: "/jobs/ci/joblint.toml",
  });
});
