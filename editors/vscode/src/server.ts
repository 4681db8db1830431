// Starts, stops and restarts the server.
import * as vscode from "vscode";
import { LanguageClient, State as ClientState, type LanguageClientOptions } from "vscode-languageclient/node";
import { selector } from "./documents";
import { folders, locateProgram, settings, settingsForServer } from "./program";
import { ruleName } from "./rules";
import type { Status } from "./status";

/** The command in the code actions of the server. */
const SERVER_EXPLAIN = "joblint.explain";

export class Server {
  private client: LanguageClient | undefined;
  /** Runs starts and stops one at a time, in the order of their requests. */
  private queue: Promise<void> = Promise.resolve();

  constructor(
    private readonly log: vscode.LogOutputChannel,
    private readonly trace: vscode.LogOutputChannel,
    private readonly status: Status,
  ) {}

  /** Restarts the server with the current settings. */
  restart(): Promise<void> {
    return this.enqueue(async () => {
      await this.shutDown();
      await this.startUp();
    });
  }

  stop(): Promise<void> {
    return this.enqueue(() => this.shutDown());
  }

  private enqueue(task: () => Promise<void>): Promise<void> {
    this.queue = this.queue.then(task).catch((error: unknown) => {
      this.fail(error instanceof Error ? error.message : String(error));
    });
    return this.queue;
  }

  private async startUp(): Promise<void> {
    if (!settings().enable) {
      this.status.show({ kind: "off" });
      return;
    }
    const located = locateProgram();
    if (!located.found) {
      this.fail(located.message);
      void this.askForProgram(located.message);
      return;
    }
    const { program } = located;
    this.log.info(`starting ${program} (found by: ${located.source})`);
    this.status.show({ kind: "starting" });

    const options: LanguageClientOptions = {
      documentSelector: selector,
      outputChannel: this.log,
      traceOutputChannel: this.trace,
      diagnosticCollectionName: "joblint",
      initializationOptions: settingsForServer(),
      middleware: {
        workspace: {
          // The server requests the whole section and does not know VS Code's variables: expand them here.
          configuration: async (params, token, next) => {
            const sections = await next(params, token);
            const isOwn = (index: number) => params.items[index]?.section === "joblint";
            return Array.isArray(sections)
              ? sections.map((section: unknown, index) => (isOwn(index) ? settingsForServer() : section))
              : sections;
          },
        },
        // Show rule pages in a Markdown preview instead of the server's response.
        executeCommand: (command, args: unknown[], next): vscode.ProviderResult<unknown> => {
          const rule = command === SERVER_EXPLAIN ? ruleName(args[0]) : undefined;
          return rule === undefined
            ? next(command, args)
            : vscode.commands.executeCommand("joblint.explainRule", rule);
        },
      },
    };
    const cwd = folders()[0];
    const client = new LanguageClient(
      "joblint",
      "joblint",
      { command: program, args: ["lsp"], options: cwd === undefined ? {} : { cwd } },
      options,
    );
    client.onDidChangeState(({ newState }) => {
      if (this.client !== client) {
        return;
      }
      if (newState === ClientState.Starting) {
        this.status.show({ kind: "starting" });
      } else if (newState === ClientState.Running) {
        this.status.show({ kind: "running", version: client.initializeResult?.serverInfo?.version, program });
      } else {
        this.fail("the server stopped");
      }
    });
    this.client = client;
    await client.start();
  }

  private async shutDown(): Promise<void> {
    const { client } = this;
    this.client = undefined;
    this.status.show({ kind: "off" });
    // Disposing fails for a client that failed to start, which does not need to be stopped.
    await client?.dispose().catch((error: unknown) => {
      this.log.debug(`stopping: ${String(error)}`);
    });
  }

  private fail(message: string): void {
    this.log.error(message);
    this.status.show({ kind: "failed", message });
  }

  private async askForProgram(message: string): Promise<void> {
    const settingsButton = "Open Settings";
    const retryButton = "Try Again";
    const chosen = await vscode.window.showErrorMessage(
      `joblint is not running: ${message}. Install it or set joblint.path.`,
      settingsButton,
      retryButton,
    );
    if (chosen === settingsButton) {
      await vscode.commands.executeCommand("workbench.action.openSettings", "joblint.path");
    } else if (chosen === retryButton) {
      await this.restart();
    }
  }
}
