import { spawnSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, rmdirSync, rmSync, statfsSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { cache } from './folders.ts'

/** A disk of its own that can really be full. `fill` leaves no byte, `clear` makes room again. */
export type SmallDisk = { path: string; fill(): void; clear(): void }

function roomOn(path: string): number {
  const { bavail, bsize } = statfsSync(path)
  return bavail * bsize
}

/**
 * A file system in memory, of this size. Only root may mount one, as in the pipeline; a limit on the size of files, which anyone may
 * set, says "file too large" and is another fault than a disk that is full.
 */
export function smallDisk(megabytes: number): SmallDisk {
  const path = mkdtempSync(join(cache, 'disk-'))
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'koers-small-disk', path], { encoding: 'utf8' })
  if (mounted.status !== 0) {
    rmdirSync(path)
    throw new Error(
      `This test fills a disk and needs to mount one: run it as root, in a container with --cap-add SYS_ADMIN. mount said: ${mounted.stderr || String(mounted.error)}`,
    )
  }
  onTestFinished(() => {
    // Lazily: what still holds a file there is being stopped too.
    spawnSync('umount', ['--lazy', path])
    rmSync(path, { recursive: true, force: true })
  })
  const filler = join(path, 'filler')
  return {
    path,
    fill() {
      const block = Buffer.alloc(statfsSync(path).bsize)
      // Others write there too, so what is free is known only when nothing goes in any more.
      for (;;) {
        try {
          appendFileSync(filler, block.length * 256 < roomOn(path) ? Buffer.alloc(block.length * 256) : block)
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return
          throw error
        }
      }
    },
    clear: () => rmSync(filler),
  }
}
