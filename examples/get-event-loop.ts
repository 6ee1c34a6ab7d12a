/**
 * Running one task on the event loop. Node starts its loop by itself: awaiting the task at the top level is all there is to do.
 *
 * On the timeline: the module awaits the task main; both end at once.
 *
 * Unlike Python: there is no loop to fetch, start, stop or replace. And Node goes on until nothing keeps it alive, not just
 * until this one task is done.
 */
async function main() {
  console.log('任务执行');
}

await main();
