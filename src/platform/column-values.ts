const DATE = 1082
const BIGINT = 20

/** Which columns come back as what, by the number of their type: dates stay text (a day has no zone), bigints are numbers (none here passes 2^53). */
export const columnValues = { [DATE]: (value: string) => value, [BIGINT]: Number }
