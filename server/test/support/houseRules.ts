import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** A source file, by its path from the project's folder. */
export interface SourceFile {
  path: string;
  text: string;
}

/** What a file does against a rule of the house: `line: what`. */
export type Rule = (file: SourceFile) => string[];

const LEFT_OUT = new Set(['node_modules', 'dist', '.local', '.git', 'artifacts', 'coverage']);

/** Every file of the project with one of these endings, generated and installed ones left out. */
export function projectFiles(root: string, endings: readonly string[], folder = ''): SourceFile[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((item): SourceFile[] => {
    const name = path.posix.join(folder, item.name);
    if (item.isDirectory()) return LEFT_OUT.has(item.name) ? [] : projectFiles(root, endings, name);
    if (!endings.some((ending) => item.name.endsWith(ending))) return [];
    return [{ path: name, text: readFileSync(path.join(root, name), 'utf8') }];
  });
}

export const isTest = (file: SourceFile): boolean =>
  /\.test\.tsx?$/.test(file.path) || /^(server\/test|shared\/test|scripts\/test|e2e)\//.test(file.path);

const parse = (file: SourceFile): ts.SourceFile =>
  ts.createSourceFile(file.path, file.text, ts.ScriptTarget.ES2022, true, scriptKind(file.path));
const scriptKind = (name: string): ts.ScriptKind =>
  name.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;

/** Collects what a visitor says about the nodes of a file, with their lines. */
function findings(file: SourceFile, judge: (node: ts.Node) => string | null): string[] {
  const source = parse(file);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const what = judge(node);
    if (what !== null) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
      found.push(`${line + 1}: ${what}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** No `any`: outside data is `unknown` until it is parsed. */
export const noAny: Rule = (file) =>
  findings(file, (node) => (node.kind === ts.SyntaxKind.AnyKeyword ? 'any' : null));

/** The compiler is not silenced, and nothing is put off in a comment. */
export const noSilencing: Rule = (file) =>
  file.text.split('\n').flatMap((line, index) => {
    const found = /@ts-(ignore|nocheck|expect-error)|eslint[-]disable|\b(T[O]DO|F[I]XME|X[X]X)\b/.exec(line);
    return found ? [`${index + 1}: ${found[0]}`] : [];
  });

const FLOAT_CALLS = new Set(['parseFloat', 'toFixed', 'toPrecision']);

/** Money and ratios never pass through floating-point text. */
export const noFloats: Rule = (file) =>
  findings(file, (node) => {
    if (!ts.isCallExpression(node)) return null;
    const callee = node.expression;
    const name = ts.isPropertyAccessExpression(callee) ? callee.name.text : callee.getText();
    return FLOAT_CALLS.has(name) ? name : null;
  });

const TEST_CALLS = new Set(['describe', 'it', 'test']);
const SKIPPED_CALLS = new Set(['xit', 'xtest', 'xdescribe', 'fit', 'fdescribe']);
const SKIPPING = new Set(['skip', 'only', 'todo', 'failing']);

/** Every test runs. */
export const noSkippedTests: Rule = (file) =>
  findings(file, (node) => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
      return SKIPPED_CALLS.has(node.expression.text) ? node.expression.text : null;
    }
    if (!ts.isPropertyAccessExpression(node) || !ts.isIdentifier(node.expression)) return null;
    const isSkipped = TEST_CALLS.has(node.expression.text) && SKIPPING.has(node.name.text);
    return isSkipped ? `${node.expression.text}.${node.name.text}` : null;
  });

/** No file that only hands on what others export. */
export const noBarrels: Rule = (file) => {
  const statements = parse(file).statements;
  const handsOn = statements.filter(
    (statement) => ts.isExportDeclaration(statement) && statement.moduleSpecifier,
  );
  return statements.length > 0 && handsOn.length === statements.length
    ? ['1: hands on only what others export']
    : [];
};

/** A file can be read at a sitting. */
export const notTooLong =
  (lines: number): Rule =>
  (file) => {
    const length = file.text.trimEnd().split('\n').length;
    return length > lines ? [`${length}: more than ${lines} lines`] : [];
  };

/** A value, or its type only. */
export interface Import {
  line: number;
  from: string;
  typeOnly: boolean;
}

/** What a file imports: from packages as written, from the project by its path from the project's folder. */
export function importsOf(file: SourceFile): Import[] {
  const source = parse(file);
  const imports: Import[] = [];
  const add = (node: ts.Node, specifier: string, typeOnly: boolean): void => {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
    imports.push({ line: line + 1, from: resolveImport(file.path, specifier), typeOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      add(node, node.moduleSpecifier.text, isTypeOnly(node.importClause));
    } else if (
      ts.isExportDeclaration(node) &&
      node.moduleSpecifier &&
      ts.isStringLiteral(node.moduleSpecifier)
    ) {
      add(node, node.moduleSpecifier.text, node.isTypeOnly);
    } else if (ts.isCallExpression(node) && isLoading(node)) {
      const [argument] = node.arguments;
      if (argument && ts.isStringLiteral(argument)) add(node, argument.text, false);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return imports;
}

const isLoading = (node: ts.CallExpression): boolean =>
  node.expression.kind === ts.SyntaxKind.ImportKeyword ||
  (ts.isIdentifier(node.expression) && node.expression.text === 'require');

function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false;
  if (clause.isTypeOnly) return true;
  const { name, namedBindings } = clause;
  return (
    !name &&
    !!namedBindings &&
    ts.isNamedImports(namedBindings) &&
    namedBindings.elements.every((e) => e.isTypeOnly)
  );
}

function resolveImport(importer: string, specifier: string): string {
  if (specifier.startsWith('.')) return path.posix.join(path.posix.dirname(importer), specifier);
  return specifier.replace(/^@paifan\/shared\//, 'shared/src/');
}

/** Files under `folder` may not import what begins with one of `closed`; what begins with one of `except` is allowed. */
export interface Wall {
  folder: string;
  closed: readonly string[];
  except?: readonly string[];
  /** Types cross this wall freely. */
  typesMayPass?: boolean;
}

export const importWall =
  (wall: Wall): Rule =>
  (file) => {
    if (!file.path.startsWith(wall.folder)) return [];
    const begins = (from: string, names: readonly string[] = []) =>
      names.some((name) => from.startsWith(name));
    return importsOf(file)
      .filter(({ typeOnly }) => !(typeOnly && wall.typesMayPass))
      .filter(({ from }) => begins(from, wall.closed) && !begins(from, wall.except))
      .map(({ line, from }) => `${line}: imports ${from}`);
  };

/** Which settings a file reads: `settings.key`, `version.settings.key`, or `const { key } = settings`. */
export function settingsRead(file: SourceFile, keys: ReadonlySet<string>): { line: number; key: string }[] {
  const source = parse(file);
  const read: { line: number; key: string }[] = [];
  const isSettings = (node: ts.Expression | undefined): boolean =>
    !!node &&
    ((ts.isIdentifier(node) && node.text === 'settings') ||
      (ts.isPropertyAccessExpression(node) && node.name.text === 'settings'));
  const add = (node: ts.Node, key: string): void => {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
    if (keys.has(key)) read.push({ line: line + 1, key });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) && isSettings(node.expression)) add(node, node.name.text);
    if (
      ts.isVariableDeclaration(node) &&
      ts.isObjectBindingPattern(node.name) &&
      isSettings(node.initializer)
    ) {
      for (const { propertyName, name } of node.name.elements)
        add(node, (propertyName ?? name).getText(source));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return read;
}
