/**
 * The house's rules: who may import whom (the map in README.md). An outer room may import any inner room, never
 * another outer room, except where the table says so.
 */
const rooms = {
  'src/domain': [],
  'src/i18n': [],
  'src/config': [],
  'src/ports': ['src/domain'],
  'src/catalogue': ['src/domain', 'src/ports'],
  'src/use-cases': ['src/domain', 'src/ports', 'src/catalogue'],
  'src/credentials': ['src/domain', 'src/ports'],
  'src/mongo': ['src/domain', 'src/ports'],
  'src/web': ['src/use-cases', 'src/domain', 'src/ports', 'src/i18n'],
  'adapters/chat': ['src/use-cases', 'src/domain', 'src/ports', 'src/i18n'],
  'adapters/slack': ['adapters/chat', 'src/use-cases', 'src/domain', 'src/ports', 'src/i18n'],
  'adapters/teams': ['adapters/chat', 'src/use-cases', 'src/domain', 'src/ports', 'src/i18n'],
  'adapters/email': ['adapters/chat', 'src/use-cases', 'src/domain', 'src/ports', 'src/i18n'],
  lti: ['src/use-cases', 'src/domain', 'src/ports', 'src/i18n', 'src/web'],
  jobs: ['src/use-cases', 'src/domain', 'src/ports'],
  'tools/local-mongo': [],
  playground: ['tools/local-mongo'],
};

/** Packages that one room alone may use. */
const owned = {
  mongoose: ['src/mongo'],
  agenda: ['jobs'],
  '@slack': ['adapters/slack'],
  botbuilder: ['adapters/teams'],
  nodemailer: ['adapters/email'],
  jose: ['src/credentials', 'lti'],
  '@digitalbazaar': ['src/credentials'],
  '@digitalcredentials': ['src/credentials'],
  jsonld: ['src/credentials'],
  express: ['src/web', 'lti', 'adapters/slack', 'adapters/teams', 'src/main'],
  preact: ['src/web', 'lti'],
};

const production = '^(src|adapters|lti|jobs)/';
const escaped = (text) => text.replace(/[/.]/gu, '\\$&');

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'nothing-imports-tests',
      severity: 'error',
      from: { pathNot: '^(test|bench)/' },
      to: { path: '^(test|bench)/' },
    },
    {
      name: 'production-imports-no-tools',
      severity: 'error',
      from: { path: production },
      to: { path: '^(playground|tools)/' },
    },
    {
      name: 'only-config-reads-the-environment-file',
      severity: 'error',
      from: { path: production, pathNot: '^src/(config/|main\\.ts|cli/)' },
      to: { path: '^src/config/' },
    },
    ...Object.entries(rooms).map(([room, may]) => ({
      name: `${room.replaceAll('/', '-')}-imports`,
      severity: 'error',
      from: { path: `^${escaped(room)}/` },
      to: {
        path: '^(src|adapters|lti|jobs|playground|tools|bench|test)/',
        pathNot: [room, ...may].map((inner) => `^${escaped(inner)}/`),
      },
    })),
    ...Object.entries(owned).map(([name, owners]) => ({
      name: `only-${owners[0].replaceAll('/', '-')}-uses-${name.replace('@', '')}`,
      severity: 'error',
      from: { path: production, pathNot: owners.map((owner) => `^${escaped(owner)}[/.]`) },
      to: { path: `^node_modules/${escaped(name)}(/|$)` },
    })),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    preserveSymlinks: true,
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
    parser: 'swc',
  },
};
