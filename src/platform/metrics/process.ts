import { memoryUsage, resourceUsage, uptime } from 'node:process'
import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import { SECOND } from '../clock.ts'
import type { Family, Metrics } from './registry.ts'

const RESOLUTION = 20
const NANOSECONDS = 1e9
const MICROSECONDS = 1e6

const single = (type: Family['type'], name: string, help: string, value: number): Family => ({ name, help, type, samples: [{ labels: {}, value }] })

/** How the process itself is doing: since when, how much memory and processor, and how long it lets others wait. */
export function collectProcess(metrics: Metrics, version: string): void {
  const startedAt = Math.floor(performance.timeOrigin / SECOND)
  // Measuring the delay costs a timer each 20 ms (`RESOLUTION`); it starts here, where someone will look at it.
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION })
  delay.enable()
  // What Node measures is the time from timer to timer; the delay is what that took too long.
  const seconds = (nanoseconds: number) => Math.max(0, nanoseconds / NANOSECONDS - RESOLUTION / SECOND)
  metrics.collect(() => {
    const memory = memoryUsage()
    const { userCPUTime, systemCPUTime } = resourceUsage()
    const quantiles = [50, 90, 99].map((percent) =>
      single('gauge', `nodejs_eventloop_delay_p${percent}_seconds`, `Delay of the event loop since the last look: percentile ${percent}.`, seconds(delay.percentile(percent))),
    )
    const longest = single('gauge', 'nodejs_eventloop_delay_max_seconds', 'Delay of the event loop since the last look: the longest.', seconds(delay.max))
    delay.reset()
    return [
      { name: 'koers_build_info', help: 'The version of Koers.', type: 'gauge', samples: [{ labels: { version }, value: 1 }] },
      single('gauge', 'process_start_time_seconds', 'When the process started, in seconds since 1970.', startedAt),
      single('gauge', 'process_uptime_seconds', 'How long the process has been running.', uptime()),
      single('gauge', 'process_memory_usage_bytes', 'Memory in use by the process (resident set).', memory.rss),
      single('gauge', 'v8js_memory_heap_used_bytes', 'Memory in use on the heap of JavaScript.', memory.heapUsed),
      {
        name: 'process_cpu_time_seconds_total',
        help: 'Processor time used.',
        type: 'counter',
        samples: [
          { labels: { cpu_mode: 'user' }, value: userCPUTime / MICROSECONDS },
          { labels: { cpu_mode: 'system' }, value: systemCPUTime / MICROSECONDS },
        ],
      },
      ...quantiles,
      longest,
    ]
  })
}
