/** Long enough for every real name; the oldest file systems take 255 bytes, which 120 letters with accents fit in. */
const NAME_AT_MOST = 120

/** No name is longer; what comes after is not looked at, so that no name however long costs time. */
const LOOKED_AT = 2000

/**
 * The name of a file as it may be shown and saved: no path, nothing invisible (control characters, marks that turn the direction of
 * text so that `exe.pdf` reads as `pdf.exe`), nothing that Windows refuses, and ending in the extension of what the file really is.
 * '' when nothing is left.
 */
export function cleanFileName(name: string, extensions: readonly [string, ...string[]]): string {
  const plain = name
    .slice(-LOOKED_AT)
    .normalize('NFC')
    .replace(/^.*[/\\]/s, '')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[<>:"|?*]/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
  if (plain === '') return ''
  const [stem, extension] = split(plain, extensions)
  return `${[...stem].slice(0, NAME_AT_MOST - extension.length - 1).join('')}.${extension}`
}

function split(name: string, extensions: readonly [string, ...string[]]): [stem: string, extension: string] {
  const known = extensions.find((extension) => name.toLowerCase().endsWith(`.${extension}`))
  return known === undefined ? [name, extensions[0]] : [name.slice(0, -known.length - 1), known]
}
