#!/usr/bin/env bash
# Checks, tests, bundles and packages the extension as joblint-VERSION.vsix.
#
# usage: editors/vscode/package.sh
#
# Needs Node 20 or newer.
set -euo pipefail
cd "$(dirname "$0")"
root=../..
step() { printf '\n== %s\n' "$1"; }

step "install"
npm ci
step "types"
npm run --silent check
step "lints"
npm run --silent lint
step "tests"
npm run --silent test
step "bundle"
npm run --silent bundle
step "package"
mkdir -p schemas
cp "$root"/schemas/{job,collection,inventory}.schema.json schemas/
cp "$root/LICENSE-APACHE" "$root/LICENSE-MIT" .
vsix="joblint-$(node -p 'require("./package.json").version').vsix"
npx vsce package --no-dependencies --allow-missing-repository --out "$vsix"
listing=$(unzip -l "$vsix")
for file in dist/extension.js dist/third-party.txt LICENSE-APACHE LICENSE-MIT images/icon.png schemas/{job,collection,inventory}.schema.json readme.md changelog.md; do
  grep -q " extension/$file\$" <<<"$listing" || { echo "$vsix does not contain $file"; exit 1; }
done
echo "wrote editors/vscode/$vsix"
