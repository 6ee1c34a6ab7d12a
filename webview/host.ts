/** Who shows this page: VS Code, or a page around it that has said so. */
import type { FromWebview, ToWebview } from '../protocol/webview';

export interface AwaitscopeHost {
  post(message: FromWebview): void;
  /** Called once; the host calls `receive` with each message. */
  connect(receive: (message: ToWebview) => void): void;
  getState(): unknown;
  setState(state: unknown): void;
}

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare global {
  interface Window {
    acquireVsCodeApi?: () => VsCodeApi;
    awaitscopeHost?: AwaitscopeHost;
  }
}

/** @throws if nobody shows this page */
export function findHost(): AwaitscopeHost {
  const vscode = window.acquireVsCodeApi?.();
  if (!vscode) {
    if (window.awaitscopeHost) return window.awaitscopeHost;
    throw new Error('The page has no host: neither acquireVsCodeApi nor window.awaitscopeHost is there.');
  }
  return {
    post: (message) => vscode.postMessage(message),
    connect: (receive) =>
      window.addEventListener('message', ({ data }: MessageEvent<ToWebview | undefined>) => {
        if (typeof data?.type === 'string') receive(data);
      }),
    getState: () => vscode.getState(),
    setState: (state) => vscode.setState(state),
  };
}
