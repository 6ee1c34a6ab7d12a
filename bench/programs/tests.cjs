// A suite of tests under mocha, most of them async: what they test is a small queue.
'use strict';
const assert = require('node:assert/strict');
const Mocha = require('mocha');

class Queue {
  #tail = Promise.resolve();
  async add(job) {
    const before = this.#tail;
    let done;
    this.#tail = new Promise((resolve) => (done = resolve));
    await before;
    try {
      return await job();
    } finally {
      done();
    }
  }
}
const soon = (value) => new Promise((resolve) => setImmediate(resolve, value));

const mocha = new Mocha({ reporter: 'min' });
const suite = Mocha.Suite.create(mocha.suite, 'Queue');
for (let i = 0; i < 1500; i++) {
  suite.addTest(
    new Mocha.Test(`runs ${i} in order`, async () => {
      const queue = new Queue();
      const order = [];
      const all = [1, 2, 3].map((n) =>
        queue.add(async () => {
          order.push(await soon(n));
          return n * i;
        }),
      );
      assert.deepEqual(await Promise.all(all), [i, 2 * i, 3 * i]);
      assert.deepEqual(order, [1, 2, 3]);
    }),
  );
}
const { write } = process.stdout;
process.stdout.write = () => true;
const before = process.cpuUsage();
mocha.run((failures) => {
  const { user, system } = process.cpuUsage(before);
  process.stdout.write = write;
  console.log(JSON.stringify({ ms: (user + system) / 1000, failures }));
});
