/**
 * The tour: a breakfast, cooked by tasks that take turns.
 *
 * Every call of an async function is a task with a lane of its own on the timeline. Follow the numbers: each says what
 * to look at. Click a bar to come back here; put the cursor on a line to see which lanes pass through it.
 */
import { readFile } from 'node:fs/promises';
import { createServer, get } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** 1. One task, three awaits. It runs for an instant, waits for a timer, and runs on: the waits fill the lane. */
async function brewCoffee(cups: number): Promise<string> {
  await pause(180);
  console.log('the water boils');
  for (let cup = 1; cup <= cups; cup++) {
    await pause(110);
    console.log(`coffee ${cup} is poured`);
  }
  return `${cups} coffees`;
}

/** 2. This one waits for the disk. Several toasts run at once, so their lanes overlap in time. */
async function toast(slice: number): Promise<string> {
  const recipe = await readFile(new URL('recipe.txt', import.meta.url), 'utf8');
  const seconds = Number(/toast: (\d+)/.exec(recipe)?.[1] ?? 1);
  await pause(seconds * 100 + slice * 60);
  if (slice === 3) throw new Error('the third slice is burnt');
  return `toast ${slice}`;
}

/** 3. A task that waits for other tasks: the arrow runs from the end of the last toast to here. */
async function makeToasts(): Promise<string> {
  const good = await Promise.all([toast(1), toast(2)]);
  try {
    await toast(3);
  } catch (error) {
    // 4. The await above was left by a throw: its task ended rejected, and this one lives on.
    console.log(`never mind, ${(error as Error).message}`);
  }
  return good.join(' and ');
}

/** 5. An HTTP call to the shop below, in this same process: two lanes that answer each other. */
async function buyEggs(shop: Server): Promise<number> {
  const { port } = shop.address() as AddressInfo;
  const answer = await request(`http://127.0.0.1:${port}/eggs`);
  return Number(answer);
}

/** The shop's side of the call. It was not called by any of our tasks: a connection's callback began it. */
async function sellEggs(): Promise<string> {
  await pause(140);
  return '3';
}

async function fryEggs(shop: Server): Promise<string> {
  const count = await buyEggs(shop);
  for (let egg = 1; egg <= count; egg++) {
    await pause(90);
    console.log(`egg ${egg} sizzles`);
    // 6. Microtasks take almost no time. Switch to the order axis to see these awaits as wide as the others.
    await null;
    await null;
  }
  return `${count} eggs`;
}

/** 7. Nobody ever settles this promise: the lane stays open to the end, and nothing after the await is reached. */
async function waitForTheNeighbour(): Promise<void> {
  await new Promise<void>(() => {});
  console.log('the neighbour has come');
}

async function breakfast(shop: Server): Promise<void> {
  void waitForTheNeighbour();
  // 8. All three start before the first of them is awaited: that is why they overlap.
  const coffee = brewCoffee(2);
  const toasts = makeToasts();
  const eggs = fryEggs(shop);
  // 9. Awaited in this order, whatever order they finish in: a finished task is no reason to run before its await.
  console.log('on the table:', await coffee);
  console.log('on the table:', await toasts);
  console.log('on the table:', await eggs);
}

async function openShop(): Promise<Server> {
  const shop = createServer((_request, response) => {
    void sellEggs().then((eggs) => response.end(eggs));
  });
  await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve));
  return shop;
}

function request(url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    get(url, { agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => (text += part));
      response.on('end', () => resolve(text));
    }).on('error', reject);
  });
}

async function main(): Promise<void> {
  const shop = await openShop();
  await breakfast(shop);
  shop.close();
  console.log('breakfast is over');
}

await main();
