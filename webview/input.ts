/** Mouse and wheel over the canvas. */
import { MAP_HEIGHT } from './layout';
import type { SendToCore } from './connect';
import type { Point } from './worker-protocol';

/** Farther than this a press is a drag. */
const CLICK_PIXELS = 4;
const ZOOM_PER_PIXEL = 0.0022;
/** Pinching a trackpad comes as many small wheel events. */
const PINCH = 6;
const LINE_PIXELS = 24;

export interface InputParts {
  readonly stage: HTMLElement;
  readonly send: SendToCore;
  /** The mouse is over the canvas, at a point of the page, or has left it, or something is being moved. */
  readonly pointed: (at: Point | null) => void;
  /** Where the names end, which can be moved. */
  readonly edge: () => number;
}

/** How near the edge of the names a press takes hold of it. */
const EDGE_PIXELS = 4;

export function listenToMouse({ stage, send, pointed, edge }: InputParts): void {
  let pressed: Point | undefined;
  let last: Point | undefined;
  let dragging = false;
  let sizing = false;
  let brushing = false;
  let measuring = false;

  const at = (event: MouseEvent): Point => {
    const { left, top } = stage.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  const onEdge = (event: MouseEvent): boolean => Math.abs(at(event).x - edge()) <= EDGE_PIXELS;
  const hover = (event: MouseEvent | null): void => {
    send({ type: 'hover', at: event && at(event) });
    pointed(event && { x: event.clientX, y: event.clientY });
  };

  stage.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    pressed = last = at(event);
    dragging = false;
    sizing = onEdge(event);
    brushing = !sizing && pressed.y < MAP_HEIGHT && pressed.x > edge();
    measuring = !sizing && !brushing && event.shiftKey && pressed.y > MAP_HEIGHT && pressed.x > edge();
    if (brushing) send({ type: 'brush', phase: 'press', x: pressed.x });
    stage.setPointerCapture(event.pointerId);
  });
  stage.addEventListener('pointermove', (event) => {
    stage.classList.toggle('sizing', sizing || (!pressed && onEdge(event)));
    if (!pressed || !last) return hover(event);
    const now = at(event);
    if (brushing) return send({ type: 'brush', phase: 'drag', x: now.x });
    if (measuring) {
      if (!dragging && Math.abs(now.x - pressed.x) < CLICK_PIXELS) return;
      if (!dragging) send({ type: 'measure', phase: 'press', x: pressed.x });
      dragging = true;
      return send({ type: 'measure', phase: 'drag', x: now.x });
    }
    if (sizing) return send({ type: 'names', width: now.x });
    if (!dragging && Math.hypot(now.x - pressed.x, now.y - pressed.y) < CLICK_PIXELS) return;
    if (!dragging) {
      dragging = true;
      stage.classList.add('dragging');
      hover(null);
    }
    send({ type: 'pan', dx: last.x - now.x, dy: last.y - now.y });
    last = now;
  });
  const release = (event: PointerEvent, click: boolean): void => {
    if (!pressed) return;
    const wasDrag = dragging || sizing || brushing;
    if (brushing) send({ type: 'brush', phase: 'release', x: pressed.x });
    pressed = last = undefined;
    dragging = sizing = brushing = measuring = false;
    stage.classList.remove('dragging');
    if (!click || wasDrag) return;
    send({ type: 'click', at: at(event), double: false });
    // The details say it now; what lies around the bar should be seen.
    pointed(null);
  };
  stage.addEventListener('pointerup', (event) => release(event, true));
  stage.addEventListener('pointercancel', (event) => release(event, false));
  stage.addEventListener('pointerleave', () => {
    if (!pressed) hover(null);
  });
  stage.addEventListener('dblclick', (event) => {
    if (onEdge(event)) send({ type: 'names', width: null });
    else send({ type: 'click', at: at(event), double: true });
  });
  stage.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      wheel(event, at(event), send);
      pointed(null);
    },
    { passive: false },
  );
}

function wheel(event: WheelEvent, at: Point, send: SendToCore): void {
  const unit = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : LINE_PIXELS;
  const [dx, dy] = [event.deltaX * unit, event.deltaY * unit];
  if (event.ctrlKey || event.metaKey) {
    const fine = event.ctrlKey && Math.abs(dy) < LINE_PIXELS / 2 ? PINCH : 1;
    send({ type: 'zoom', factor: Math.exp(dy * fine * ZOOM_PER_PIXEL), x: at.x });
  } else if (event.shiftKey && dx === 0) send({ type: 'pan', dx: dy, dy: 0 });
  else if (Math.abs(dx) > Math.abs(dy)) send({ type: 'pan', dx, dy: 0 });
  else send({ type: 'pan', dx: 0, dy });
}
