// The joblint extension: a client for `joblint lsp`. All knowledge of jobs is in the server.
import * as vscode from "vscode";
import { registerPages } from "./pages";
import { Server } from "./server";
import { Status } from "./status";
import { TraceChannel } from "./trace";

let server: Server | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const log = vscode.window.createOutputChannel("joblint", { log: true });
  const trace = new TraceChannel();
  const status = new Status();
  const running = new Server(log, trace, status);
  server = running;
  registerPages(context);
  context.subscriptions.push(
    log,
    trace,
    status,
    vscode.commands.registerCommand("joblint.restart", () => running.restart()),
    vscode.commands.registerCommand("joblint.showOutput", () => {
      log.show();
    }),
    vscode.workspace.onDidChangeConfiguration((change) => {
      // The trace channel watches its own setting, and the server requests its settings when they change.
      const restartKeys = ["enable", "path"];
      if (restartKeys.some((key) => change.affectsConfiguration(`joblint.${key}`))) {
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
