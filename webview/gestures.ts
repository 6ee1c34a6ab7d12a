/** What wheel, fingers and drags do to the view. */
import type { Scene } from './scene';
import type { ToCore } from './worker-protocol';

export type Gesture = Extract<ToCore, { type: 'zoom' | 'brush' | 'measure' | 'pan' | 'scrollTo' }>;

export function gesture(message: Gesture, { view, map, measure, extent }: Scene): void {
  const plotX = (x: number): number => x - view.layout.plotLeft;
  switch (message.type) {
    case 'zoom':
      return view.zoom(message.factor, plotX(message.x), extent);
    case 'brush':
      if (message.phase === 'press') map.press(view, extent, plotX(message.x));
      else if (message.phase === 'drag') map.drag(view, extent, plotX(message.x));
      else map.release(view, extent);
      return;
    case 'measure':
      if (message.phase === 'press') measure.press(view.axis, view.scale, plotX(message.x));
      else if (message.phase === 'drag') measure.drag(view.scale, plotX(message.x));
      return;
    case 'pan':
      view.pan(message.dx, extent);
      return view.scrollTo(view.scrollTop + message.dy);
    case 'scrollTo':
      return view.scrollTo(message.top);
  }
}
