import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import type { ZipSource } from '#protocols/zip'

/** A file that is read where it is asked, so that four gigabytes never are in memory. */
export function openFile(path: string): ZipSource & { close(): void } {
  const handle = openSync(path, 'r')
  const { size } = fstatSync(handle)
  return {
    size,
    at(from, length) {
      const bytes = new Uint8Array(Math.max(0, Math.min(length, size - from)))
      for (let done = 0; done < bytes.length;) {
        const read = readSync(handle, bytes, done, bytes.length - done, from + done)
        if (read === 0) return bytes.subarray(0, done)
        done += read
      }
      return bytes
    },
    close: () => closeSync(handle),
  }
}
