/** What runs in a page before it, in the place of its host: what it sends goes to the test, and its document looks as VS Code makes it look. */

interface HostInPage {
  hostReceives?: (message: unknown) => void;
  hostSaves?: (state: unknown) => void;
  hostSends?: (message: unknown) => void;
  hacked?: unknown;
}
declare global {
  interface Window extends HostInPage {}
}

/** Runs in the page, before it. */
export function installHost({ saved, noWorker }: { saved: unknown; noWorker: boolean }): void {
  if (noWorker) Reflect.deleteProperty(window, 'Worker');
  Object.assign(window, {
    awaitscopeHost: {
      post: (message: unknown) => window.hostReceives!(message),
      connect: (receive: (message: unknown) => void) => (window.hostSends = receive),
      getState: () => saved,
      setState: (state: unknown) => window.hostSaves!(state),
    },
  });
  document.addEventListener('securitypolicyviolation', (event) => {
    console.error(`forbidden: ${event.violatedDirective} ${event.blockedURI}`);
  });
}

/** Runs in the page, before it: what VS Code does to the document. */
export function setTheme(theme: { body: string; variables: Readonly<Record<string, string>> }): void {
  const apply = (): void => {
    const { style } = document.documentElement;
    for (const [name, value] of Object.entries(theme.variables)) style.setProperty(`--vscode-${name}`, value);
    style.setProperty(
      '--vscode-font-family',
      '"Segoe WPC", "Segoe UI", system-ui, Ubuntu, "DejaVu Sans", sans-serif',
    );
    style.setProperty('--vscode-font-size', '13px');
    document.body.className = theme.body;
  };
  document.addEventListener('DOMContentLoaded', apply);
}
