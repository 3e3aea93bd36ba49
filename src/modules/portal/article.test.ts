import { expect, test } from 'vitest'
import { articleFrom } from './article.ts'

test('a text has a title, named parts and the values it speaks of', () => {
  expect(articleFrom('# Hulp\n\nEr zijn {{conditions}} voorwaarden.\n\n## Beginnen {#beginnen}\n\nKlik.', { conditions: '59' }, 'hulp.nl.md')).toEqual({
    title: 'Hulp',
    intro: '<p>Er zijn 59 voorwaarden.</p>\n',
    html: '<h2 id="beginnen">Beginnen</h2>\n<p>Klik.</p>\n',
    contents: [{ id: 'beginnen', title: 'Beginnen' }],
  })
})

test('a mistake is named with its file and line', () => {
  expect(() => articleFrom('Hulp\n\nEr zijn {{vragen}}.', { conditions: '59' }, 'hulp.nl.md')).toThrow(
    /hulp\.nl\.md:3 nobody knows \{\{vragen\}\}[^]*hulp\.nl\.md:1 the first line is the title/,
  )
})
