// Reads the settings of the extension and converts them for the server. Independent of the VS Code API.
import * as path from "node:path";
import { expandVariables, type PathVariables } from "./locate";

/** Settings of the client itself. */
export interface Settings {
  readonly enable: boolean;
  readonly path: string;
}

/** Settings of the server, which receives them at start and requests them when they change. */
export interface ServerSettings {
  readonly pedantic: boolean;
  readonly config: string | null;
  readonly select: readonly string[];
  readonly ignore: readonly string[];
  readonly inventory: readonly string[];
  readonly baseline: string | null;
}

type Get = (key: string) => unknown;

/** Reads the client's settings; values of a wrong type count as unset. */
export function readSettings(get: Get): Settings {
  return { enable: get("enable") !== false, path: text(get("path")) };
}

/** Reads the server's settings. Expands variables in paths and resolves relative paths against the first folder. */
export function serverSettings(get: Get, variables: PathVariables): ServerSettings {
  const resolve = (written: string) => {
    const expanded = expandVariables(written, variables);
    const [folder] = variables.folders;
    return folder === undefined ? expanded : path.resolve(folder, expanded);
  };
  const file = (key: string) => {
    const written = text(get(key));
    return written === "" ? null : resolve(written);
  };
  return {
    pedantic: get("pedantic") === true,
    config: file("config"),
    select: texts(get("select")),
    ignore: texts(get("ignore")),
    inventory: texts(get("inventory")).map(resolve),
    baseline: file("baseline"),
  };
}

function text(value: unknown): string {
  return typeof value === "string" ? value.trim() : "";
}

function texts(value: unknown): string[] {
  const items: unknown[] = Array.isArray(value) ? value : [];
  return items.map(text).filter((item) => item !== "");
}
