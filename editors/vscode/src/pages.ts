// Shows the pages of rules, which the program brings along.
import * as vscode from "vscode";
import { output } from "./program";
import { pagePath, readRules, ruleName, ruleOfPage, SCHEME, withFirst } from "./rules";

export function registerPages(context: vscode.ExtensionContext): void {
  context.subscriptions.push(
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, { provideTextDocumentContent: page }),
    vscode.commands.registerCommand("joblint.explainRule", explain),
  );
}

async function page(uri: vscode.Uri): Promise<string> {
  const rule = ruleOfPage(uri.path);
  if (rule === undefined) {
    return "There is no such rule.";
  }
  try {
    return await output("explain", rule);
  } catch (error) {
    return `The page of \`${rule}\` cannot be shown: ${messageOf(error)}`;
  }
}

/** Shows the page of the rule that is named; asks for one where none is. */
async function explain(argument?: unknown): Promise<void> {
  try {
    const rule = ruleName(argument) ?? (await choose());
    if (rule !== undefined) {
      const uri = vscode.Uri.from({ scheme: SCHEME, path: pagePath(rule) });
      await vscode.commands.executeCommand("markdown.showPreview", uri);
    }
  } catch (error) {
    void vscode.window.showErrorMessage(`joblint: ${messageOf(error)}`);
  }
}

async function choose(): Promise<string | undefined> {
  const here = rulesAtCursor();
  const rules = withFirst(readRules(await output("rules")), here);
  const chosen = await vscode.window.showQuickPick(
    rules.map(({ name, severity, summary }) => ({
      label: name,
      description: here.includes(name) ? `${severity}, at the cursor` : severity,
      detail: summary,
    })),
    { title: "Explain Rule", placeHolder: "Name of a rule", matchOnDetail: true },
  );
  return chosen?.label;
}

/** The rules of the findings at the cursor. */
function rulesAtCursor(): string[] {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) {
    return [];
  }
  return vscode.languages
    .getDiagnostics(editor.document.uri)
    .filter((found) => found.source === "joblint" && found.range.contains(editor.selection.active))
    .flatMap((found) => ruleName(found.code) ?? []);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
