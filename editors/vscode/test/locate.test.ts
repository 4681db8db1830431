import assert from "node:assert/strict";
import { test } from "node:test";
import { expandVariables, locate, type SearchContext } from "../src/locate";

function context(programs: string[], other: Partial<SearchContext> = {}): SearchContext {
  return {
    setting: "",
    folders: ["/home/ada/jobs", "/home/ada/more"],
    trusted: true,
    platform: "linux",
    home: "/home/kim",
    searchPath: "/usr/bin:/opt/bin",
    isProgram: (file) => programs.includes(file),
    ...other,
  };
}

const windows: Partial<SearchContext> = {
  platform: "win32",
  folders: ["C:\\jobs"],
  home: "C:\\Users\\kim",
  searchPath: 'C:\\Windows;"C:\\Program Files\\joblint";',
};

const cases: [string, SearchContext, string | RegExp][] = [
  ["the workspace comes before the PATH", context(["/home/ada/jobs/.venv/bin/joblint", "/usr/bin/joblint"]), "/home/ada/jobs/.venv/bin/joblint"],
  ["every folder is searched", context(["/home/ada/more/node_modules/.bin/joblint"]), "/home/ada/more/node_modules/.bin/joblint"],
  ["programs of an untrusted workspace are ignored", context(["/home/ada/jobs/.venv/bin/joblint", "/opt/bin/joblint"], { trusted: false }), "/opt/bin/joblint"],
  ["the PATH is searched in order", context(["/opt/bin/joblint", "/usr/bin/joblint"]), "/usr/bin/joblint"],
  ["relative entries of the PATH are ignored", context(["bin/joblint", "./joblint"], { searchPath: "bin:.:" }), /not found/],
  ["Cargo's folder comes last", context(["/home/kim/.cargo/bin/joblint"]), "/home/kim/.cargo/bin/joblint"],
  ["no program", context([]), /not found in the workspace, on the PATH/],
  ["the setting disables the search", context(["/usr/bin/joblint"], { setting: "/nowhere/joblint" }), /joblint\.path is \/nowhere\/joblint/],
  ["the setting with ~", context(["/home/kim/joblint"], { setting: "~/joblint" }), "/home/kim/joblint"],
  ["the setting with a folder", context(["/home/ada/jobs/tools/joblint"], { setting: "${workspaceFolder}/tools/joblint" }), "/home/ada/jobs/tools/joblint"],
  ["the setting as a relative path", context(["/home/ada/more/tools/joblint"], { setting: "tools/joblint" }), "/home/ada/more/tools/joblint"],
  ["the setting as a name", context(["/opt/bin/joblint-next"], { setting: "joblint-next" }), "/opt/bin/joblint-next"],
  ["the setting with an unknown variable", context([], { setting: "${workspaceFolder}/joblint", folders: [] }), /unknown variable/],
  ["Windows: quoted entry of the PATH", context(["C:\\Program Files\\joblint\\joblint.exe"], windows), "C:\\Program Files\\joblint\\joblint.exe"],
  ["Windows: the extension is optional", context(["D:\\joblint.exe"], { ...windows, setting: "D:\\joblint" }), "D:\\joblint.exe"],
  ["Windows: virtual environment", context(["C:\\jobs\\.venv\\Scripts\\joblint.exe"], windows), "C:\\jobs\\.venv\\Scripts\\joblint.exe"],
];

for (const [name, searchContext, expected] of cases) {
  test(name, () => {
    const located = locate(searchContext);
    if (typeof expected === "string") {
      assert.ok(located.found, JSON.stringify(located));
      assert.equal(located.program, expected);
    } else {
      assert.ok(!located.found, JSON.stringify(located));
      assert.match(located.message, expected);
    }
  });
}

test("dollar signs in folder names are not expanded", () => {
  assert.equal(expandVariables("${workspaceFolder}/x", { folders: ["/a$&b"], home: "/h" }), "/a$&b/x");
  assert.equal(expandVariables("~joblint", { folders: [], home: "/h" }), "~joblint");
});
