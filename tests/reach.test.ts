import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '#platform/root'

/** What the code can reach, read from the code itself: a new way out or in makes one of these fail, and then somebody looks. */
const files = globSync('src/**/*.{ts,tsx}', { cwd: root })
  .filter((path) => !/\.test\.tsx?$/.test(path))
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
const server = files.filter(({ path }) => !path.startsWith('src/browser/'))
const browser = files.filter(({ path }) => path.startsWith('src/browser/'))
const withIn = (within: typeof files, pattern: RegExp) => within.flatMap(({ path, text }) => (pattern.test(text) ? [path] : []))

// What only listens is no way out: `createServer` alone is left alone.
test('Koers speaks to others from a few files, each with addresses that the operator sets and none that people type', () => {
  const speaks =
    /(?<![\w.])fetch\(|^import (?!type|\{ createServer(?:, type \w+)* \} from)[^\n]*'(?:node:(?:https?|http2|tls|dgram|dns(?:\/promises)?|net)|pg|aws4fetch|undici|nodemailer[^']*)'|import\('openid-client'\)/m
  expect(withIn(server, speaks).toSorted()).toEqual([
    'src/modules/people/oidc.ts', // providers of KOERS_OIDC
    'src/platform/one-process.ts', // a socket in the folder of the data
    'src/platform/postgres.ts', // DATABASE_URL
    'src/platform/s3.ts', // KOERS_S3_ENDPOINT, without following redirects
    'src/platform/smtp.ts', // KOERS_SMTP_URL
  ])
  expect(readFileSync(join(root, 'src/platform/s3.ts'), 'utf8')).toContain("redirect: 'error'")
})

test('Koers starts no other program', () => {
  expect(withIn(server, /node:(?:child_process|cluster)|process\.binding|dlopen/)).toEqual([])
})

test('Koers starts threads in one place, and each runs a file of its own that is named in the code', () => {
  expect(withIn(server, /node:worker_threads/)).toEqual(['src/platform/thread.ts'])
  expect(server.flatMap(({ text }) => text.match(/(?<!function )openThread\b(?:<[^>]*>)?\(.*/g) ?? [])).toEqual([
    "openThread<Typesetting, Pdf>('modules/reports/print/typesetter.thread')",
  ])
})

test('Koers runs no text as code', () => {
  expect(withIn(files, /\beval\(|new Function\(|\bFunction\(|setTimeout\(\s*['"`]|node:vm/)).toEqual(['src/modules/reports/print/typesetter.thread.ts'])
  expect(readFileSync(join(root, 'src/modules/reports/print/typesetter.thread.ts'), 'utf8').match(/runInNewContext\(.*/g)).toEqual(["runInNewContext('gc')"])
})

test('Koers leaves nothing that must not be guessed to Math.random', () => {
  expect(withIn(files, /Math\.random/)).toEqual([])
})

test('a page keeps nothing in the browser but cookies, and hears no other window', () => {
  expect(withIn(browser, /localStorage|sessionStorage|indexedDB|caches\.|document\.cookie|postMessage|window\.addEventListener\('message'|serviceWorker|SharedWorker/)).toEqual([])
  expect(browser.length).toBeGreaterThan(3)
})
