/** Sizes for people, the same in every text that we write. */
const SIZES = ['bytes', 'KB', 'MB', 'GB'] as const;

/** @returns `512 bytes`, `1.5 KB` */
export function formatBytes(bytes: number): string {
  let n = bytes;
  let unit = 0;
  while (n >= 1024 && unit < SIZES.length - 1) {
    n /= 1024;
    unit++;
  }
  return `${unit === 0 || n >= 100 ? Math.round(n) : n.toFixed(1)} ${SIZES[unit]}`;
}
