import assert from "node:assert/strict";
import { test } from "node:test";
import { fillIn, locate, type Surroundings } from "../src/locate";

function around(programs: string[], other: Partial<Surroundings> = {}): Surroundings {
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

const windows: Partial<Surroundings> = {
  platform: "win32",
  folders: ["C:\\jobs"],
  home: "C:\\Users\\kim",
  searchPath: 'C:\\Windows;"C:\\Program Files\\joblint";',
};

const cases: [string, Surroundings, string | RegExp][] = [
  ["the workspace comes before the PATH", around(["/home/ada/jobs/.venv/bin/joblint", "/usr/bin/joblint"]), "/home/ada/jobs/.venv/bin/joblint"],
  ["every folder is looked at", around(["/home/ada/more/node_modules/.bin/joblint"]), "/home/ada/more/node_modules/.bin/joblint"],
  ["a workspace that is not trusted runs nothing", around(["/home/ada/jobs/.venv/bin/joblint", "/opt/bin/joblint"], { trusted: false }), "/opt/bin/joblint"],
  ["the PATH is read in order", around(["/opt/bin/joblint", "/usr/bin/joblint"]), "/usr/bin/joblint"],
  ["relative entries of the PATH are passed over", around(["bin/joblint", "./joblint"], { searchPath: "bin:.:" }), /not found/],
  ["Cargo's folder comes last", around(["/home/kim/.cargo/bin/joblint"]), "/home/kim/.cargo/bin/joblint"],
  ["nothing anywhere", around([]), /not found in the workspace or on the PATH/],
  ["the setting counts alone", around(["/usr/bin/joblint"], { setting: "/nowhere/joblint" }), /joblint\.path says \/nowhere\/joblint/],
  ["the setting with ~", around(["/home/kim/joblint"], { setting: "~/joblint" }), "/home/kim/joblint"],
  ["the setting with a folder", around(["/home/ada/jobs/tools/joblint"], { setting: "${workspaceFolder}/tools/joblint" }), "/home/ada/jobs/tools/joblint"],
  ["the setting below a folder", around(["/home/ada/more/tools/joblint"], { setting: "tools/joblint" }), "/home/ada/more/tools/joblint"],
  ["the setting as a name", around(["/opt/bin/joblint-next"], { setting: "joblint-next" }), "/opt/bin/joblint-next"],
  ["a variable without a value", around([], { setting: "${workspaceFolder}/joblint", folders: [] }), /names a variable/],
  ["Windows: quoted entry of the PATH", around(["C:\\Program Files\\joblint\\joblint.exe"], windows), "C:\\Program Files\\joblint\\joblint.exe"],
  ["Windows: the ending may be left out", around(["D:\\joblint.exe"], { ...windows, setting: "D:\\joblint" }), "D:\\joblint.exe"],
  ["Windows: virtual environment", around(["C:\\jobs\\.venv\\Scripts\\joblint.exe"], windows), "C:\\jobs\\.venv\\Scripts\\joblint.exe"],
];

for (const [name, surroundings, expected] of cases) {
  test(name, () => {
    const located = locate(surroundings);
    if (typeof expected === "string") {
      assert.ok(located.found, JSON.stringify(located));
      assert.equal(located.program, expected);
    } else {
      assert.ok(!located.found, JSON.stringify(located));
      assert.match(located.message, expected);
    }
  });
}

test("a path with a dollar sign is filled in as it is", () => {
  assert.equal(fillIn("${workspaceFolder}/x", { folders: ["/a$&b"], home: "/h" }), "/a$&b/x");
  assert.equal(fillIn("~joblint", { folders: [], home: "/h" }), "~joblint");
});
