// The joblint extension: a client for `joblint lsp`. What it knows of jobs is nothing; the server knows it.
import * as vscode from "vscode";
import { registerPages } from "./pages";
import { Server } from "./server";
import { Status } from "./status";

let server: Server | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const log = vscode.window.createOutputChannel("joblint", { log: true });
  const status = new Status();
  const running = new Server(log, status);
  server = running;
  registerPages(context);
  context.subscriptions.push(
    log,
    status,
    vscode.commands.registerCommand("joblint.restart", () => running.restart()),
    vscode.commands.registerCommand("joblint.showOutput", () => {
      log.show();
    }),
    vscode.workspace.onDidChangeConfiguration((change) => {
      // The client library follows `joblint.trace.server`, the server asks for its own settings anew.
      const keys = ["enable", "path"];
      if (keys.some((key) => change.affectsConfiguration(`joblint.${key}`))) {
        void running.restart();
      }
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => running.restart()),
  );
  await running.restart();
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
