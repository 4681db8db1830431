// The output channel for the communication with the server. The client library writes a trace only if the log level
// of the channel is Trace: this channel derives its level from `joblint.trace.server`, so that users set one option.
import * as vscode from "vscode";

export class TraceChannel implements vscode.LogOutputChannel {
  readonly name = "joblint Trace";
  logLevel = configuredLevel();
  private readonly changed = new vscode.EventEmitter<vscode.LogLevel>();
  readonly onDidChangeLogLevel = this.changed.event;
  /** Created on the first write, so that an unused channel does not appear in the list. */
  private channel: vscode.OutputChannel | undefined;
  private readonly listener = vscode.workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration("joblint.trace.server")) {
      this.logLevel = configuredLevel();
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

function configuredLevel(): vscode.LogLevel {
  const setting = vscode.workspace.getConfiguration("joblint").get<unknown>("trace.server");
  return setting === "messages" || setting === "verbose" ? vscode.LogLevel.Trace : vscode.LogLevel.Info;
}
