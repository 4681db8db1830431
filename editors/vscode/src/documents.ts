// Which documents the server is told of. It decides by their members which of them are jobs.

type Filter = { readonly scheme: string } & ({ readonly language: string } | { readonly pattern: string });

export const selector: Filter[] = [
  ...["file", "untitled"].flatMap((scheme) => ["json", "jsonc"].map((language) => ({ language, scheme }))),
  { scheme: "file", pattern: "**/joblint.toml" },
];
