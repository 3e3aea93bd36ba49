import type { Context } from 'hono'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { STRICT_TRANSPORT, type Assets } from './http.ts'

const types: Record<string, string> = { css: 'text/css; charset=utf-8', js: 'text/javascript; charset=utf-8', woff2: 'font/woff2', svg: 'image/svg+xml', map: 'application/json' }

type File = { type: string; plain: Uint8Array<ArrayBuffer>; br?: Uint8Array<ArrayBuffer>; gzip?: Uint8Array<ArrayBuffer> }

/** The built files, kept in memory and compressed once. Their names hold a hash of their contents, so a browser may keep them for ever. */
export function loadAssets(folder: string, { secure }: { secure: boolean }): { urls: Assets; serve(c: Context): Response } {
  const manifest = readManifest(folder)
  const files = new Map(
    existsSync(folder)
      ? readdirSync(folder)
          .filter((name) => name !== 'manifest.json')
          .map((name) => [name, loadFile(join(folder, name))])
      : [],
  )
  const url = (name: string) => `/assets/${manifest[name] ?? name}`
  return {
    urls: { css: url('site.css'), font: url('atkinson.woff2'), icon: url('favicon.svg'), script: (name) => url(`${name}.js`) },
    serve(c) {
      const file = files.get(c.req.param('file') ?? '')
      if (!file) return c.body('Niet gevonden', 404, { 'content-type': 'text/plain; charset=utf-8' })
      const accepts = c.req.header('accept-encoding') ?? ''
      const encoding = file.br && accepts.includes('br') ? 'br' : file.gzip && accepts.includes('gzip') ? 'gzip' : undefined
      const headers: Record<string, string> = {
        'content-type': file.type,
        'cache-control': 'public, max-age=31536000, immutable',
        vary: 'accept-encoding',
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'same-origin',
        'content-security-policy': "frame-ancestors 'none'",
        ...(secure ? { 'strict-transport-security': STRICT_TRANSPORT } : {}),
      }
      if (encoding) headers['content-encoding'] = encoding
      return c.body((encoding && file[encoding]) || file.plain, 200, headers)
    },
  }
}

function readManifest(folder: string): Record<string, string> {
  const file = join(folder, 'manifest.json')
  if (!existsSync(file)) throw new Error('The assets are not built: run `npm run build` first')
  return JSON.parse(readFileSync(file, 'utf8'))
}

function loadFile(path: string): File {
  const plain = new Uint8Array(readFileSync(path))
  const type = types[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream'
  if (type === 'font/woff2') return { type, plain }
  return { type, plain, br: new Uint8Array(brotliCompressSync(plain)), gzip: new Uint8Array(gzipSync(plain, { level: 9 })) }
}
