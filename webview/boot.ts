/** Runs before the rest of the page is read: until a worker runs takes as long as building the page, and both can go on at once. */
import { startWorker } from './start-worker';

window.awaitscopeWorker = startWorker();
