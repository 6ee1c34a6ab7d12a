/**
 * What VS Code's commands can ask of a timeline, as `awaitscope.timeline.` + name. The keys of the page do the same by themselves; these
 * are for the command palette, and for those who want keys of their own.
 */
export const TIMELINE_COMMANDS = [
  'toggleAxis',
  'zoomIn',
  'zoomOut',
  'panLeft',
  'panRight',
  'fitAll',
  'fitSelection',
  'nextGrouping',
  'toggleFold',
  'collapseAll',
  'expandAll',
  'toggleLibrary',
  'toggleSlim',
  'toggleLoop',
  'toggleSteps',
  'pin',
  'movePinned',
  'hideLane',
  'showHidden',
  'cause',
  'effect',
  'creator',
  'awaited',
  'criticalPath',
  'nextAtCursor',
  'search',
  'nextMatch',
  'previousMatch',
  'toggleMatches',
  'measureSelection',
  'longestWait',
  'nextFinding',
  'bookmark',
  'nextBookmark',
  'back',
  'forward',
  'copy',
  'copyText',
  'picture',
  'link',
  'menu',
  'clear',
  'help',
] as const;

export type TimelineCommand =
  | (typeof TIMELINE_COMMANDS)[number]
  // these have ids of their own, without `timeline.`
  | 'stepForward'
  | 'stepBack'
  | 'stepToNextResume';
