/**
 * Figures for a monitor, in the text format of Prometheus (0.0.4); names follow the semantic conventions of OpenTelemetry where
 * there is one, written the way Prometheus writes them. Labels hold route patterns, codes and states: never what a person typed,
 * never an address or an id.
 */
export type Sample = { labels: Record<string, string>; value: number }
export type Family = { name: string; help: string; type: 'counter' | 'gauge' | 'histogram'; samples: (Sample & { suffix?: string })[] }

export type Metrics = {
  histogram(name: string, help: string, labels: readonly string[], bounds: readonly number[]): { observe(value: number, ...labels: string[]): void }
  /** Asked when the figures are asked for. */
  collect(read: () => Family[] | Promise<Family[]>): void
  text(): Promise<string>
}

export function createMetrics(): Metrics {
  const readers: (() => Family[] | Promise<Family[]>)[] = []
  return {
    histogram(name, help, labels, bounds) {
      const series = new Map<string, Series>()
      readers.push(() => [{ name, help, type: 'histogram', samples: [...series.values()].flatMap((one) => samplesOf(one, bounds)) }])
      return {
        observe(value, ...values) {
          const key = values.join('\n')
          let one = series.get(key)
          if (!one) series.set(key, (one = { labels: Object.fromEntries(labels.map((label, at) => [label, values[at] ?? ''])), counts: bounds.map(() => 0), count: 0, sum: 0 }))
          const at = bounds.findIndex((bound) => value <= bound)
          if (at >= 0) one.counts[at] = (one.counts[at] ?? 0) + 1
          one.count++
          one.sum += value
        },
      }
    },
    collect: (read) => void readers.push(read),
    text: async () => (await Promise.all(readers.map(async (read) => read()))).flat().map(textOf).join(''),
  }
}

type Series = { labels: Record<string, string>; counts: number[]; count: number; sum: number }

function samplesOf({ labels, counts, count, sum }: Series, bounds: readonly number[]): Family['samples'] {
  let upTo = 0
  return [
    ...bounds.map((bound, at) => ({ suffix: '_bucket', labels: { ...labels, le: String(bound) }, value: (upTo += counts[at] ?? 0) })),
    { suffix: '_bucket', labels: { ...labels, le: '+Inf' }, value: count },
    { suffix: '_sum', labels, value: sum },
    { suffix: '_count', labels, value: count },
  ]
}

function textOf({ name, help, type, samples }: Family): string {
  const lines = samples.map(({ suffix = '', labels, value }) => {
    const given = Object.entries(labels).filter(([, text]) => text !== '')
    return `${name}${suffix}${given.length === 0 ? '' : `{${given.map(([label, text]) => `${label}="${escaped(text)}"`).join(',')}}`} ${value}\n`
  })
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join('')}`
}

const escaped = (text: string) => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
