/**
 * The three downloads at once, saying nothing when one is complete: the output alone no longer tells in which order they
 * ended.
 *
 * On the timeline: the order is still there, in the resumes of the three tasks.
 *
 * Unlike Python: as in download-async.
 */
import { writeFile } from 'node:fs/promises';

async function download(url: string) {
  console.log('发送请求:', url);
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  const fileName = url.slice(url.lastIndexOf('_') + 1);
  await writeFile(fileName, new Uint8Array(await response.arrayBuffer()));
}

const base = process.env.HTTP_BASE ?? 'http://127.0.0.1:8765';
const urls = [
  `${base}/www3.autoimg.cn/newsdfs/g26/M02/35/A9/120x90_0_autohomecar__ChsEe12AXQ6AOOH_AAFocMs8nzU621.jpg`,
  `${base}/www2.autoimg.cn/newsdfs/g30/M01/3C/E2/120x90_0_autohomecar__ChcCSV2BBICAUntfAADjJFd6800429.jpg`,
  `${base}/www3.autoimg.cn/newsdfs/g26/M0B/3C/65/120x90_0_autohomecar__ChcCP12BFCmAIO83AAGq7vK0sGY193.jpg`,
];
const results = await Promise.allSettled(urls.map(download));
for (const result of results) {
  if (result.status === 'rejected') console.error(result.reason);
}
