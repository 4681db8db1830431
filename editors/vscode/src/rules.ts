// What the client has to know of rules. Knows nothing of the editor.

export interface RuleLine {
  readonly name: string;
  readonly severity: string;
  readonly summary: string;
}

/** The scheme of the pages that the client shows. */
export const SCHEME = "joblint-rule";

/** Reads what `joblint rules` prints: groups at the margin, rules indented. */
export function readRules(output: string): RuleLine[] {
  const rules: RuleLine[] = [];
  for (const line of output.split(/\r?\n/)) {
    const [, name, severity, summary] = /^\s+([a-z0-9-]+)\s+(error|warning|info)\s+(.*\S)\s*$/.exec(line) ?? [];
    if (name !== undefined && severity !== undefined && summary !== undefined) {
      rules.push({ name, severity, summary });
    }
  }
  return rules;
}

/** Puts the rules that are named first, each once, in the order in which they are named. */
export function withFirst(rules: readonly RuleLine[], names: readonly string[]): RuleLine[] {
  const first = [...new Set(names)].flatMap((name) => rules.find((rule) => rule.name === name) ?? []);
  return [...first, ...rules.filter((rule) => !first.includes(rule))];
}

/** The name of a rule, if something that came from outside is one. */
export function ruleName(value: unknown): string | undefined {
  if (typeof value === "string") {
    return /^[a-z][a-z0-9-]*$/.test(value) ? value : undefined;
  }
  if (typeof value === "object" && value !== null) {
    // The code of a diagnostic: `{ value, target }`; the argument of a command: `{ rule }`.
    const named = value as { readonly value?: unknown; readonly rule?: unknown };
    return ruleName(named.rule) ?? ruleName(named.value);
  }
  return undefined;
}

/** The path of a rule's page, and back. Pages link to each other as `NAME.md`. */
export function pagePath(rule: string): string {
  return `/${rule}.md`;
}

export function ruleOfPage(pagePath: string): string | undefined {
  return ruleName(/^\/(.*)\.md$/.exec(pagePath)?.[1]);
}
