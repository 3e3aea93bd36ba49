/** How large the made-up country is. The whole: about as many boards and schools as the Netherlands has, all sectors together. */
export type Size = { boards: number; schools: number; rounds: number; answerers: number }

export const whole: Size = { boards: 1500, schools: 9000, rounds: 5, answerers: 4 }
/** For the correctness pass: the same shape, made in a second. */
export const little: Size = { boards: 150, schools: 900, rounds: 2, answerers: 4 }
