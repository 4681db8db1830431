// Selects the documents that are synchronised with the server. The server recognises jobs by their members.

type Filter = { readonly scheme: string } & ({ readonly language: string } | { readonly pattern: string });

export const selector: Filter[] = [
  ...["file", "untitled"].flatMap((scheme) => ["json", "jsonc"].map((language) => ({ language, scheme }))),
  { scheme: "file", pattern: "**/joblint.toml" },
];
