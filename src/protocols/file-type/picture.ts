const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const ascii = (bytes: Uint8Array, from: number, text: string) => [...text].every((letter, index) => bytes[from + index] === letter.charCodeAt(0))

/** PNG 3rd edition, 5.2 and 5.3: the signature, then chunks one after the other; nothing after IEND, where something else could hide. */
export function isCompletePng(bytes: Uint8Array): boolean {
  if (!PNG.every((byte, index) => bytes[index] === byte) || !ascii(bytes, 12, 'IHDR')) return false
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = PNG.length
  while (at + 12 <= bytes.length) {
    const next = at + 12 + view.getUint32(at)
    if (ascii(bytes, at + 4, 'IEND')) return next === bytes.length
    at = next
  }
  return false
}

/** ITU-T T.81 B.1: from start of image to end of image. Cameras fill up with zeros behind it. */
export function isCompleteJpeg(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8 || bytes[2] !== 0xff) return false
  let last = bytes.length - 1
  while (last > 3 && bytes[last] === 0) last--
  return bytes[last] === 0xd9 && bytes[last - 1] === 0xff
}

/** RFC 9649 2.4: a RIFF file that is exactly as long as it says. */
export function isCompleteWebp(bytes: Uint8Array): boolean {
  if (bytes.length < 20 || !ascii(bytes, 0, 'RIFF') || !ascii(bytes, 8, 'WEBPVP8')) return false
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(4, true) + 8 === bytes.length
}
