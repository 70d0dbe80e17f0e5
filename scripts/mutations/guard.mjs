/** A guard of the code: its file, its text, what stands there without it, and the tests nearest to it, the narrowest first. */
export const guard = (file, from, to, ...tests) => ({ file, from, to, tests });

export const mission = "app/domain/mission";
export const attendance = "app/domain/attendance";
export const hours = "app/domain/hours";
export const pay = "app/domain/pay";
export const budget = "app/domain/budget";
