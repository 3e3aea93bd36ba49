import { encode } from 'uqr'

const QUIET = 4 // modules of white around, ISO/IEC 18004
const SHOWN = 240 // pixels: some 5 per module, enough for the camera of a phone at arm's length

/** Black on white in every theme: a camera reads no other. One path for all modules. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { size, data } = encode(text, { ecc: 'M', border: 0 })
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x + QUIET} ${y + QUIET}h1v1h-1z` : ''))).join('')
  const side = size + 2 * QUIET
  return (
    <svg viewBox={`0 0 ${side} ${side}`} width={SHOWN} height={SHOWN} role="img" aria-label={label} shape-rendering="crispEdges">
      <rect width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
