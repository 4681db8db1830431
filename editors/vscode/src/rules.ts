// Parses rule lists and rule names. Independent of the VS Code API.

export interface RuleLine {
  readonly name: string;
  readonly severity: string;
  readonly summary: string;
}

/** The URI scheme of rule pages. */
export const SCHEME = "joblint-rule";

/** Parses the output of `joblint rules`, in which groups start at column 1 and rules are indented. */
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

/** Moves the rules with these names to the front, in the order of the names and without duplicates. */
export function withFirst(rules: readonly RuleLine[], names: readonly string[]): RuleLine[] {
  const first = [...new Set(names)].flatMap((name) => rules.find((rule) => rule.name === name) ?? []);
  return [...first, ...rules.filter((rule) => !first.includes(rule))];
}

/** Extracts a rule name from an untrusted value. */
export function ruleName(value: unknown): string | undefined {
  if (typeof value === "string") {
    return /^[a-z][a-z0-9-]*$/.test(value) ? value : undefined;
  }
  if (typeof value === "object" && value !== null) {
    // The code of a diagnostic is `{ value, target }`, the argument of a command `{ rule }`.
    const object = value as { readonly value?: unknown; readonly rule?: unknown };
    return ruleName(object.rule) ?? ruleName(object.value);
  }
  return undefined;
}

/** Returns the path of a rule's page. Pages link to each other as `NAME.md`. */
export function pagePath(rule: string): string {
  return `/${rule}.md`;
}

/** Returns the rule of a page: the inverse of `pagePath`. */
export function ruleOfPage(pagePath: string): string | undefined {
  return ruleName(/^\/(.*)\.md$/.exec(pagePath)?.[1]);
}
