/**
 * Three downloads with a library that can only block, each on a thread of a pool, awaited from one loop.
 *
 * On the timeline: three tasks whose waits lie above one another, and three threads that are busy meanwhile.
 *
 * Unlike Python: with fetch none of this is needed. The pattern is for libraries that only block, and for work that keeps
 * the processor busy. What a thread returns is copied, so it returns the bytes and not the response.
 */
import { writeFile } from 'node:fs/promises';
import { isMainThread } from 'node:worker_threads';
import { Piscina } from 'piscina';
import { blockingGet } from './lib/blocking-get.ts';

/**
 * Runs in a thread of the pool, which imports this very file. An async function has a lane on the timeline; this one blocks
 * all the same.
 */
export default async function get(url: string): Promise<Uint8Array> {
  return blockingGet(url);
}

async function downloadImage(pool: Piscina<string, Uint8Array>, url: string) {
  console.log('开始下载:', url);
  const bytes = await pool.run(url);
  console.log('下载完成');
  const fileName = url.slice(url.lastIndexOf('_') + 1);
  await writeFile(fileName, bytes);
}

const base = process.env.HTTP_BASE ?? 'http://127.0.0.1:8765';
const urls = [
  `${base}/www3.autoimg.cn/newsdfs/g26/M02/35/A9/120x90_0_autohomecar__ChsEe12AXQ6AOOH_AAFocMs8nzU621.jpg`,
  `${base}/www2.autoimg.cn/newsdfs/g30/M01/3C/E2/120x90_0_autohomecar__ChcCSV2BBICAUntfAADjJFd6800429.jpg`,
  `${base}/www3.autoimg.cn/newsdfs/g26/M0B/3C/65/120x90_0_autohomecar__ChcCP12BFCmAIO83AAGq7vK0sGY193.jpg`,
];
if (isMainThread) {
  const pool = new Piscina<string, Uint8Array>({ filename: import.meta.url, minThreads: 3, maxThreads: 3 });
  const results = await Promise.allSettled(urls.map((url) => downloadImage(pool, url)));
  for (const result of results) {
    if (result.status === 'rejected') console.error(result.reason);
  }
  await pool.close();
}
