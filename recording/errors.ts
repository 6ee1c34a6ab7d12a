/** Something the user can understand and mend: the message is one line, said as it is, without a stack. */
export class UserError extends Error {
  override name = 'UserError';
}

/** @returns the error of a file operation, as one line for the user */
export function fileError(path: string, error: unknown): UserError {
  if (error instanceof UserError) return error;
  const code = (error as NodeJS.ErrnoException | null)?.code;
  return new UserError(
    `${path}: ${REASONS[code ?? ''] ?? (error instanceof Error ? error.message : String(error))}`,
  );
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  ENOTDIR: 'no such file',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'a folder, not a recording',
  EEXIST: 'exists already',
  ENOSPC: 'no space left on the device',
  EROFS: 'the file system is read-only',
  EMFILE: 'too many open files',
  ENAMETOOLONG: 'the name is too long',
  ERR_INVALID_ARG_VALUE: 'not a file name',
};
