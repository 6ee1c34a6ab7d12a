/** What the extension and the language server say to each other besides LSP. Any LSP client can do the same. */

/** Client → server: this recording is in use from now on; also said again when its run has ended. */
export const USE_RECORDING = 'awaitscope/useRecording';
export interface UseRecording {
  /** Absolute path; null: none is. */
  readonly recording: string | null;
  /** Whether its run goes on; null if it was not started by the client. */
  readonly running: boolean | null;
  /** What {@link KEEP_TEXT} has told before a restart of the server. */
  readonly texts?: readonly KeptText[];
}

/** Server → client: the text of an open file as it was recorded, so that a server that has to begin anew knows it still. */
export const KEEP_TEXT = 'awaitscope/keepText';
export interface KeptText {
  readonly recording: string;
  readonly file: string;
  readonly text: string;
}

/** Server → client: what is shown in an open file. */
export const FILE_STATE = 'awaitscope/fileState';
export interface FileState {
  readonly uri: string;
  /** Places of the recording that are shown in the file, and those that are not because the text has changed there. */
  readonly shown: number;
  readonly stale: number;
  /** Nothing is shown because the text that was recorded is not known. */
  readonly unknown: boolean;
  /** Why the recording cannot be read, or not to its end. */
  readonly error?: string;
}

/** What a hover's link gives to `awaitscope.showTimeline`. 1-based. */
export interface TimelineTarget {
  readonly recording: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** In `initializationOptions`. */
export interface LanguageOptions {
  /** Hovers may link to the command `awaitscope.showTimeline`. */
  readonly commandLinks?: boolean;
  /** Translations of the server's texts, by the English. */
  readonly l10n?: Readonly<Record<string, string>>;
}

/** The section `awaitscope` of the settings, as far as the server asks. */
export interface LanguageSettings {
  readonly annotations?: {
    /** The master switch. */
    readonly enabled?: boolean;
    readonly hints?: 'off' | 'brief' | 'full';
  };
}
