// What the status bar says of the server.
import * as vscode from "vscode";
import { selector } from "./documents";

export type State =
  | { readonly is: "starting" }
  | { readonly is: "running"; readonly version: string | undefined; readonly program: string }
  | { readonly is: "off" }
  | { readonly is: "failed"; readonly message: string };

export class Status implements vscode.Disposable {
  private readonly item = vscode.languages.createLanguageStatusItem("joblint", selector);

  constructor() {
    this.item.name = "joblint";
    this.show({ is: "off" });
  }

  show(state: State): void {
    this.item.busy = state.is === "starting";
    this.item.severity =
      state.is === "failed" ? vscode.LanguageStatusSeverity.Error : vscode.LanguageStatusSeverity.Information;
    this.item.command =
      state.is === "failed"
        ? { title: "Restart", command: "joblint.restart" }
        : { title: "Show Output", command: "joblint.showOutput" };
    switch (state.is) {
      case "starting":
        this.item.text = "joblint is starting";
        this.item.detail = "";
        break;
      case "running":
        this.item.text = state.version === undefined ? "joblint" : `joblint ${state.version}`;
        this.item.detail = state.program;
        break;
      case "off":
        this.item.text = "joblint is off";
        this.item.detail = "";
        break;
      case "failed":
        this.item.text = "joblint does not run";
        this.item.detail = state.message;
        break;
    }
  }

  dispose(): void {
    this.item.dispose();
  }
}
