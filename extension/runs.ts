/** The programs that are being recorded from this window: started as tasks in terminals of their own. */
import * as vscode from 'vscode';

export interface Run {
  /** Absolute path of the program's source. */
  readonly program: string;
  /** Absolute path of what Node runs: the program, or its built output. */
  readonly entry: string;
  readonly node: string;
  /** Absolute path of the recording. */
  readonly recording: string;
  readonly terminalName: string;
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
}

export class Runs implements vscode.Disposable {
  private readonly live = new Set<LiveRun>();
  private readonly byRecording = new Map<string, LiveRun>();
  private readonly changed = new vscode.EventEmitter<Run>();
  private readonly subscriptions: vscode.Disposable;
  /** A run has started or ended. */
  readonly onDidChange = this.changed.event;

  constructor() {
    this.subscriptions = vscode.Disposable.from(
      this.changed,
      vscode.tasks.onDidStartTaskProcess(({ execution, processId }) => {
        const run = this.of(execution);
        if (run) run.pid = processId;
      }),
      vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => this.ended(this.of(execution), exitCode)),
      // Comes also where no process could be started at all.
      vscode.tasks.onDidEndTask(({ execution }) => this.ended(this.of(execution), undefined)),
    );
  }

  /** @throws if VS Code cannot run the task */
  async start(start: Start): Promise<Run> {
    const { program, entry, node, recording } = start;
    const terminalName = vscode.l10n.t('Awaitscope: {0}', vscode.workspace.asRelativePath(program));
    const run: LiveRun = {
      program, entry, node, recording, terminalName,
      ended: false, exitCode: undefined, stopped: false, pid: undefined, execution: undefined,
    };
    const task = new vscode.Task(
      { type: 'awaitscope' },
      start.folder ?? vscode.TaskScope.Global,
      terminalName,
      'Awaitscope',
      new vscode.ProcessExecution(node, [...start.args], { cwd: start.cwd }),
      [],
    );
    task.presentationOptions = {
      reveal: vscode.TaskRevealKind.Always,
      focus: false,
      panel: vscode.TaskPanelKind.Dedicated,
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

  get running(): readonly Run[] {
    return [...this.live];
  }

  /** The run that makes, or has made, this recording. */
  find(recording: string): Run | undefined {
    return this.byRecording.get(recording);
  }

  /**
   * Ends a run. Asked once, it interrupts the program as Ctrl+C does, so that it can end in its own way and the recording is
   * completed; asked again, it closes the terminal.
   */
  stop(run: Run): void {
    const live = this.byRecording.get(run.recording);
    if (!live || live.ended) return;
    const again = live.stopped;
    live.stopped = true;
    if (again || live.pid === undefined || process.platform === 'win32' || !interrupt(live.pid)) live.execution?.terminate();
  }

  /** Ends all runs and whatever they have started. */
  dispose(): void {
    this.subscriptions.dispose();
    for (const run of this.live) {
      if (run.pid !== undefined) interrupt(run.pid);
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

/** @returns whether there was such a process */
function interrupt(pid: number): boolean {
  try {
    process.kill(pid, 'SIGINT');
    return true;
  } catch {
    return false;
  }
}
