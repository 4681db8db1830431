// The channel for the talk with the server. The client library traces as long as the channel has the level
// Trace, which people would have to set at two places: this one takes its level from `joblint.trace.server`.
import * as vscode from "vscode";

export class TraceChannel implements vscode.LogOutputChannel {
  readonly name = "joblint Trace";
  logLevel = wantedLevel();
  private readonly changed = new vscode.EventEmitter<vscode.LogLevel>();
  readonly onDidChangeLogLevel = this.changed.event;
  /** Made when there is something to write, so that the list of channels is not longer than it must be. */
  private channel: vscode.OutputChannel | undefined;
  private readonly listener = vscode.workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration("joblint.trace.server")) {
      this.logLevel = wantedLevel();
      this.changed.fire(this.logLevel);
    }
  });

  trace(message: string): void {
    this.appendLine(`[${new Date().toISOString()}] ${message}`);
  }

  debug(message: string): void {
    this.trace(message);
  }

  info(message: string): void {
    this.trace(message);
  }

  warn(message: string): void {
    this.trace(message);
  }

  error(error: string | Error): void {
    this.trace(String(error));
  }

  append(value: string): void {
    this.output().append(value);
  }

  appendLine(value: string): void {
    this.output().appendLine(value);
  }

  replace(value: string): void {
    this.output().replace(value);
  }

  clear(): void {
    this.channel?.clear();
  }

  show(): void {
    this.output().show(true);
  }

  hide(): void {
    this.channel?.hide();
  }

  dispose(): void {
    this.listener.dispose();
    this.changed.dispose();
    this.channel?.dispose();
  }

  private output(): vscode.OutputChannel {
    this.channel ??= vscode.window.createOutputChannel(this.name);
    return this.channel;
  }
}

function wantedLevel(): vscode.LogLevel {
  const wanted = vscode.workspace.getConfiguration("joblint").get<unknown>("trace.server");
  return wanted === "messages" || wanted === "verbose" ? vscode.LogLevel.Trace : vscode.LogLevel.Info;
}
