/**
 * Describing work, then doing it, with another line to print.
 *
 * On the timeline: the module calls func and waits for its outcome.
 *
 * Unlike Python: run_until_complete returns once its task is done, whatever else is pending. Node ends when nothing keeps it
 * alive.
 */
async function func() {
  console.log('协程内部代码');
}

const result = () => func();

await result();
