import { koersProcess } from '../koers.ts'
import { startServer, type ServerProcess } from '../server-process.ts'
import type { Stage } from '../stage.ts'
import { nationalScene, type Scene } from './scene.ts'

/** The same scene with a second process on its database: one for each of two cores, as docs/scaling.md says. Work goes to both in turn. */
export async function onTwoProcesses<T>(stage: Stage, work: (scene: Scene, servers: readonly ServerProcess[]) => Promise<T>): Promise<T> {
  const [scene, { url: databaseUrl, folder }] = [await nationalScene(stage), await stage.national()]
  const second = await startServer(await koersProcess({ dataFolder: folder, databaseUrl, profile: stage.options.profile }))
  try {
    return await work({ ...scene, where: `two processes on ${scene.where}` }, [scene.server, second])
  } finally {
    await second.stop()
  }
}
