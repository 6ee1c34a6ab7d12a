/**
 * A generator that hands over to another one in its middle: yield* goes through the inner generator before the outer goes on.
 *
 * On the timeline: the printed lines 1 3 4 2, and no lane. A generator is lazy and synchronous: nothing runs until the loop
 * asks for the next value, and nobody waits.
 *
 * Unlike Python: no difference; yield* is yield from, down to the value it returns.
 */
function* func1() {
  yield 1;
  yield* func2();
  yield 2;
}

function* func2() {
  yield 3;
  yield 4;
}

for (const item of func1()) {
  console.log(item);
}
