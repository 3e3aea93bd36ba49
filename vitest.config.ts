import { defineConfig } from 'vitest/config'

// Packages of Node stay as they are; our own sources are transformed, `#…` resolves by package.json#imports.
const shared = { pool: 'forks', isolate: false, allowOnly: false } as const

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    maxWorkers: 2,
    globalSetup: ['tests/support/global-setup.ts'],
    // A snapshot is written when one asks for it (`-u`), never because it is not there.
    update: 'none',
    projects: [
      { test: { ...shared, name: 'unit', include: ['src/**/*.test.{ts,tsx}', 'tests/*.test.ts'], testTimeout: 90_000, hookTimeout: 90_000 } },
      { test: { ...shared, name: 'security', include: ['tests/security/*.test.ts'] } },
      { test: { ...shared, name: 'release', include: ['tests/release/*.ts'] } },
      { test: { ...shared, name: 'e2e', include: ['tests/e2e/*.test.{ts,tsx}'], testTimeout: 240_000, hookTimeout: 120_000 } },
    ],
  },
})
