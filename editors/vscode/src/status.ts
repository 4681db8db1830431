// Shows the state of the server in the language status.
import * as vscode from "vscode";
import { selector } from "./documents";

export type State =
  | { readonly kind: "starting" }
  | { readonly kind: "running"; readonly version: string | undefined; readonly program: string }
  | { readonly kind: "off" }
  | { readonly kind: "failed"; readonly message: string };

export class Status implements vscode.Disposable {
  private readonly item = vscode.languages.createLanguageStatusItem("joblint", selector);

  constructor() {
    this.item.name = "joblint";
    this.show({ kind: "off" });
  }

  show(state: State): void {
    this.item.busy = state.kind === "starting";
    this.item.severity =
      state.kind === "failed" ? vscode.LanguageStatusSeverity.Error : vscode.LanguageStatusSeverity.Information;
    this.item.command =
      state.kind === "failed"
        ? { title: "Restart", command: "joblint.restart" }
        : { title: "Show Output", command: "joblint.showOutput" };
    switch (state.kind) {
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
        this.item.text = "joblint is not running";
        this.item.detail = state.message;
        break;
    }
  }

  dispose(): void {
    this.item.dispose();
  }
}
