/** What `--help` says. */
const COMMANDS = `awaitscope: why did my awaits run in this order, and what was each waiting for?

  awaitscope run [OPTIONS] -- COMMAND ARGS…   run a program and record its tasks and awaits
  awaitscope events FILE                      print a recording as JSON, one event a line
  awaitscope report FILE                      tell what a recording holds: unfinished tasks, slowest awaits, sites
  awaitscope why FILE FILE:LINE[#N]           why an await was resumed when it was
  awaitscope diff A B                         whether two runs of a program had the same order, and what differs
  awaitscope check FILE                       what the rules have to say: awaits never left, errors lost, time given away
  awaitscope export FILE --to FORMAT -o OUT   write it as html, chrome or markdown
  awaitscope view FILE                        open it in the browser

  awaitscope COMMAND --help                   about one command
  awaitscope --version

Exit status: of run, the program's own; else 0, or 2 for bad input.
`;

const RUN = `awaitscope run [OPTIONS] -- COMMAND ARGS…

Starts COMMAND, without a shell, and records every Node process and thread that comes of it. Its input, output and exit
status are the program's own; a summary goes to stderr.

  -o, --output FILE    where to write; default: a new file in .awaitscope/
      --force          replace FILE if it exists
      --locations HOW  auto (default: markers in the program's own code where that can be, else stacks),
                       markers, stacks, or off: run without recording
      --max-size N     bytes that a thread may record, as in 500000 or 10mb; default: 512mb
      --no-output      do not record what the program prints
`;

const EVENTS = `awaitscope events FILE

Prints the recording as JSON, one event a line, in the order of time: task-start, suspend, settle, resume, task-end, resource,
callback-start, callback-end, output, lost. Positions are those of the original sources.
`;

const REPORT = `awaitscope report FILE

Prints what the recording holds: its processes and threads, tasks that never finished and what they wait for, what was open at the end, the critical path, the longest
waits, and for each await and each function how long it waited, was ready, and ran.
`;

const EXPORT = `awaitscope export FILE --to FORMAT -o OUT [--force]

Writes the recording in another format:

  --to html        one page with the timeline and the sources in it, that needs no network and no Awaitscope
  --to chrome      Chrome's trace events, for chrome://tracing, ui.perfetto.dev and speedscope.app
  --to markdown    a summary with a sequence diagram (Mermaid), for a review

  -o, --output OUT where to write
      --force      replace OUT if it exists
`;

const VIEW = `awaitscope view FILE

Opens the recording as a page in the browser, and prints where the page is. BROWSER names another program to open it with.
`;

const WHY = `awaitscope why [OPTIONS] FILE FILE:LINE[#N] [FILE:LINE[#N]]

Explains the await on that line, or the N-th time it was reached: how long it waited, what ran while it was ready, and the chain of
causes back to a timer, a file, a message. With two awaits: why one was resumed before the other.

      --format HOW     text (default), json, or mermaid: the chain as a graph
`;

const DIFF = `awaitscope diff [OPTIONS] A B

Compares two recordings of one program. Awaits are matched by how they came to be, not by ids or times: the first difference in the order of
resumes, pairs the other way round, awaits in one of them only, times that changed by more than chance.

      --format HOW     text (default), json or markdown
      --more-a FILE    a further recording like A; what varies among them does not count. --more-b likewise

Exit status: 0 if the order is the same, 1 if it differs, 2 for bad input.
`;

const CHECK = `awaitscope check [OPTIONS] FILE

Goes through the recording with all rules (docs/findings.md) and prints what they found, each with its evidence.

      --format HOW     text (default), json or sarif
      --blocked MS     how long a slice of code may take; default: 80
      --off RULES      leave out these rules, as in: --off floating,loop-blocked

A comment in the source silences a finding on its line or the next: // awaitscope-ignore RULE
Exit status: 0 if there is nothing but hints, 1 if there are warnings or errors, 2 for bad input.
`;

const TEXTS: Readonly<Record<string, string>> = {
  run: RUN,
  events: EVENTS,
  report: REPORT,
  check: CHECK,
  diff: DIFF,
  why: WHY,
  export: EXPORT,
  view: VIEW,
};

/** @param command one of ours; without it, about all */
export function helpText(command?: string): string {
  return (command !== undefined && TEXTS[command]) || COMMANDS;
}
