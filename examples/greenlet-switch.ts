/**
 * Coroutines by hand: each function says itself when it stops and who goes on. A generator can stop in the middle, and a
 * small loop (a trampoline) goes on with the generator that it was given.
 *
 * On the timeline: the printed lines 1 3 2 4, and no lane. Switching is no await; Node does not take part.
 *
 * Unlike Python: a greenlet may switch from any depth of ordinary calls, because it has a stack of its own. A generator has
 * none: only its own body can yield, or that of a generator it delegates to with yield*. To hand over a value as well, the
 * loop would pass it to next(value).
 */
class Greenlet {
  readonly #body: () => Generator<Greenlet, void, void>;
  #steps: Generator<Greenlet, void, void> | undefined;

  constructor(body: () => Generator<Greenlet, void, void>) {
    this.#body = body;
  }

  /** Goes on with this greenlet, then with whichever it yields, until one of them ends. */
  switch(): void {
    let current: Greenlet = this;
    for (;;) {
      current.#steps ??= current.#body();
      const step = current.#steps.next();
      // the one that ends gives control back to the main program; the other stays where it stopped
      if (step.done) return;
      current = step.value;
    }
  }
}

function* func1() {
  console.log(1); // step 1
  yield gr2; // step 2: over to func2
  console.log(2); // step 5
  yield gr2; // step 6: over to func2, where it stopped
}

function* func2() {
  console.log(3); // step 3
  yield gr1; // step 4: over to func1, where it stopped
  console.log(4); // step 7
}

const gr1 = new Greenlet(func1);
const gr2 = new Greenlet(func2);
gr1.switch(); // step 0
