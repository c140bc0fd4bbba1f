import { foldName } from "./fold-name.ts";

/** A kind of file that an agent may not write below a folder that it may write, and why. */
export interface NeverWritten {
  /** Kebab case; what an attempt is recorded under. */
  readonly id: string;
  /** Matches a folded part of the path. */
  readonly part: RegExp;
  readonly why: string;
}

/**
 * What is never written, wherever it lies and whatever the configuration's `write` says: names that disks disagree
 * on, and what something else reads or runs because of its name.
 */
export const neverWritten: readonly NeverWritten[] = [
  {
    id: "hidden-name",
    part: /^\./,
    why: "dotfiles are not yours to write",
  },
  {
    id: "odd-name",
    part: /[. ]$/,
    why: "a name that ends with a dot or a space is another file on some disks",
  },
  {
    id: "odd-name",
    part: /[\\:*?"<>|]/,
    why: "it holds a character that some disks read in another way",
  },
  {
    id: "odd-name",
    part: /~\d/,
    why: "`~` before a digit is how some disks write a longer name",
  },
  {
    id: "odd-name",
    part: /^(con|prn|aux|nul|conin\$|conout\$|com\d|lpt\d)(\..*)?$/,
    why: "it is the name of a device on some systems",
  },
  {
    id: "dependencies",
    part: /^(node_modules|bower_components|jspm_packages|web_modules)$/,
    why: "dependencies are not yours to write",
  },
  {
    id: "package",
    part: /^(package\.(json|json5|yaml)|package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|pnpm-workspace\.yaml|pnpmfile\.c?js|bun\.lockb?|bunfig\.toml|deno\.jsonc?|deno\.lock|lerna\.json|nx\.json|project\.json|workspace\.json|turbo\.json|rush\.json|import_?map\.json|binding\.gyp|jsr\.jsonc?)$/,
    why: "package and lock files are not yours to write",
  },
  {
    id: "configuration",
    part: /^([tj]sconfig([.-].*)?\.json|.*\.(config|conf)\.[^.]+|vitest\..*|(vite|jest|webpack|rollup|karma)\.[^.]+\.[^.]+|(lint-staged|lefthook|commitlint|wallaby)\.[^.]+|(gulp|grunt|jake)file(\..*)?|biome\.jsonc?|tslint\.json|nodemon\.json|ecosystem\.json|angular\.json|vercel\.json|now\.json|firebase\.json|renovate\.json5?)$/,
    why: "configuration is not yours to write",
  },
  {
    id: "build",
    part: /^((gnu)?makefile|cmakelists\.txt|dockerfile|containerfile|jenkinsfile|vagrantfile|procfile|justfile|rakefile|gemfile|brewfile|((docker-)?compose|taskfile|azure-pipelines|bitbucket-pipelines|appveyor|cloudbuild|action|serverless)\.ya?ml|(conftest|setup|sitecustomize|usercustomize)\.py)$/,
    why: "what builds, deploys or checks the project is not yours to write",
  },
  {
    id: "editor",
    part: /(\.code-workspace|\.sublime-project|\.iml|\.vsix)$/,
    why: "an editor's own files are not yours to write",
  },
  {
    id: "agents",
    part: /^((agents|claude|gemini|skill|copilot-instructions)(\..*)?\.md|llms(-.*)?\.txt|.*\.(instructions|prompt|chatmode|agent)\.md|mcp\.json|.*\.mdc)$/,
    why: "instructions for agents are not yours to write",
  },
  {
    id: "native",
    part: /\.(node|so|dll|dylib|exe|com|bat|cmd|ps1|msi|scr|jar)$/,
    why: "native modules and programs are not yours to write",
  },
];

/** What is not written below a folder; a subject, or a file that `write` names itself, may be one all the same. */
export const notBelowFolders: readonly NeverWritten[] = [
  {
    id: "tests",
    part: /(\.(test|spec|test-d|bench|cy|e2e|stories)\.[^.]+|\.snap|^test\.[cm]?[jt]sx?|^test-.*\.[cm]?[jt]sx?|[-_]test\.[cm]?[jt]sx?|^setup-?tests?\.[cm]?[jt]sx?)$/,
    why: "tests are not yours to write",
  },
  {
    id: "tests",
    part: /^(__tests__|__mocks__|__snapshots__|tests?|specs?|e2e|cypress)$/,
    why: "tests are not yours to write",
  },
];

/** Of a file whose ending is none of these, nobody here can say who would run it. */
const source =
  /\.(?:[cm]?[jt]s|[jt]sx|vue|svelte|json|json5|jsonc|css|scss|sass|less|svg|html|hbs|mustache|ejs|txt|md|mdx|csv|tsv|graphql|gql|sql|xml|wgsl|glsl)$/;

/** Whether a file has the ending of source or of data. */
export function isSourceOrData(path: string): boolean {
  return source.test(path);
}

/** Whether a file, by its path, is the program itself: no test, no configuration, nothing that works on the project. */
export function isProgram(path: string): boolean {
  const parts = foldName(path).split("/");
  const [top] = parts.length > 1 ? parts : [];
  if (top !== undefined && workshops.has(top)) return false;
  return ![...neverWritten, ...notBelowFolders].some(({ part }) => parts.some((each) => part.test(each)));
}

const workshops = new Set([
  "scripts",
  "script",
  "tools",
  "tooling",
  "build",
  "bench",
  "benchmarks",
  "examples",
  "docs",
]);
