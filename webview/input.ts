/** Mouse, wheel and fingers over the canvas. */
import { MAP_HEIGHT } from './layout';
import type { SendToCore } from './connect';
import { Pinch } from './pinch';
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
  /** The menu is asked for at a point of the canvas, or with the keys, of what is selected. Returns whether one opens. */
  readonly menu: (at: Point | null) => boolean;
  /** Where the names end, which can be moved. */
  readonly edge: () => number;
}

/** How near the edge of the names a press takes hold of it; a finger is no mouse. */
const EDGE_PIXELS = 4;
const EDGE_FINGER = 14;

export function listenToMouse({ stage, send, pointed, menu, edge }: InputParts): void {
  let pressed: Point | undefined;
  let last: Point | undefined;
  let dragging = false;
  let sizing = false;
  let brushing = false;
  let measuring = false;
  const pinch = new Pinch(send);

  const at = (event: MouseEvent): Point => {
    const { left, top } = stage.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  const isTouch = (event: MouseEvent): boolean =>
    event instanceof PointerEvent && event.pointerType === 'touch';
  const onEdge = (event: MouseEvent): boolean =>
    Math.abs(at(event).x - edge()) <= (isTouch(event) ? EDGE_FINGER : EDGE_PIXELS);
  const hover = (event: MouseEvent | null): void => {
    send({ type: 'hover', at: event && at(event) });
    pointed(event && { x: event.clientX, y: event.clientY });
  };

  stage.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    if (isTouch(event) && pinch.press(event.pointerId, at(event))) return letGo();
    pressed = last = at(event);
    dragging = false;
    sizing = onEdge(event);
    brushing = !sizing && pressed.y < MAP_HEIGHT && pressed.x > edge();
    measuring = !sizing && !brushing && event.shiftKey && pressed.y > MAP_HEIGHT && pressed.x > edge();
    if (brushing) send({ type: 'brush', phase: 'press', x: pressed.x });
    stage.setPointerCapture(event.pointerId);
  });
  stage.addEventListener('pointermove', (event) => {
    if (isTouch(event) && pinch.move(event.pointerId, at(event))) return;
    stage.classList.toggle('sizing', sizing || (!pressed && onEdge(event)));
    // A finger that is left of two points at nothing.
    if (!pressed || !last) return isTouch(event) ? undefined : hover(event);
    const now = at(event);
    if (brushing) return send({ type: 'brush', phase: 'drag', x: now.x });
    if (measuring) {
      if (!dragging && Math.abs(now.x - pressed.x) < CLICK_PIXELS) return;
      if (!dragging) {
        send({ type: 'measure', phase: 'press', x: pressed.x });
        hover(null);
      }
      dragging = true;
      return send({ type: 'measure', phase: 'drag', x: now.x });
    }
    if (sizing) {
      dragging ||= Math.abs(now.x - pressed.x) >= CLICK_PIXELS;
      return dragging || !isTouch(event) ? send({ type: 'names', width: now.x }) : undefined;
    }
    if (!dragging && Math.hypot(now.x - pressed.x, now.y - pressed.y) < CLICK_PIXELS) return;
    if (!dragging) {
      dragging = true;
      stage.classList.add('dragging');
      hover(null);
    }
    send({ type: 'pan', dx: last.x - now.x, dy: last.y - now.y });
    last = now;
  });
  const letGo = (): void => {
    if (brushing && pressed) send({ type: 'brush', phase: 'release', x: pressed.x });
    if (measuring && dragging && pressed) send({ type: 'measure', phase: 'release', x: pressed.x });
    pressed = last = undefined;
    dragging = sizing = brushing = measuring = false;
    stage.classList.remove('dragging');
  };
  const release = (event: PointerEvent, click: boolean): void => {
    pinch.release(event.pointerId);
    if (!pressed) return;
    // A finger that did not move meant what lies there, not the edge beside it.
    const wasDrag = dragging || brushing || (sizing && !isTouch(event));
    letGo();
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
  stage.addEventListener('contextmenu', (event) => {
    // on a Mac with Ctrl, and under a finger that stays, what was pressed ends in no click
    letGo();
    if (menu(isOfKeys(event) ? null : at(event))) event.preventDefault();
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

/** The menu key asks for the menu, too; its event lies in the middle of what has the focus. */
function isOfKeys(event: MouseEvent): boolean {
  const isHeld = event instanceof PointerEvent && ['touch', 'pen'].includes(event.pointerType);
  return event.button !== 2 && !event.ctrlKey && !isHeld;
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
