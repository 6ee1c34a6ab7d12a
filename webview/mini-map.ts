/** The whole recording in one strip: how busy each thread was, and which part is in view, which can be moved and drawn anew. */
import type { Tables } from '../model/tables';
import { allPlacesVersion } from './axis';
import type { Axis } from './axis';
import { drawBusy } from './draw-busy';
import { FoundMarks } from './found-marks';
import { MAP_HEIGHT } from './layout';
import type { LoopProfiles } from './loop-profile';
import { loopShares } from './loop-shares';
import type { Paint } from './paint';
import { fitted, fromX, toX } from './scale';
import type { Extent, Scale } from './scale';
import type { Scene } from './scene';
import type { View } from './view';

/** A press moves the part in view from this many pixels around it. */
const GRIP = 4;
/** A shorter drag is a click. */
const CLICK = 3;
/** Height of the mark of a match, at the top. */
const MARK = 6;
/** The picture is made anew when this share of jobs has come. */
const GROWN = 1.02;

export class MiniMap {
  /** Of all threads, the busiest of each pixel: 0 to 1. */
  shares = new Float32Array(0);
  /** 1 where one of them was blocked. */
  blocked = new Uint8Array(0);
  private key = '';
  private jobs = 0;
  private readonly marks = new FoundMarks();
  private pressed:
    | { readonly x: number; readonly scale: Scale; readonly moves: boolean; dragged: boolean }
    | undefined;

  draw(paint: Paint, { view, facts, loops, found }: Scene, extent: Extent): void {
    const { layout, axis, scale } = view;
    paint.rect('names', 0, 0, layout.width, MAP_HEIGHT);
    const whole = fitted(extent, layout.plotWidth);
    this.update(facts.tables, loops, axis, whole);
    const height = MAP_HEIGHT - 4;
    drawBusy(paint, this, layout.plotLeft, 2 + height, height, 'names');
    const [left, right] = windowOf(whole, scale);
    const { ctx } = paint;
    ctx.globalAlpha = 0.65;
    paint.rect('names', layout.plotLeft, 0, Math.max(0, left), MAP_HEIGHT);
    paint.rect('names', layout.plotLeft + right, 0, Math.max(0, layout.plotWidth - right), MAP_HEIGHT);
    ctx.globalAlpha = 1;
    this.marks.update(facts.tables, found.matches, axis, whole);
    this.drawMarks(paint, layout.plotLeft);
    ctx.strokeStyle = paint.color('focus');
    ctx.lineWidth = 1;
    ctx.strokeRect(layout.plotLeft + left + 0.5, 0.5, Math.max(2, right - left - 1), MAP_HEIGHT - 1.5);
    paint.rect('names', 0, 0, layout.plotLeft, MAP_HEIGHT);
    paint.font(Math.round(paint.size * 0.85));
    ctx.fillStyle = paint.color('dim');
    paint.text(facts.say.text('overview'), 10, MAP_HEIGHT / 2, layout.plotLeft - 20);
    paint.font();
    paint.rect('border', 0, MAP_HEIGHT - paint.hair, layout.width, paint.hair);
  }

  private drawMarks(paint: Paint, left: number): void {
    const { pixels } = this.marks;
    for (let x = 0; x < pixels.length; x++)
      if (pixels[x] === 1) paint.rect('foundMark', left + x - 0.5, 1, 2, MARK);
  }

  /** @param x pixel of the plot */
  press(view: View, extent: Extent, x: number): void {
    const [left, right] = windowOf(fitted(extent, view.layout.plotWidth), view.scale);
    const moves = !view.fitting && x >= left - GRIP && x <= right + GRIP;
    this.pressed = { x, scale: view.scale, moves, dragged: false };
  }

  /** Moves the part in view, or draws it anew from where was pressed. */
  drag(view: View, extent: Extent, x: number): void {
    const { pressed } = this;
    if (!pressed || (!pressed.dragged && Math.abs(x - pressed.x) < CLICK)) return;
    pressed.dragged = true;
    const whole = fitted(extent, view.layout.plotWidth);
    if (!pressed.moves) {
      const [a, b] = [fromX(whole, Math.min(x, pressed.x)), fromX(whole, Math.max(x, pressed.x))];
      view.showExactly(a, b);
      return;
    }
    const by = fromX(whole, x) - fromX(whole, pressed.x);
    view.showExactly(pressed.scale.from + by, pressed.scale.to + by);
  }

  /** A click puts the part in view around it. */
  release(view: View, extent: Extent): void {
    const { pressed } = this;
    this.pressed = undefined;
    if (!pressed || pressed.dragged || view.fitting) return;
    const at = fromX(fitted(extent, view.layout.plotWidth), pressed.x);
    const half = (view.scale.to - view.scale.from) / 2;
    view.showExactly(at - half, at + half);
  }

  /** All threads together: the busiest of a pixel counts. */
  private update(tables: Tables, loops: LoopProfiles, axis: Axis, whole: Scale): void {
    const jobs = tables.streams.reduce((n, { jobs: of }) => n + of.count, 0);
    const key = [axis, allPlacesVersion(tables, axis), whole.from, whole.to, whole.width].join();
    if (key === this.key && jobs <= this.jobs * GROWN) return;
    this.key = key;
    this.jobs = jobs;
    this.shares = new Float32Array(Math.ceil(whole.width));
    this.blocked = new Uint8Array(this.shares.length);
    tables.streams.forEach((_, stream) => {
      const { shares, blocked } = loopShares(tables, loops, stream, axis, whole);
      for (let x = 0; x < shares.length; x++) {
        this.shares[x] = Math.max(this.shares[x]!, shares[x]!);
        this.blocked[x]! |= blocked[x]!;
      }
    });
  }
}

/** @returns the part in view, in pixels of the map */
function windowOf(whole: Scale, scale: Scale): readonly [left: number, right: number] {
  const left = Math.max(0, toX(whole, scale.from));
  return [Math.min(left, whole.width - 2), Math.min(whole.width, Math.max(left + 2, toX(whole, scale.to)))];
}
