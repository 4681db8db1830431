// Starts, stops and restarts the server.
import * as vscode from "vscode";
import { LanguageClient, State as ClientState, type LanguageClientOptions } from "vscode-languageclient/node";
import { selector } from "./documents";
import { folders, locateProgram, settings, settingsForServer } from "./program";
import { ruleName } from "./rules";
import type { Status } from "./status";

/** The command that the server puts into its code actions. */
const SERVER_EXPLAIN = "joblint.explain";

export class Server {
  private client: LanguageClient | undefined;
  /** Starts and stops happen one after the other, in the order in which they were asked for. */
  private queue: Promise<void> = Promise.resolve();

  constructor(
    private readonly log: vscode.LogOutputChannel,
    private readonly trace: vscode.LogOutputChannel,
    private readonly status: Status,
  ) {}

  /** Starts the server anew with the settings as they are now. */
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
      this.status.show({ is: "off" });
      return;
    }
    const located = locateProgram();
    if (!located.found) {
      this.fail(located.message);
      void this.askForProgram(located.message);
      return;
    }
    const { program } = located;
    this.log.info(`starting ${program} (found by: ${located.by})`);
    this.status.show({ is: "starting" });

    const options: LanguageClientOptions = {
      documentSelector: selector,
      outputChannel: this.log,
      traceOutputChannel: this.trace,
      diagnosticCollectionName: "joblint",
      initializationOptions: settingsForServer(),
      middleware: {
        workspace: {
          // The server asks for the whole section. It knows nothing of the variables in it.
          configuration: async (params, token, next) => {
            const answers = await next(params, token);
            const ours = (at: number) => params.items[at]?.section === "joblint";
            return Array.isArray(answers)
              ? answers.map((answer: unknown, at) => (ours(at) ? settingsForServer() : answer))
              : answers;
          },
        },
        // Here rules are explained in a preview; other editors get what the server answers.
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
        this.status.show({ is: "starting" });
      } else if (newState === ClientState.Running) {
        this.status.show({ is: "running", version: client.initializeResult?.serverInfo?.version, program });
      } else {
        this.fail("the server has stopped");
      }
    });
    this.client = client;
    await client.start();
  }

  private async shutDown(): Promise<void> {
    const { client } = this;
    this.client = undefined;
    this.status.show({ is: "off" });
    // One that failed while starting cannot be stopped, and needs no stopping.
    await client?.dispose().catch((error: unknown) => {
      this.log.debug(`stopping: ${String(error)}`);
    });
  }

  private fail(message: string): void {
    this.log.error(message);
    this.status.show({ is: "failed", message });
  }

  private async askForProgram(message: string): Promise<void> {
    const settingsButton = "Open Settings";
    const retryButton = "Try Again";
    const chosen = await vscode.window.showErrorMessage(
      `joblint does not run: ${message}. Install it, or set joblint.path.`,
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
