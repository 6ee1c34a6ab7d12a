/**
 * Something that is opened and has to be closed again, whatever happens: await using closes it at the end of the block.
 *
 * On the timeline: func waits for open, for doSomething, and at the end of its block for the disposal, a second that no await
 * in the text shows.
 *
 * Unlike Python: opening is an ordinary call, only closing is part of the language. An __aexit__ can swallow an error by
 * returning true; a disposal cannot.
 *
 * Node 24 runs this as it is; tsx makes it run on older versions.
 */
import { setTimeout as sleep } from 'node:timers/promises';

class Connection {
  static async open(): Promise<Connection> {
    await sleep(1000); // connects
    return new Connection();
  }

  async doSomething(): Promise<number> {
    return 666;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await sleep(1000); // says goodbye
  }
}

async function func() {
  await using connection = await Connection.open();
  const result = await connection.doSomething();
  console.log(result);
}

await func();
