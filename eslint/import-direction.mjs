// An import may only point downward in the list of rooms (see CONTRIBUTING.md).
import path from 'node:path';

export const ROOMS = [
  'main.tsx',
  'cli.ts',
  'app',
  'words',
  'sharing',
  'lessons',
  'experiment',
  'figures',
  'findings',
  'sweep',
  'training',
  'preparation',
  'descriptors',
  'tables',
  'scaling',
  'storage',
  'workers',
  'hashing.ts',
  'random.ts',
];

const roomOf = (file) => {
  const relative = path.relative(path.resolve('src'), file).split(path.sep);
  const first = relative[0] ?? '';
  return ROOMS.findIndex(
    (room) => room === first || room === `${first}.ts` || room === `${first}.tsx`,
  );
};

export const importDirection = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      upward: 'src/{{from}} must not import from src/{{to}}: imports point downward only.',
    },
  },
  create(context) {
    const from = roomOf(context.filename);
    if (from < 0) return {};
    const check = (node, source) => {
      if (typeof source !== 'string' || !source.startsWith('.')) return;
      const to = roomOf(path.resolve(path.dirname(context.filename), source));
      if (to >= 0 && to < from) {
        context.report({ node, messageId: 'upward', data: { from: ROOMS[from], to: ROOMS[to] } });
      }
    };
    return {
      ImportDeclaration: (node) => check(node, node.source.value),
      ExportNamedDeclaration: (node) => node.source && check(node, node.source.value),
      ExportAllDeclaration: (node) => check(node, node.source.value),
      ImportExpression: (node) => check(node, node.source.value),
    };
  },
};
