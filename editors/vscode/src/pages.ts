// Shows the documentation pages of rules, which the program provides.
import * as vscode from "vscode";
import { output } from "./program";
import { pagePath, readRules, ruleName, ruleOfPage, SCHEME, withFirst } from "./rules";

export function registerPages(context: vscode.ExtensionContext): void {
  context.subscriptions.push(
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, { provideTextDocumentContent: rulePage }),
    vscode.commands.registerCommand("joblint.explainRule", explainRule),
  );
}

async function rulePage(uri: vscode.Uri): Promise<string> {
  const rule = ruleOfPage(uri.path);
  if (rule === undefined) {
    return "Unknown rule.";
  }
  try {
    return await output("explain", rule);
  } catch (error) {
    return `Failed to load the page of \`${rule}\`: ${messageOf(error)}`;
  }
}

/** Shows the page of a rule; lets the user choose one if the argument does not specify it. */
async function explainRule(argument?: unknown): Promise<void> {
  try {
    const rule = ruleName(argument) ?? (await chooseRule());
    if (rule !== undefined) {
      const uri = vscode.Uri.from({ scheme: SCHEME, path: pagePath(rule) });
      await vscode.commands.executeCommand("markdown.showPreview", uri);
    }
  } catch (error) {
    void vscode.window.showErrorMessage(`joblint: ${messageOf(error)}`);
  }
}

async function chooseRule(): Promise<string | undefined> {
  const atCursor = rulesAtCursor();
  const rules = withFirst(readRules(await output("rules")), atCursor);
  const chosen = await vscode.window.showQuickPick(
    rules.map(({ name, severity, summary }) => ({
      label: name,
      description: atCursor.includes(name) ? `${severity}, at the cursor` : severity,
      detail: summary,
    })),
    { title: "Explain Rule", placeHolder: "Name of a rule", matchOnDetail: true },
  );
  return chosen?.label;
}

/** Returns the rules of the findings at the cursor. */
function rulesAtCursor(): string[] {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) {
    return [];
  }
  return vscode.languages
    .getDiagnostics(editor.document.uri)
    .filter((diagnostic) => diagnostic.source === "joblint" && diagnostic.range.contains(editor.selection.active))
    .flatMap((diagnostic) => ruleName(diagnostic.code) ?? []);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
