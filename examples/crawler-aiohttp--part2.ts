/**
 * The crawler without a return value: each task prints its result and keeps nothing.
 *
 * On the timeline: three tasks fetchText above one another; each is resumed when its page has come.
 *
 * Unlike Python: length counts UTF-16 units, and a character outside the first plane has two; spreading the text counts
 * characters, as len does. text() takes every page for UTF-8, whatever its header says.
 */
async function fetchText(url: string) {
  console.log('发送请求:', url);
  const response = await fetch(url);
  const text = await response.text();
  console.log('得到结果:', url, [...text].length);
}

const base = process.env.HTTP_BASE ?? 'http://127.0.0.1:8765';
const urls = [`${base}/python.org`, `${base}/www.baidu.com`, `${base}/www.pythonav.com`];

const results = await Promise.allSettled(urls.map(fetchText));
for (const result of results) {
  if (result.status === 'rejected') console.error(result.reason);
}
