/**
 * Calls `send` at the moments a schedule sets, whatever the server does: a slow answer delays nobody, and what leaves
 * late is still counted from the moment it was due. Writers take turns; the gaps are those of people who do not wait for
 * each other (exponential).
 */
export function openLoop<T>(options: {
  writers: readonly T[];
  /** Updates per second of each writer. */
  pace: number;
  random: () => number;
  send: (writer: T, due: number) => void;
}): { stop: () => void } {
  const { writers, pace, random, send } = options;
  const meanGap = 1_000 / (pace * writers.length);
  let due = performance.now();
  let turn = 0;
  let timer: NodeJS.Timeout;

  function run() {
    // What is due meanwhile waits for the next turn of the loop: the answers must be read too.
    for (const now = performance.now(); due <= now; turn = (turn + 1) % writers.length) {
      const writer = writers[turn];
      if (writer !== undefined) send(writer, due);
      due += -Math.log(1 - random()) * meanGap;
    }
    timer = setTimeout(run, Math.max(0, due - performance.now()));
  }

  run();
  return { stop: () => clearTimeout(timer) };
}
