/** The programs that are being recorded from this window: started as tasks in terminals of their own. */
import * as vscode from 'vscode';
import { isInPanel } from './timelinePanel';

export interface Run {
  /** Absolute path of the program's source. */
  readonly program: string;
  /** Absolute path of what Node runs: the program, or its built output. */
  readonly entry: string;
  readonly node: string;
  /** Absolute path of the recording. */
  readonly recording: string;
  readonly ended: boolean;
  /** Undefined while it runs, and for a process that was ended by a signal or with its terminal. */
  readonly exitCode: number | undefined;
  /** The user asked it to stop. */
  readonly stopped: boolean;
}

interface LiveRun extends Run {
  ended: boolean;
  exitCode: number | undefined;
  stopped: boolean;
  pid: number | undefined;
  execution: vscode.TaskExecution | undefined;
  /** How a run is stopped that was not started here. */
  stopOther?: () => unknown;
}

/** A run that others have started: a debugger, a terminal. Whoever adopts it says when it is over. */
export interface AdoptedRun {
  /** Its recording is complete. */
  ended(exitCode: number | undefined): void;
}

export interface Start {
  readonly program: string;
  readonly entry: string;
  readonly node: string;
  readonly recording: string;
  readonly cwd: string;
  /** Arguments of `node`. */
  readonly args: readonly string[];
  readonly folder: vscode.WorkspaceFolder | undefined;
  /** Variables beside those that VS Code has. */
  readonly env: Readonly<Record<string, string>>;
}

export class Runs implements vscode.Disposable {
  private readonly live = new Set<LiveRun>();
  private readonly byRecording = new Map<string, LiveRun>();
  private readonly changed = new vscode.EventEmitter<Run>();
  /** Its process is there. */
  private readonly started = new vscode.EventEmitter<Run>();
  private readonly subscriptions: vscode.Disposable;
  /** A run has started or ended. */
  readonly onDidChange = this.changed.event;

  constructor() {
    this.subscriptions = vscode.Disposable.from(
      this.changed,
      this.started,
      vscode.tasks.onDidStartTaskProcess(({ execution, processId }) => {
        const run = this.of(execution);
        if (!run) return;
        run.pid = processId;
        this.started.fire(run);
      }),
      vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => this.ended(this.of(execution), exitCode)),
      // Comes also where no process could be started at all.
      vscode.tasks.onDidEndTask(({ execution }) => this.ended(this.of(execution), undefined)),
    );
  }

  /** @throws if VS Code cannot run the task */
  async start(start: Start): Promise<Run> {
    const { program, entry, node, recording } = start;
    const run: LiveRun = {
      program,
      entry,
      node,
      recording,
      ended: false,
      exitCode: undefined,
      stopped: false,
      pid: undefined,
      execution: undefined,
    };
    const task = new vscode.Task(
      { type: 'awaitscope' },
      start.folder ?? vscode.TaskScope.Global,
      vscode.workspace.asRelativePath(program),
      'Awaitscope',
      new vscode.ProcessExecution(node, [...start.args], { cwd: start.cwd, env: { ...start.env } }),
      [],
    );
    task.presentationOptions = {
      // the panel shows the one or the other
      reveal: isInPanel() ? vscode.TaskRevealKind.Silent : vscode.TaskRevealKind.Always,
      focus: false,
      panel: vscode.TaskPanelKind.Dedicated,
      // Nothing but what the program prints, and our summary.
      echo: false,
      showReuseMessage: false,
    };
    this.byRecording.set(recording, run);
    this.live.add(run);
    void this.updateContext();
    try {
      run.execution = await vscode.tasks.executeTask(task);
    } catch (error) {
      this.ended(run, undefined);
      throw error;
    }
    this.changed.fire(run);
    return run;
  }

  /**
   * Takes in a run that was started elsewhere.
   * @param stop asks it to end; what comes of that, the caller sees
   */
  adopt(run: Pick<Run, 'program' | 'entry' | 'node' | 'recording'>, stop: () => unknown): AdoptedRun {
    const adopted: LiveRun = {
      ...run,
      ended: false,
      exitCode: undefined,
      stopped: false,
      pid: undefined,
      execution: undefined,
      stopOther: stop,
    };
    this.byRecording.set(run.recording, adopted);
    this.live.add(adopted);
    void this.updateContext();
    this.changed.fire(adopted);
    return { ended: (exitCode) => this.ended(adopted, exitCode) };
  }

  get running(): readonly Run[] {
    return [...this.live];
  }

  /** The run that makes, or has made, this recording. */
  find(recording: string): Run | undefined {
    return this.byRecording.get(recording);
  }

  /** Whether the run that makes this recording goes on; undefined if it was not started here. */
  isRunning(recording: string): boolean | undefined {
    const run = this.byRecording.get(recording);
    return run && !run.ended;
  }

  /**
   * Ends a run. Asked once, it types Ctrl+C into the terminal, so that the program can end in its own way and the recording
   * is completed; asked again, it closes the terminal.
   */
  async stop({ recording }: Run): Promise<void> {
    const run = this.byRecording.get(recording);
    if (!run || run.ended) return;
    if (run.stopOther) {
      run.stopped = true;
      await run.stopOther();
      return;
    }
    const again = run.stopped;
    run.stopped = true;
    const terminal = again ? undefined : await terminalOf(run.pid ?? (await this.pidOf(run)));
    if (terminal) terminal.sendText(CTRL_C, false);
    else run.execution?.terminate();
  }

  /** A program may have done much before VS Code tells of its process. */
  private async pidOf(run: LiveRun): Promise<number | undefined> {
    await new Promise<void>((resolve) => {
      const over = (event: vscode.Event<Run>): vscode.Disposable =>
        event((changed) => {
          if (changed !== run) return;
          for (const each of listeners) each.dispose();
          resolve();
        });
      const listeners = [over(this.started.event), over(this.onDidChange)];
    });
    return run.pid;
  }

  /** Brings the terminal of a run to the front. @returns whether it is still there */
  async showTerminal({ recording }: Run): Promise<boolean> {
    const terminal = await terminalOf(this.byRecording.get(recording)?.pid);
    terminal?.show(true);
    return terminal !== undefined;
  }

  /** Ends all runs and whatever they have started. */
  dispose(): void {
    this.subscriptions.dispose();
    for (const run of this.live) {
      askToEnd(run.pid);
      run.execution?.terminate();
    }
    this.live.clear();
  }

  /** By the recording among the task's arguments: its events may come before `executeTask` has told us the execution. */
  private of({ task }: vscode.TaskExecution): LiveRun | undefined {
    const { execution } = task;
    if (!(execution instanceof vscode.ProcessExecution)) return undefined;
    for (const run of this.live) if (execution.args.includes(run.recording)) return run;
    return undefined;
  }

  private ended(run: LiveRun | undefined, exitCode: number | undefined): void {
    if (!run || run.ended) return;
    run.ended = true;
    run.exitCode = exitCode;
    this.live.delete(run);
    void this.updateContext();
    this.changed.fire(run);
  }

  private updateContext(): Thenable<unknown> {
    return vscode.commands.executeCommand('setContext', 'awaitscope.running', this.live.size > 0);
  }
}

const CTRL_C = '\u0003';

/** The terminal that a task's process runs in. */
async function terminalOf(pid: number | undefined): Promise<vscode.Terminal | undefined> {
  if (pid === undefined) return undefined;
  for (const terminal of vscode.window.terminals) if ((await terminal.processId) === pid) return terminal;
  return undefined;
}

/** The command line passes this on to the program. */
function askToEnd(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(pid, 'SIGTERM');
  } catch {
    // it has ended just now
  }
}
