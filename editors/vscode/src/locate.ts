// Locates the joblint program. Independent of the VS Code API.
import * as path from "node:path";

/** Values that path settings may refer to. */
export interface PathVariables {
  /** Paths of the open folders, in their order. */
  readonly folders: readonly string[];
  readonly home: string;
}

/** The input of the search for the program. */
export interface SearchContext extends PathVariables {
  /** The setting `joblint.path`, as written by the user. */
  readonly setting: string;
  /** Whether programs of the workspace may be run. */
  readonly trusted: boolean;
  readonly platform: NodeJS.Platform;
  /** The environment variable `PATH`. */
  readonly searchPath: string;
  /** Returns whether a path is an executable file. */
  readonly isProgram: (file: string) => boolean;
}

export type Located =
  | { readonly found: true; readonly program: string; readonly source: "setting" | "workspace" | "path" | "cargo" }
  | { readonly found: false; readonly message: string };

/** Finds the program: only by the setting if it is set, otherwise in the usual places. */
export function locate(context: SearchContext): Located {
  return context.setting.trim() === "" ? searchDefaults(context) : resolveSetting(context);
}

function resolveSetting(context: SearchContext): Located {
  const setting = expandVariables(context.setting.trim(), context);
  const paths = pathModule(context);
  if (setting.includes("${")) {
    return missing(`the setting joblint.path (${context.setting}) contains an unknown variable`);
  }
  let candidates: string[];
  if (paths.isAbsolute(setting)) {
    candidates = [setting];
  } else if (/[/\\]/.test(setting)) {
    candidates = context.folders.map((folder) => paths.join(folder, setting));
  } else {
    candidates = pathCandidates(setting, context);
  }
  for (const candidate of candidates.flatMap((file) => withExtension(file, context))) {
    if (context.isProgram(candidate)) {
      return { found: true, program: candidate, source: "setting" };
    }
  }
  return missing(`the setting joblint.path is ${context.setting}, but there is no such program`);
}

function searchDefaults(context: SearchContext): Located {
  const paths = pathModule(context);
  const windows = context.platform === "win32";
  const name = windows ? "joblint.exe" : "joblint";
  const workspace = context.trusted
    ? context.folders.flatMap((folder) => [
        paths.join(folder, ".venv", windows ? "Scripts" : "bin", name),
        paths.join(folder, "node_modules", ".bin", name),
      ])
    : [];
  const candidates = [
    ...workspace.map((program) => ({ program, source: "workspace" as const })),
    ...pathCandidates(name, context).map((program) => ({ program, source: "path" as const })),
    // Editors that are started from a desktop often lack the PATH entries that the shell adds.
    { program: paths.join(context.home, ".cargo", "bin", name), source: "cargo" as const },
  ];
  for (const candidate of candidates) {
    if (context.isProgram(candidate.program)) {
      return { found: true, ...candidate };
    }
  }
  return missing("joblint was not found in the workspace, on the PATH or in Cargo's folder for programs");
}

/** Expands a leading `~`, `${workspaceFolder}` and `${userHome}`; leaves other variables unchanged. */
export function expandVariables(text: string, variables: PathVariables): string {
  const [folder] = variables.folders;
  return text
    .replace(/^~(?=$|[/\\])/, () => variables.home)
    .replaceAll("${userHome}", () => variables.home)
    .replaceAll("${workspaceFolder}", (variable) => folder ?? variable);
}

function pathCandidates(name: string, context: SearchContext): string[] {
  const paths = pathModule(context);
  return (
    context.searchPath
      .split(paths.delimiter)
      .map((folder) => folder.replace(/^"(.*)"$/, "$1"))
      // A relative entry would resolve inside the open workspace.
      .filter((folder) => paths.isAbsolute(folder))
      .map((folder) => paths.join(folder, name))
  );
}

/** A path as written, on Windows preceded by the same path with `.exe`. */
function withExtension(file: string, context: SearchContext): string[] {
  return context.platform === "win32" && !/\.exe$/i.test(file) ? [`${file}.exe`, file] : [file];
}

function pathModule(context: Pick<SearchContext, "platform">): path.PlatformPath {
  return context.platform === "win32" ? path.win32 : path.posix;
}

function missing(message: string): Located {
  return { found: false, message };
}
