/**
 * @returns calls back after what waits already, in order. A timer would not do: from the fifth in a row on, browsers hold it back for
 * 4 ms, and a large recording comes in through hundreds of them
 */
export function makeSoon(): (callback: () => void) => void {
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port2.addEventListener('message', () => waiting.shift()!());
  port2.start();
  return (callback) => {
    waiting.push(callback);
    port1.postMessage(null);
  };
}
