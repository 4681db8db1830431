// Finds the joblint program on this machine and runs its commands.
import { execFile } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import { homedir } from "node:os";
import { env, platform } from "node:process";
import { promisify } from "node:util";
import * as vscode from "vscode";
import { locate, type Located } from "./locate";
import { readSettings, serverSettings, type ServerSettings, type Settings } from "./settings";

const run = promisify(execFile);

export function folders(): string[] {
  return (vscode.workspace.workspaceFolders ?? [])
    .filter((folder) => folder.uri.scheme === "file")
    .map((folder) => folder.uri.fsPath);
}

export function settings(): Settings {
  const section = vscode.workspace.getConfiguration("joblint");
  return readSettings((key) => section.get<unknown>(key));
}

/** Returns the settings that are sent to the server. */
export function settingsForServer(): ServerSettings {
  const section = vscode.workspace.getConfiguration("joblint");
  return serverSettings((key) => section.get<unknown>(key), { folders: folders(), home: homedir() });
}

export function locateProgram(): Located {
  return locate({
    setting: settings().path,
    folders: folders(),
    trusted: vscode.workspace.isTrusted,
    platform,
    home: homedir(),
    searchPath: env.PATH ?? "",
    isProgram,
  });
}

/** Runs the program and returns its standard output; throws an error with a user-readable message. */
export async function output(...args: string[]): Promise<string> {
  const located = locateProgram();
  if (!located.found) {
    throw new Error(located.message);
  }
  const { stdout } = await run(located.program, args, {
    cwd: folders()[0] ?? homedir(),
    env: { ...env, NO_COLOR: "1" },
    timeout: 10_000,
    windowsHide: true,
  });
  return stdout;
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, platform === "win32" ? constants.F_OK : constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
