// `node build.mjs` bundles the extension, `node build.mjs watch` rebundles it on changes, `node build.mjs test` bundles
// the tests.
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import * as esbuild from "esbuild";

const task = process.argv[2] ?? "bundle";
const common = { bundle: true, platform: "node", target: "node20", logLevel: "info" };
const extension = {
  ...common,
  entryPoints: ["src/extension.ts"],
  outfile: "dist/extension.js",
  format: "cjs",
  external: ["vscode"],
  minify: task === "bundle",
  sourcemap: task === "watch",
};

if (task === "test") {
  rmSync("out", { recursive: true, force: true });
  const tests = readdirSync("test").filter((name) => name.endsWith(".test.ts"));
  await esbuild.build({
    ...common,
    // `vscode` is not external here: bundling fails if code under test imports it.
    entryPoints: tests.map((name) => `test/${name}`),
    outdir: "out",
    outExtension: { ".js": ".mjs" },
    format: "esm",
    sourcemap: "inline",
    logLevel: "warning",
  });
} else if (task === "watch") {
  const context = await esbuild.context(extension);
  await context.watch();
} else if (task === "bundle") {
  rmSync("dist", { recursive: true, force: true });
  const { metafile } = await esbuild.build({ ...extension, metafile: true });
  writeFileSync("dist/third-party.txt", notices(Object.keys(metafile.inputs)));
} else {
  console.error(`unknown task ${task}: expected bundle, watch or test`);
  process.exitCode = 2;
}

/** Returns the licences of the packages that the files belong to; fails if a package has no licence file. */
function notices(files) {
  const folders = new Set(files.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []));
  return [...folders]
    .sort()
    .map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
      const text = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
      if (text === undefined) {
        throw new Error(`${name} has no licence file`);
      }
      return `${name} ${version} (${license})\n\n${readFileSync(join(folder, text), "utf8").trim()}\n`;
    })
    .join(`\n${"-".repeat(80)}\n\n`);
}
