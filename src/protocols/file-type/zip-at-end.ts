const END_OF_DIRECTORY = [0x50, 0x4b, 0x05, 0x06]
/** The end record without its comment, and the longest comment it can have (APPNOTE 4.3.16). */
const SEARCHED = 22 + 0xffff

/** Whether a program that unpacks zips would find one here, as it looks for it from the end. */
export function isZipAtEnd(bytes: Uint8Array): boolean {
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - SEARCHED); at--) if (END_OF_DIRECTORY.every((byte, index) => bytes[at + index] === byte)) return true
  return false
}
