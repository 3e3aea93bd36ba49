/** What Koers holds itself to; the table in the issue *Koers stands*, by the name of the figure. */
export type Bar = { atMost: number } | { atLeast: number }

export const bars = {
  firstVisitKiB: { atMost: 60 },
  firstVisitRequests: { atMost: 5 },
  requiredScriptKB: { atMost: 0 },
  htmlKB: { atMost: 14 },
  repeatVisitKiB: { atMost: 8 },
  repeatVisitRequests: { atMost: 1 },

  lighthousePerformance: { atLeast: 0.99 },
  lighthouseAccessibility: { atLeast: 1 },
  lighthousePaintS: { atMost: 1.5 },
  lighthouseShift: { atMost: 0.01 },

  questionCpuMs: { atMost: 0.5 },
  answerCpuMs: { atMost: 1 },
  writersP95Ms: { atMost: 25 },
  overviewCpuMs: { atMost: 1 },
  reportMs: { atMost: 30 },
  pdfMs: { atMost: 150 },
  odsMs: { atMost: 150 },

  startAgainS: { atMost: 2 },
  startFirstS: { atMost: 15 },
  memoryMB: { atMost: 200 },

  boardOverviewMs: { atMost: 60 },
  perspectivesMs: { atMost: 50 },
  adoptionMs: { atMost: 300 },

  comparisonPageMs: { atMost: 50 },
  comparisonRebuildS: { atMost: 30 },

  steadyP99Ms: { atMost: 150 },
  steadyGrowth: { atMost: 1.1 },
  recoveryS: { atMost: 10 },
  restartWaitS: { atMost: 10 },
} as const satisfies Record<string, Bar>

export const barWords = (bar: Bar) => ('atMost' in bar ? `≤ ${bar.atMost}` : `≥ ${bar.atLeast}`)
