/**
 * The tests' hands and eyes: they run in the extension host and reach the page through this loopback endpoint.
 * One operation a POST, arguments and answer as JSON. The other side is test/host/support/ui.ts.
 */
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { join } from 'node:path';

const LIMIT_MS = 30_000;

/**
 * @param {import('playwright-core').Page} page
 * @param {string} artifacts folder for screenshots
 */
export async function startUiEndpoint(page, artifacts) {
  const operations = operationsOn(page, artifacts);
  // the address is a secret, so that no page that the browser shows can guess it
  const secret = randomBytes(16).toString('hex');
  const server = createServer(async (request, response) => {
    const answer = (status, body) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    try {
      const [, key, name] = (request.url ?? '').split('/');
      const operation = key === secret ? operations[name] : undefined;
      if (!operation) return answer(404, { error: `no operation ${name}` });
      answer(200, { value: (await operation(await bodyOf(request))) ?? null });
    } catch (error) {
      answer(500, { error: error.message });
    }
  });
  await new Promise((resolve) => server.listen({ port: 0, host: '127.0.0.1' }, () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}/${secret}`,
    close() {
      server.close();
    },
  };
}

function operationsOn(page, artifacts) {
  const timeout = LIMIT_MS;
  const inWebview = async ({ selector, frame = selector }) =>
    (await webviewWith(page, frame)).locator(selector).first();
  return {
    'webview-click': async (o) => (await inWebview(o)).click({ timeout, ...o.options }),
    'webview-hover': async (o) => (await inWebview(o)).hover({ timeout, ...o.options }),
    'webview-focus': async (o) => (await inWebview(o)).focus({ timeout }),
    'webview-text': async (o) => (await inWebview(o)).innerText({ timeout }),
    'webview-eval': async ({ frame, source, arg }) =>
      (await webviewWith(page, frame)).evaluate(callOf(source, arg)),
    'page-click': ({ selector, options }) =>
      page
        .locator(selector)
        .first()
        .click({ timeout, ...options }),
    'page-text': ({ selector }) => page.locator(selector).first().innerText({ timeout }),
    'page-eval': ({ source, arg }) => page.evaluate(callOf(source, arg)),
    key: ({ keys }) => page.keyboard.press(keys),
    type: ({ text }) => page.keyboard.type(text),
    wheel: ({ x, y }) => page.mouse.wheel(x, y),
    resize: (size) => page.setViewportSize(size),
    screenshot: ({ name }) => page.screenshot({ path: join(artifacts, `${name}.png`) }),
  };
}

function callOf(source, arg) {
  return `(${source})(${arg === undefined ? '' : JSON.stringify(arg)})`;
}

/**
 * A webview is an iframe with a frame of VS Code's own, and in it the extension's page, #active-frame.
 * @param {string} [selector] the webview that has such an element; else any
 */
async function webviewWith(page, selector = 'body') {
  const end = Date.now() + LIMIT_MS;
  for (;;) {
    for (const frame of page.frames()) {
      if (await isShownWebview(frame).catch(() => false)) {
        const found = await frame
          .locator(selector)
          .count()
          .catch(() => 0);
        if (found > 0) return frame;
      }
    }
    if (Date.now() > end) throw new Error(`no webview has ${selector}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function isShownWebview(frame) {
  const element = await frame.frameElement();
  if ((await element.getAttribute('id')) !== 'active-frame') return false;
  const outer = await frame.parentFrame().frameElement();
  return outer.isVisible();
}

async function bodyOf(request) {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return text === '' ? {} : JSON.parse(text);
}
