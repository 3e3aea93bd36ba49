/** A piece of the text of a letter; `href` where it is an address of our own. */
export type Piece = { text: string; href?: string }

const ADDRESS = /(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)])/

/** Only addresses of this Koers become links: a letter holds what people typed, and must not lead anyone elsewhere. */
export function piecesOf(text: string, publicUrl: string): Piece[] {
  const own = new URL(publicUrl).origin
  return text
    .split(ADDRESS)
    .filter((piece) => piece !== '')
    .map((piece) => {
      const url = ADDRESS.test(piece) && URL.canParse(piece) ? new URL(piece) : undefined
      // A path that begins with two slashes would name another host.
      const isOwn = url?.origin === own && url.username === '' && !url.pathname.startsWith('//')
      return isOwn ? { text: piece, href: url.pathname + url.search + url.hash } : { text: piece }
    })
}
