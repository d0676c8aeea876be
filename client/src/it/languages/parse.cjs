// Parses all files of a language in a folder and fails on a syntax error: parse.cjs swift .swift DIR
const Parser = require('web-tree-sitter');
const { readFileSync, readdirSync, statSync } = require('node:fs');
const { dirname, join } = require('node:path');

const [language, ending, folder] = process.argv.slice(2);
const grammars = join(dirname(require.resolve('tree-sitter-wasms/package.json')), 'out');

const files = (path) =>
  statSync(path).isDirectory()
    ? readdirSync(path).flatMap((name) => files(join(path, name)))
    : path.endsWith(ending)
      ? [path]
      : [];

const errors = (node) => (node.type === 'ERROR' ? [node] : node.children.flatMap(errors));

Parser.init().then(async () => {
  const parser = new Parser();
  parser.setLanguage(await Parser.Language.load(join(grammars, `tree-sitter-${language}.wasm`)));
  let wrong = 0;
  for (const file of files(folder)) {
    const tree = parser.parse(readFileSync(file, 'utf8'));
    for (const { startPosition, text } of errors(tree.rootNode)) {
      wrong++;
      console.log(`${file}:${startPosition.row + 1}: cannot parse ${text.slice(0, 60)}`);
    }
    tree.delete();
  }
  process.exit(wrong ? 1 : 0);
});
