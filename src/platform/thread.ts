import { join } from 'node:path'
import { parentPort, Worker, type TransferListItem } from 'node:worker_threads'
import { root } from './root.ts'

/**
 * Work that would keep everyone waiting is done in a thread of its own. A file `*.thread.ts` is what runs there; it takes one
 * question after the other, and its answer comes back as a copy.
 */
export type Thread<Question, Answer> = {
  /** @throws the error of the thread, as a copy; one that says that it stopped, when it did. The next question starts it again. */
  ask(question: Question): Promise<Answer>
}
type Numbered<Message> = Message & { number: number }
type Reply<Answer> = Numbered<{ answer: Answer } | { error: unknown }>
type Waiting<Answer> = { resolve: (answer: Answer) => void; reject: (error: unknown) => void }

/** `source`: its path in src/ without the extension, which is its path in dist/ as well. The thread starts with the first question. */
export function openThread<Question, Answer>(source: string): Thread<Question, Answer> {
  const waiting = new Map<number, Waiting<Answer>>()
  let worker: Worker | undefined
  let asked = 0

  function start(): Worker {
    const started = new Worker(import.meta.filename.endsWith('.ts') ? join(root, `src/${source}.ts`) : join(root, `dist/${source}.js`))
    started.on('message', (reply: Reply<Answer>) => {
      const asker = waiting.get(reply.number)
      waiting.delete(reply.number)
      if (waiting.size === 0) started.unref()
      if ('answer' in reply) asker?.resolve(reply.answer)
      else asker?.reject(reply.error)
    })
    let reason: unknown
    started.on('error', (error) => (reason = error))
    started.on('exit', () => {
      if (worker === started) worker = undefined
      const stopped = new Error(`The thread of ${source} stopped`, { cause: reason })
      for (const { reject } of waiting.values()) reject(stopped)
      waiting.clear()
    })
    return started
  }

  return {
    ask(question) {
      const asking = (worker ??= start())
      const number = asked++
      return new Promise((resolve, reject) => {
        asking.postMessage({ number, question })
        waiting.set(number, { resolve, reject })
        // Only while someone waits for an answer does the thread keep the process from ending.
        asking.ref()
      })
    },
  }
}

/**
 * In the thread: `answer` is called for each question. What is in `moved` is handed over instead of copied. Between two questions the
 * thread does what else waits: memory outside JavaScript is freed only then.
 */
export function answerInThread(answer: (question: never) => { answer: unknown; moved?: readonly TransferListItem[] }): void {
  const questions: Numbered<{ question: never }>[] = []
  const next = () => {
    const [asked] = questions
    if (!asked) return
    parentPort?.postMessage(...replyTo(asked))
    questions.shift()
    setImmediate(next)
  }
  const replyTo = ({ number, question }: Numbered<{ question: never }>): [object, readonly TransferListItem[]] => {
    try {
      const { moved = [], ...found } = answer(question)
      return [{ number, ...found }, moved]
    } catch (error) {
      return [{ number, error }, []]
    }
  }
  parentPort?.on('message', (asked: Numbered<{ question: never }>) => {
    if (questions.push(asked) === 1) setImmediate(next)
  })
}
