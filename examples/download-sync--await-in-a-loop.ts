/**
 * The three downloads one after the other with await: as slow as blocking, but the thread is free in between. A timer that
 * ticks meanwhile would go on ticking.
 *
 * On the timeline: three tasks that follow one another like stairs, where download-async has them above one another.
 *
 * Unlike Python: no difference of order.
 */
import { writeFile } from 'node:fs/promises';

async function downloadImage(url: string) {
  console.log('开始下载:', url);
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
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
for (const url of urls) {
  await downloadImage(url);
}
