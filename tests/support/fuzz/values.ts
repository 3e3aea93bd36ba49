import type { Chance } from '../kill/chance.ts'

/** What a page must never repeat as it stands: the begin of an element, the end of an attribute. */
export const BAD = 'koers-bad'

const nothing = ['', ' ', '\n', '\u0000', 'a\u0000b', '\u001B[31m', '\u007F', '\uFEFF']
const scripts = [
  '\u202Eabc\u202C', // written from right to left
  '\u0645\u062F\u0631\u0633\u0629', // Arabic
  'a\u200B\u200D\u2060b', // zero width
  'Z\u0335\u0321\u0353a\u0300\u0301\u0302\u0303l\u0334g\u0337o', // marks upon marks
  '\u{1F3EB}\u{1F469}\u200D\u{1F3EB}',
  '\uD800', // half a character
  'x\uDFFFy',
  '\u0130\u0131\u00DF\uFB03', // longer or shorter in another case
  '\uFF1Cscript\uFF1E',
  '\u0661\u0662\u0663', // digits of another script
]
const markup = [
  `<${BAD} onload=alert(1)>`,
  `" ${BAD}="1`,
  `' ${BAD}='1`,
  `"><${BAD}>`,
  `</textarea></title><${BAD}>`,
  `]]>--><${BAD}/>`,
  `&lt;${BAD}&gt;&amp;&#60;${BAD}>`,
  `javascript:alert('${BAD}')`,
  `data:text/html,<${BAD}>`,
  `[x](javascript:${BAD})`,
]
const injections = [
  `'; drop table people.person; --`,
  `" or 1=1 --`,
  '%',
  '_%\\',
  '$1',
  `\\'||pg_sleep(9)||\\'`,
  '#read("/etc/passwd")',
  '#panic()$_*`@',
  `=koers("x")`,
  '+koers(1)',
  '-koers(1)',
  '@koers(1)',
  '\t=koers(1)',
  `x\r\nset-cookie: ${BAD}=1`,
  `x\nlocation: //${BAD}.example`,
  '../../../../etc/passwd',
  '%2e%2e%2f%00',
  `//${BAD}.example/`,
  `/\\${BAD}.example`,
  `https://${BAD}.example/x`,
  '{{7*7}}${7*7}',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
]
const numbers = [
  '-1',
  '0',
  '1',
  '2147483647',
  '2147483648',
  '-2147483649',
  '9007199254740993',
  '99999999999999999999',
  '1e309',
  '1.5',
  'NaN',
  'Infinity',
  '0x10',
  ' 1 ',
  '1_0',
  '00',
]
const days = ['2026-02-30', '0000-00-00', '1999-12-31', '2100-12-31', '9999-12-31', '-000001-01-01', '2026-03-02T09:00:00Z', '31-12-26', '2026-3-2', '1/1/1']
const names = ['4.3', '99.99', '0', 'owner', 'board', 'yes', 'on', 'level', 'unknown', 'not-applicable', 'person:x', '00000000-0000-0000-0000-000000000000', 'bestaatnietecht0']

const kinds = [nothing, scripts, markup, injections, numbers, days, names]

/** Text as no form would send it. */
export function badText(chance: Chance): string {
  const one = chance.oneOf(chance.oneOf(kinds))
  switch (chance.below(12)) {
    case 0:
      return one + badText(chance)
    case 1:
      return one.repeat(1 + chance.below(400))
    case 2:
      return 'x'.repeat(100 + chance.below(5000)) + one
    default:
      return one
  }
}

/** A value of JSON that is of another kind than meant. */
export function badJson(chance: Chance): unknown {
  switch (chance.below(10)) {
    case 0:
      return null
    case 1:
      return chance.below(2) === 0
    case 2:
      return chance.oneOf([-1, 0, 1.5, 2 ** 31, 2 ** 53, -(2 ** 63), 1e308])
    case 3:
      return []
    case 4:
      return {}
    case 5:
      return Array.from({ length: 1 + chance.below(300) }, () => badText(chance))
    case 6:
      return [badJson(chance)]
    case 7:
      return { [badText(chance)]: badJson(chance) }
    default:
      return badText(chance)
  }
}

export const deepJson = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth)
