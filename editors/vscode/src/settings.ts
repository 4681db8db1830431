// The settings of the extension, and what they mean to the server. Knows nothing of the editor.
import * as path from "node:path";
import { fillIn } from "./locate";

/** Settings of the client itself. */
export interface Settings {
  readonly enable: boolean;
  readonly path: string;
}

/** Settings that the server reads: it is told of them when it starts, and asks for them when they change. */
export interface ServerSettings {
  readonly pedantic: boolean;
  readonly config: string | null;
  readonly select: readonly string[];
  readonly ignore: readonly string[];
  readonly inventory: readonly string[];
  readonly baseline: string | null;
}

export interface Around {
  readonly folders: readonly string[];
  readonly home: string;
}

type Get = (key: string) => unknown;

/** Reads the client's settings, whatever the user has written there. */
export function readSettings(get: Get): Settings {
  return { enable: get("enable") !== false, path: text(get("path")) };
}

/** Reads the server's settings. Paths are filled in, and relative ones start at the first folder. */
export function serverSettings(get: Get, around: Around): ServerSettings {
  const place = (written: string) => {
    const filled = fillIn(written, around);
    const [folder] = around.folders;
    return folder === undefined ? filled : path.resolve(folder, filled);
  };
  const file = (key: string) => {
    const written = text(get(key));
    return written === "" ? null : place(written);
  };
  return {
    pedantic: get("pedantic") === true,
    config: file("config"),
    select: texts(get("select")),
    ignore: texts(get("ignore")),
    inventory: texts(get("inventory")).map(place),
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
