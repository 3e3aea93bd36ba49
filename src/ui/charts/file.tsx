import type { Child } from 'hono/jsx'
import { wrap } from './words.ts'

/** The colours of a picture outside our pages: those of the light theme (contrast.test.ts holds them together). */
export const palette: Readonly<Record<string, string>> = {
  paper: '#fcf9f4',
  sheet: '#ffffff',
  ink: '#16233f',
  soft: '#4b5569',
  line: '#e0d9cc',
  edge: '#6c7588',
  link: '#1b4b94',
  action: '#1c4080',
  wish: '#9a3b12',
  growth: '#0a665a',
  'level-1': '#e6edf7',
  'level-2': '#c3d5ee',
  'level-3': '#97b8e4',
  'level-4': '#6a99db',
  'on-level': '#16233f',
}

export type SvgFile = {
  /** The finding: drawn above the picture and its name for whoever cannot see it. */
  title: string
  /** The same in words, as far as it can be said shortly. */
  description?: string
  width: number
  height: number
  children: Child
}

/** A picture that stands on its own: own namespace, own colours as attributes, no style, no script, no address of anybody. */
export function toSvgFile({ title, description, width, height, children }: SvgFile): string {
  const margin = 24
  const lines = wrap(title, Math.floor(width / 10.5), 3)
  const top = margin + lines.length * 26 + 14
  const whole = { width: width + 2 * margin, height: top + height + margin }
  const svg: { toString: () => string } = (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={whole.width}
      height={whole.height}
      viewBox={`0 0 ${whole.width} ${whole.height}`}
      role="img"
      aria-labelledby="title description"
      font-family="Atkinson Hyperlegible Next, Arial, Helvetica, sans-serif"
      font-size="15"
    >
      <title id="title">{title}</title>
      <desc id="description">{description}</desc>
      <rect width="100%" height="100%" fill="var(--koers-paper)" />
      <g font-size="20" font-weight="700" fill="var(--koers-ink)">
        {lines.map((line, at) => (
          <text x={margin} y={margin + 18 + at * 26}>
            {line}
          </text>
        ))}
      </g>
      <g transform={`translate(${margin} ${top})`} fill="var(--koers-ink)" color="var(--koers-ink)">
        {children}
      </g>
    </svg>
  )
  return svg
    .toString()
    .replace(/ class="[^"]*"/g, '')
    .replace(/var\(--koers-([\w-]+)\)/g, (_, name: string) => palette[name] ?? '#000000')
}
