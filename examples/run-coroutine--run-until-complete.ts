/**
 * The older way to run a coroutine, with the loop in one's own hands. In Node it is the same await.
 *
 * On the timeline: the module calls func and waits for its outcome.
 *
 * Unlike Python: run_until_complete returns once its task is done, whatever else is pending. Node ends when nothing keeps it
 * alive.
 */
async function func() {
  console.log('快来搞我吧!');
}

// both ways of Python end here: top-level await is the only one, and it needs no loop in a name
await func();
