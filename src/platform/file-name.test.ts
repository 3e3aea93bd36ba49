import { expect, test } from 'vitest'
import { cleanFileName } from './file-name.ts'

test.each([
  ['Beleid 2026.pdf', 'Beleid 2026.pdf'],
  ['BELEID.PDF', 'BELEID.pdf'],
  ['C:\\Users\\jan\\beleid.pdf', 'beleid.pdf'],
  ['../../etc/passwd', 'passwd.pdf'],
  ['beleid.exe', 'beleid.exe.pdf'],
  ['beleid\u202Efdp.exe', 'beleidfdp.exe.pdf'],
  ['be\u200Blei\r\nd"; filename="x.html.pdf', 'beleid-; filename=-x.html.pdf'],
  ['a\u0000.pdf\u0000.exe', 'a.pdf.exe.pdf'],
  ['\ud800beleid.pdf', 'beleid.pdf'],
  ['...', ''],
  ['', ''],
  ['map/', ''],
  ['e\u0301e\u0301n.pdf', 'één.pdf'],
  ['مستند.pdf', 'مستند.pdf'],
])('the name %j becomes %j', (given, clean) => {
  expect(cleanFileName(given, ['pdf'])).toBe(clean)
})

test('a name is at most 120 characters and keeps its extension', () => {
  const name = cleanFileName(`${'😀'.repeat(500)}.jpeg`, ['jpg', 'jpeg'])
  expect([[...name].length, name.endsWith('.jpeg')]).toEqual([120, true])
})
