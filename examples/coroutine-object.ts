/**
 * Describing work without doing it. A thunk, a function without arguments, is work that has not begun.
 *
 * On the timeline: nothing. Call the thunk, and a task func appears.
 *
 * Unlike Python: calling an async function is no description, it runs the body at once up to its first await. A Python
 * coroutine object does nothing until a loop runs it, and Python complains at exit if none did; nobody complains of a thunk.
 */
async function func() {
  // the work
}

export const result = () => func();
// the false friend: this would run the body here and now
// const result = func();
