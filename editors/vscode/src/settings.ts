// The settings of the extension, and what they mean to the server. Knows nothing of the editor.
import { fillIn } from "./locate";

export interface Settings {
  readonly enable: boolean;
  readonly path: string;
  readonly config: string;
  readonly pedantic: boolean;
}

/** What the server is told when it starts. */
export interface ServerOptions {
  readonly pedantic: boolean;
  readonly config: string | null;
}

/** Reads settings, whatever the user has written there. */
export function readSettings(get: (key: string) => unknown): Settings {
  const text = (key: string) => {
    const value = get(key);
    return typeof value === "string" ? value.trim() : "";
  };
  return {
    enable: get("enable") !== false,
    path: text("path"),
    config: text("config"),
    pedantic: get("pedantic") === true,
  };
}

/** Fills in the variables of paths. */
export function serverOptions(
  settings: Settings,
  around: { readonly folders: readonly string[]; readonly home: string },
): ServerOptions {
  return {
    pedantic: settings.pedantic,
    config: settings.config === "" ? null : fillIn(settings.config, around),
  };
}
