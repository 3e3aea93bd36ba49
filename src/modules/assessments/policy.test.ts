import { expect, test } from 'vitest'
import { mayAnswer, mayManage, mayRead, mayRemove, mayWork, type Access } from './policy.ts'

const open = { example: false, finishedAt: null }
const finished = { example: false, finishedAt: new Date('2026-01-01') }
const example = { example: true, finishedAt: new Date('2026-01-01') }

test.each<[Access, string, typeof open | typeof finished, { read: boolean; work: boolean; answer: boolean; manage: boolean; remove: boolean }]>([
  ['owner', 'an open round', open, { read: true, work: true, answer: true, manage: true, remove: true }],
  ['owner', 'a finished round', finished, { read: true, work: true, answer: false, manage: true, remove: true }],
  ['owner', 'an example', example, { read: true, work: false, answer: false, manage: false, remove: false }],
  ['editor', 'an open round', open, { read: true, work: true, answer: true, manage: true, remove: false }],
  ['editor', 'a finished round', finished, { read: true, work: true, answer: false, manage: true, remove: false }],
  ['editor', 'an example', example, { read: true, work: false, answer: false, manage: false, remove: false }],
  ['contributor', 'an open round', open, { read: true, work: false, answer: false, manage: false, remove: false }],
  ['contributor', 'a finished round', finished, { read: true, work: false, answer: false, manage: false, remove: false }],
  ['reader', 'an open round', open, { read: true, work: false, answer: false, manage: false, remove: false }],
  ['reader', 'a finished round', finished, { read: true, work: false, answer: false, manage: false, remove: false }],
  ['reader', 'an example', example, { read: true, work: false, answer: false, manage: false, remove: false }],
  ['none', 'an open round', open, { read: false, work: false, answer: false, manage: false, remove: false }],
  ['none', 'a finished round', finished, { read: false, work: false, answer: false, manage: false, remove: false }],
  ['none', 'an example', example, { read: true, work: false, answer: false, manage: false, remove: false }],
])('who has right %s on %s', (access, _, round, may) => {
  expect({
    read: mayRead(access, round),
    work: mayWork(access, round),
    answer: mayAnswer(access, round),
    manage: mayManage(access, round),
    remove: mayRemove(access, round),
  }).toEqual(may)
})
