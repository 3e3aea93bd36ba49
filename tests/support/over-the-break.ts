import { expect } from 'vitest'
import { testApp, type TestApp } from './app.ts'
import { nextVersion, publish } from './content.ts'

/** 2027.1: what comes after the real content; see `nextVersion` for what happens in it. */
export const later = nextVersion()

/** A measurement that was just begun. */
export async function begun(app: TestApp) {
  const owner = app.visitor()
  const path = (await owner.follow(owner.post('/metingen', {}))).path.replace('/profiel', '')
  const say = (condition: string, fields: Record<string, string | string[]>) => owner.post(`${path}/${condition}`, { version: '0', ...fields })
  return { owner, path, say }
}

/** A finished round in 2026.1 with these answers, and the next round, begun after 2027.1 was published. */
export async function overTheBreak(answers: Record<string, Record<string, string | string[]>>) {
  const app = await testApp()
  const { owner, path: earlier, say } = await begun(app)
  for (const [condition, fields] of Object.entries(answers)) expect((await say(condition, fields)).status).toBe(303)
  await owner.post(`${earlier}/afronden`, {})
  await publish(app, later)
  app.clock.set('2027-03-01T09:00:00Z')
  const path = (await owner.post(`${earlier}/nieuwe-ronde`, {})).location ?? ''
  return { app, owner, earlier, path }
}
