// Where the joblint program is. Knows nothing of the editor.
import * as path from "node:path";

export interface Surroundings {
  /** The setting `joblint.path`, as it was written. */
  readonly setting: string;
  /** Paths of the folders that are open, in their order. */
  readonly folders: readonly string[];
  /** Whether programs of the workspace may be run. */
  readonly trusted: boolean;
  readonly platform: NodeJS.Platform;
  readonly home: string;
  /** The variable `PATH`. */
  readonly searchPath: string;
  /** Whether there is a program at a path. */
  readonly isProgram: (file: string) => boolean;
}

export type Located =
  | { readonly found: true; readonly program: string; readonly by: "setting" | "workspace" | "path" | "cargo" }
  | { readonly found: false; readonly message: string };

/** Finds the program: by the setting alone where there is one, otherwise where it is usually installed. */
export function locate(around: Surroundings): Located {
  return around.setting.trim() === "" ? lookAround(around) : bySetting(around);
}

function bySetting(around: Surroundings): Located {
  const wanted = fillIn(around.setting.trim(), around);
  const system = syntax(around);
  if (wanted.includes("${")) {
    return missing(`the setting joblint.path (${around.setting}) names a variable that is not known here`);
  }
  let places: string[];
  if (system.isAbsolute(wanted)) {
    places = [wanted];
  } else if (/[/\\]/.test(wanted)) {
    places = around.folders.map((folder) => system.join(folder, wanted));
  } else {
    places = onPath(wanted, around);
  }
  for (const place of places.flatMap((file) => spellings(file, around))) {
    if (around.isProgram(place)) {
      return { found: true, program: place, by: "setting" };
    }
  }
  return missing(`the setting joblint.path says ${around.setting}, and no program is there`);
}

function lookAround(around: Surroundings): Located {
  const system = syntax(around);
  const windows = around.platform === "win32";
  const name = windows ? "joblint.exe" : "joblint";
  const workspace = around.trusted
    ? around.folders.flatMap((folder) => [
        system.join(folder, ".venv", windows ? "Scripts" : "bin", name),
        system.join(folder, "node_modules", ".bin", name),
      ])
    : [];
  const places = [
    ...workspace.map((program) => ({ program, by: "workspace" as const })),
    ...onPath(name, around).map((program) => ({ program, by: "path" as const })),
    // Editors that are started from a desktop often do not see what the shell adds to the PATH.
    { program: system.join(around.home, ".cargo", "bin", name), by: "cargo" as const },
  ];
  for (const place of places) {
    if (around.isProgram(place.program)) {
      return { found: true, ...place };
    }
  }
  return missing("the program joblint was not found in the workspace or on the PATH");
}

/** Fills in `~` at the start, and `${workspaceFolder}` and `${userHome}`; leaves other variables alone. */
export function fillIn(text: string, around: Pick<Surroundings, "folders" | "home">): string {
  const [folder] = around.folders;
  return text
    .replace(/^~(?=$|[/\\])/, () => around.home)
    .replaceAll("${userHome}", () => around.home)
    .replaceAll("${workspaceFolder}", (whole) => folder ?? whole);
}

function onPath(name: string, around: Surroundings): string[] {
  const system = syntax(around);
  return (
    around.searchPath
      .split(system.delimiter)
      .map((folder) => folder.replace(/^"(.*)"$/, "$1"))
      // A relative entry would mean a folder of whatever is open.
      .filter((folder) => system.isAbsolute(folder))
      .map((folder) => system.join(folder, name))
  );
}

/** A path as it stands and, on Windows, with the ending that programs have. */
function spellings(file: string, around: Surroundings): string[] {
  return around.platform === "win32" && !/\.exe$/i.test(file) ? [`${file}.exe`, file] : [file];
}

function syntax(around: Pick<Surroundings, "platform">): path.PlatformPath {
  return around.platform === "win32" ? path.win32 : path.posix;
}

function missing(message: string): Located {
  return { found: false, message };
}
