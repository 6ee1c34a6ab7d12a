/**
 * Three images, one after the other, each with a request that blocks: the times add up, and nothing else in the program can
 * run meanwhile.
 *
 * On the timeline: main is one long running bar, without a wait, and the event loop is blocked all that time. A second
 * thread makes the requests.
 *
 * Unlike Python: Node has no blocking request, so a worker downloads while the main thread is put to sleep. Nobody would do
 * this in earnest; a loop with await fetch(url) prints the same lines, takes as long, and does not block.
 */
import { writeFileSync } from 'node:fs';
import { blockingGet } from './lib/blocking-get.ts';

function downloadImage(url: string) {
  console.log('开始下载:', url);
  const bytes = blockingGet(url);
  console.log('下载完成');
  const fileName = url.slice(url.lastIndexOf('_') + 1);
  writeFileSync(fileName, bytes);
}

const base = process.env.HTTP_BASE ?? 'http://127.0.0.1:8765';
const urls = [
  `${base}/www3.autoimg.cn/newsdfs/g26/M02/35/A9/120x90_0_autohomecar__ChsEe12AXQ6AOOH_AAFocMs8nzU621.jpg`,
  `${base}/www2.autoimg.cn/newsdfs/g30/M01/3C/E2/120x90_0_autohomecar__ChcCSV2BBICAUntfAADjJFd6800429.jpg`,
  `${base}/www3.autoimg.cn/newsdfs/g26/M0B/3C/65/120x90_0_autohomecar__ChcCP12BFCmAIO83AAGq7vK0sGY193.jpg`,
];

// async makes nothing wait: a function gives up the thread where it awaits, and this one does not
async function main() {
  for (const url of urls) {
    downloadImage(url);
  }
}

await main();
