/** Nothing to call: the demonstration shows itself through the verbs of assessments (`example`, `examples`). */
export {}
