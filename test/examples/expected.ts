/**
 * What each example prints. A line is compared as text (`${NAME}` stands for a variable of the environment), by a pattern, or
 * by a check of its value; lines in a list come in any order.
 */
import assert from 'node:assert/strict';

export type Line = string | RegExp | ((line: string) => void);
export interface Expected {
  readonly lines: readonly (Line | readonly Line[])[];
  /** Exit status. */
  readonly status?: number;
  /** A word of the error that ends it. */
  readonly stderr?: RegExp;
  /** What holds of the lines as a whole. */
  readonly all?: (lines: readonly string[]) => void;
}

const image = (name: string): string => `\${HTTP_BASE}/${name}`;
const IMAGES = [
  'www3.autoimg.cn/newsdfs/g26/M02/35/A9/120x90_0_autohomecar__ChsEe12AXQ6AOOH_AAFocMs8nzU621.jpg',
  'www2.autoimg.cn/newsdfs/g30/M01/3C/E2/120x90_0_autohomecar__ChcCSV2BBICAUntfAADjJFd6800429.jpg',
  'www3.autoimg.cn/newsdfs/g26/M0B/3C/65/120x90_0_autohomecar__ChcCP12BFCmAIO83AAGq7vK0sGY193.jpg',
].map(image);
const SENT = IMAGES.map((url) => `发送请求: ${url}`);
const STARTED = IMAGES.map((url) => `开始下载: ${url}`);

/** @param names of the tasks in each set, undefined for any */
function tasks(
  done: readonly (string | undefined)[],
  pending: readonly string[] = [],
): (line: string) => void {
  return (line) => {
    const found = [...line.matchAll(/Task \{ name: '([^']*)', state: '(\w+)'(?:, result: '([^']*)')? \}/g)];
    const facts = found.map(([, name, state, result]) => [name, state, result]);
    const ofState = (state: string): string[] =>
      facts.filter((fact) => fact[1] === state).map(([name]) => name!);
    assert.equal(found.length, done.length + pending.length, line);
    assert.deepEqual(ofState('pending').sort(), pending.toSorted());
    assert.equal(
      facts.filter(([, state, result]) => state === 'finished' && result === '返回值').length,
      done.length,
    );
    if (done.every((name) => name !== undefined))
      assert.deepEqual(ofState('finished').sort(), done.toSorted());
    assert.equal(line.split('\n').length, 1);
  };
}

const HASH = (line: string): void => {
  const pairs = [...line.matchAll(/(\w+): '(\w+)'/g)].map(([, key, value]) => `${key}=${value}`);
  assert.deepEqual(pairs.sort(), ['key1=1', 'key2=2', 'key3=3'], line);
};
/** The accounts of a fresh server with the tutorial's passwords, in any order. */
const ACCOUNTS = (line: string): void => {
  const pairs = [...line.matchAll(/\[ '([^']*)', '([^']*)' \]/g)].map(([, host, user]) => `${user}@${host}`);
  assert.ok(pairs.includes('root@%') || pairs.includes('root@localhost'), line);
  assert.equal(new Set(pairs).size, pairs.length);
};
/** An end comes after a result: at no line are there more ends than results. */
const resultsFirst = (lines: readonly string[]): void => {
  let open = 0;
  for (const line of lines.slice(2)) {
    open += line.startsWith('结束') ? -1 : 1;
    assert.ok(open >= 0, lines.join('\n'));
  }
};

const MAIN = ['main开始', 'main结束'];
const ONE_TWO = ['1', '1', '2', '2'];
const OVERLAP = { lines: ['1', '3', '2', '4'] };
const OTHERS = ['start', 'end', 'IO请求结束,结果为: 返回值'];
const BODY = '执行协程函数内部代码';
const FUTURES = (state: string): RegExp => new RegExp(`^<Future at 0x[0-9a-f]+ state=${state}>$`);
const POOL: Expected = {
  lines: [
    ...Array.from({ length: 5 }, () => FUTURES('running')),
    ...Array.from({ length: 5 }, () => FUTURES('pending')),
    ['0', '1', '2', '3', '4'],
    ['5', '6', '7', '8', '9'],
  ],
};
const LIST_OF_TEXTS = { lines: [BODY, BODY, 'IO请求结束,结果为: undefined', 'IO请求结束,结果为: undefined'] };
const COUNT = { lines: Array.from({ length: 99 }, (_, i) => String(i + 1)) };
const PAGES = {
  lines: [
    '发送请求: ${HTTP_BASE}/python.org',
    '发送请求: ${HTTP_BASE}/www.baidu.com',
    '发送请求: ${HTTP_BASE}/www.pythonav.com',
    '得到结果: ${HTTP_BASE}/www.baidu.com 350',
    '得到结果: ${HTTP_BASE}/www.pythonav.com 423',
    '得到结果: ${HTTP_BASE}/python.org 709',
  ],
};
const NOTHING = { lines: [] };

export const EXPECTED: Readonly<Record<string, Expected>> = {
  'plain-functions': { lines: ['1', '2', '3', '4'] },
  'greenlet-switch': OVERLAP,
  'yield-from': { lines: ['1', '3', '4', '2'] },
  'asyncio-coroutine-decorator': OVERLAP,
  'async-await-keywords': OVERLAP,
  'download-sync': { lines: STARTED.flatMap((line) => [line, '下载完成']) },
  'download-sync--await-in-a-loop': { lines: STARTED.flatMap((line) => [line, '下载完成']) },
  'download-async': { lines: [...SENT, ...IMAGES.toReversed().map((url) => `下载完成 ${url}`)] },
  'download-async--part2': { lines: SENT },
  'event-loop-pseudocode': {
    lines: ['任务1 开始', '任务2 开始', '任务3 开始', '任务2 结束', '任务3 结束', '任务1 结束'],
  },
  'get-event-loop': { lines: ['任务执行'] },
  'get-event-loop--part2': NOTHING,
  'coroutine-object': NOTHING,
  'run-coroutine': { lines: ['快来搞我吧!'] },
  'run-coroutine--run-until-complete': { lines: ['快来搞我吧!'] },
  'run-coroutine--part2': { lines: ['协程内部代码'] },
  'run-coroutine--part2-run-until-complete': { lines: ['协程内部代码'] },
  'run-coroutine--leftover-task': { lines: ['main done', 'slow done'] },
  'await-sleep': { lines: ['来玩呀', '结束 undefined'] },
  'await-sleep--part2': { lines: [BODY, 'IO请求结束,结果为: undefined'] },
  'await-others': { lines: [BODY, ...OTHERS] },
  'await-others--two-chains': { lines: ['A 0', 'B 0', 'A 1', 'B 1', 'A 2', 'B 2'] },
  'await-others-twice': { lines: [BODY, ...OTHERS, ...OTHERS] },
  'await-others-twice--called-first': {
    lines: [BODY, 'start', 'start', ...OTHERS.slice(1), ...OTHERS.slice(1)],
  },
  'task-create': { lines: [...MAIN, ...ONE_TWO, '返回值 返回值'] },
  'task-create--eager': { lines: ['main开始', '1', '1', 'main结束', '2', '2', '返回值 返回值'] },
  'task-create--lost-error': { lines: ['main goes on'], status: 1, stderr: /nobody looks at me/ },
  'task-wait-done': { lines: [...MAIN, ...ONE_TWO, tasks(['n1', 'n2'])] },
  'task-wait-done--part2': { lines: [...MAIN, ...ONE_TWO, tasks(['n1', 'n2'])] },
  'task-wait-done--timeout': { lines: [...MAIN, '1', '1', tasks([], ['n1', 'n2'])] },
  'task-wait-done--bare-coroutines': { lines: MAIN, status: 1, stderr: /TypeError: wait\(\) takes tasks/ },
  'wait-coroutine-list': { lines: [...ONE_TWO, tasks([undefined, undefined])] },
  'wait-coroutine-list--part2': LIST_OF_TEXTS,
  'wait-coroutine-list--create-task-outside-loop': LIST_OF_TEXTS,
  'future-unresolved': { lines: [], status: 13 },
  'future-unresolved--no-top-level-await': NOTHING,
  'future-unresolved--with-timeout': { lines: ['timeout'] },
  'future-set-result': { lines: ['666'] },
  'thread-pool-submit': POOL,
  'thread-pool-submit--part2': POOL,
  'thread-pool-submit--process-pool': POOL,
  'run-in-executor': { lines: ['default thread pool SB'] },
  'run-in-executor--custom-thread-pool': { lines: ['custom thread pool SB'] },
  'run-in-executor--process-pool': { lines: ['custom process pool SB'] },
  'run-in-executor--all-three': {
    lines: ['default thread pool SB', 'custom thread pool SB', 'custom process pool SB'],
  },
  'run-in-executor-requests': { lines: [...STARTED, '下载完成', '下载完成', '下载完成'] },
  'async-iterator': COUNT,
  'async-iterator--sleep': COUNT,
  'async-iterator--two-readers': { lines: ['A 1', 'B 1', 'A 2', 'B 2', 'A 3', 'B 3'] },
  'async-context-manager': { lines: ['666'] },
  'uvloop-policy': { lines: [/^libuv \d+\.\d+\.\d+$/, ...OVERLAP.lines] },
  'redis-basic': { lines: ['开始执行 ${REDIS_A}', HASH, '结束 ${REDIS_A}'] },
  'redis-two-servers': {
    lines: ['开始执行 ${REDIS_A}', '开始执行 ${REDIS_B}', [HASH, HASH, '结束 ${REDIS_A}', '结束 ${REDIS_B}']],
    all: resultsFirst,
  },
  'mysql-basic': { lines: [ACCOUNTS] },
  'mysql-two-hosts': {
    lines: [
      '开始 127.0.0.1',
      '开始 ${MYSQL_HOST_B}',
      [ACCOUNTS, ACCOUNTS, '结束 127.0.0.1', '结束 ${MYSQL_HOST_B}'],
    ],
    all: resultsFirst,
  },
  'mysql-two-hosts--part2': {
    lines: ['开始 127.0.0.1', '开始 127.0.0.1', [ACCOUNTS, ACCOUNTS, '结束 127.0.0.1', '结束 127.0.0.1']],
    all: resultsFirst,
  },
  'fastapi-redis': { lines: ['请求来了', '请求来了', HASH, HASH] },
  'crawler-aiohttp': PAGES,
  'crawler-aiohttp--part2': PAGES,
};
