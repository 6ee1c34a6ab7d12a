/** What all painters share: the context in CSS pixels, edges on whole device pixels, patterns and texts that fit. */
import type { ColorName, Theme } from './theme';

export type Canvas = HTMLCanvasElement | OffscreenCanvas;
export type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;
export type MakeCanvas = (width: number, height: number) => Canvas;

const TILE = 6;
/** `stripes` and `dots` fill a bar; `leaning` and `crossed` are thin lines over all that is there. */
export type PatternKind = 'stripes' | 'dots' | 'leaning' | 'crossed';
const ELLIPSIS = '…';
const LEAST_LETTERS = 3;
/** Texts whose widths are remembered. */
const REMEMBERED = 4000;

export class Paint {
  readonly ctx: Context;
  private theme: Theme | undefined;
  private dpr = 1;
  private readonly widths = new Map<string, number>();
  private readonly patterns = new Map<string, CanvasPattern>();
  private readonly numbers = new Map<string, number>();

  constructor(
    readonly canvas: Canvas,
    private readonly makeCanvas: MakeCanvas,
  ) {
    this.ctx = contextOf(canvas);
  }

  /** Begins a frame on an empty canvas. */
  begin(width: number, height: number, dpr: number, theme: Theme): void {
    if (theme !== this.theme || dpr !== this.dpr) {
      this.widths.clear();
      this.patterns.clear();
      this.theme = theme;
    }
    this.dpr = dpr;
    const [w, h] = [Math.max(1, Math.round(width * dpr)), Math.max(1, Math.round(height * dpr))];
    if (this.canvas.width !== w || this.canvas.height !== h) {
      this.canvas.width = w;
      this.canvas.height = h;
    }
    this.ctx.setTransform(dpr, 0, 0, dpr, 0, 0);
    this.font();
    this.ctx.textBaseline = 'middle';
    this.rect('background', 0, 0, width, height);
  }

  color(name: ColorName): string {
    return this.theme!.colors[name];
  }

  /** Size in pixels, or the theme's; `bold` for what stands out. */
  font(size = this.theme!.size, bold = false): void {
    this.ctx.font = `${bold ? '600 ' : ''}${size}px ${this.theme!.family}`;
  }

  get isHighContrast(): boolean {
    return this.theme!.kind === 'hcDark' || this.theme!.kind === 'hcLight';
  }

  get size(): number {
    return this.theme!.size;
  }

  /** One device pixel. */
  get hair(): number {
    return 1 / this.dpr;
  }

  /** @returns the nearest edge between two device pixels */
  snap(at: number): number {
    return Math.round(at * this.dpr) / this.dpr;
  }

  rect(name: ColorName, x: number, y: number, width: number, height: number): void {
    this.ctx.fillStyle = this.color(name);
    this.ctx.fillRect(x, y, width, height);
  }

  /** Confines what is drawn until {@link unclip} to a rectangle. */
  clip(x: number, y: number, width: number, height: number): void {
    this.ctx.save();
    this.ctx.beginPath();
    this.ctx.rect(x, y, width, height);
    this.ctx.clip();
  }

  unclip(): void {
    this.ctx.restore();
  }

  /** @param x where the pattern begins, so that it moves with what it fills */
  pattern(kind: PatternKind, name: ColorName, x: number): CanvasPattern {
    const key = kind + name;
    let pattern = this.patterns.get(key);
    if (!pattern) this.patterns.set(key, (pattern = this.makePattern(kind, name)));
    pattern.setTransform(new DOMMatrix([this.hair, 0, 0, this.hair, this.snap(x), 0]));
    return pattern;
  }

  private makePattern(kind: PatternKind, name: ColorName): CanvasPattern {
    const thin = kind === 'leaning' || kind === 'crossed';
    const size = Math.round((thin ? 1.5 * TILE : TILE) * this.dpr);
    const tile = this.makeCanvas(size, size);
    const ctx = contextOf(tile);
    ctx.fillStyle = ctx.strokeStyle = this.color(name);
    if (kind === 'dots') drawDots(ctx, size);
    else {
      ctx.lineWidth = thin ? this.dpr : size * 0.3;
      if (kind !== 'leaning') drawDiagonals(ctx, size, -1);
      if (thin) drawDiagonals(ctx, size, 1);
    }
    return this.ctx.createPattern(tile, 'repeat')!;
  }

  /** Writes as much of the text as fits, in the font that is set. @returns the width that was used */
  text(text: string, x: number, y: number, room: number): number {
    const shown = this.fitting(text, room);
    if (shown === '') return 0;
    this.ctx.fillText(shown, x, y);
    return this.measure(shown);
  }

  fitting(text: string, room: number): string {
    const whole = this.measure(text);
    if (whole <= room) return text;
    let length = Math.floor((text.length * (room - this.measure(ELLIPSIS))) / whole);
    while (length > 0 && (joins(text, length) || this.measure(text.slice(0, length) + ELLIPSIS) > room))
      length--;
    // A few letters say nothing.
    return length < LEAST_LETTERS ? '' : text.slice(0, length) + ELLIPSIS;
  }

  measure(text: string): number {
    const key = this.ctx.font + text;
    let width = this.widths.get(key);
    if (width === undefined) {
      if (this.widths.size > REMEMBERED) this.widths.clear();
      width = this.ctx.measureText(text).width;
      this.widths.set(key, width);
    }
    return width;
  }

  /** @returns a colour as ImageData wants it in 32 bits */
  number(name: ColorName): number {
    const css = this.color(name);
    let number = this.numbers.get(css);
    if (number === undefined) this.numbers.set(css, (number = hexNumber(css) ?? this.drawnNumber(css)));
    return number;
  }

  /** What a colour comes to that is written in another way. */
  private drawnNumber(css: string): number {
    // read at once: a canvas that is drawn elsewhere would take its time
    const ctx = contextOf(this.makeCanvas(1, 1), { willReadFrequently: true });
    ctx.fillStyle = css;
    ctx.fillRect(0, 0, 1, 1);
    return new Uint32Array(ctx.getImageData(0, 0, 1, 1).data.buffer)[0]!;
  }

  /** @returns a canvas beside the visible one */
  scratch(width: number, height: number): Canvas {
    return this.makeCanvas(width, height);
  }
}

/** Joins two signs into one. */
const JOINER = '\u200d';
const VARIANT = '\ufe0f';

/** Whether a sign goes on behind a place: the second half of one, or an accent, a variant or a joiner of the one before. */
function joins(text: string, at: number): boolean {
  const next = text[at]!;
  const isHalf = next >= '\udc00' && next <= '\udfff';
  return isHalf || next === JOINER || next === VARIANT || text[at - 1] === JOINER || /^\p{M}/u.test(next);
}

/** @param slope 1: down to the right, -1: up */
function drawDiagonals(ctx: Context, size: number, slope: 1 | -1): void {
  const [near, far] = [-0.25 * size, 1.25 * size];
  ctx.beginPath();
  for (const shift of [-size, 0, size]) {
    ctx.moveTo(shift + near, slope > 0 ? near : far);
    ctx.lineTo(shift + far, slope > 0 ? far : near);
  }
  ctx.stroke();
}

function drawDots(ctx: Context, size: number): void {
  for (const at of [0.25, 0.75]) {
    ctx.beginPath();
    ctx.arc(at * size, at * size, size * 0.12, 0, 2 * Math.PI);
    ctx.fill();
  }
}

export function contextOf(canvas: Canvas, settings: CanvasRenderingContext2DSettings = {}): Context {
  // Both kinds give the same; which overload of the union TypeScript takes depends on what it has seen before.
  const ctx: Context | null = (canvas as OffscreenCanvas).getContext('2d', settings);
  if (!ctx) throw new Error('this canvas cannot be drawn on');
  return ctx;
}

/** @returns `#rrggbb` or `#rrggbbaa` as ImageData wants it: a canvas, which knows all colours, takes 10 ms for the first */
export function hexNumber(css: string): number | undefined {
  const [, rgb, alpha = 'ff'] = /^#([\da-f]{6})([\da-f]{2})?$/i.exec(css) ?? [];
  if (rgb === undefined) return undefined;
  // of what cannot be seen, no canvas tells a colour
  if (alpha === '00') return 0;
  const bytes = [0, 2, 4].map((at) => Number.parseInt(rgb.slice(at, at + 2), 16));
  return new Uint32Array(Uint8Array.of(...bytes, Number.parseInt(alpha, 16)).buffer)[0]!;
}
