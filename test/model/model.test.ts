import assert from 'node:assert/strict';
import { segmentsOf } from '../../model/intervals';
import { State } from '../../protocol/events';
import { Model } from '../../model/model';
import { column, drawTasks, modelOf, streamInfo, traceText } from '../support/trace-text';

/** What is said of an await, with NaN for times that are not known. */
function awaitRow(model: Model, w: number): Record<string, number> {
  const { awaits } = model;
  return {
    suspend: awaits.suspend(w),
    settle: awaits.settle(w),
    resume: awaits.resume(w),
    settlerTask: awaits.settlerTask(w),
    settlerResource: awaits.settlerResource(w),
    outcome: awaits.outcome(w),
  };
}

describe('Model', () => {
  it('draws a task that awaits another', () => {
    const model = modelOf(`
       0 A start main@1
       1 B start load@5 from @2
       2 B suspend @6 on p
       3 A suspend @2 on B
       4 call r3
       5 settle p fulfilled
       6 after
       7 B resume
       8 B end fulfilled
       9 A resume
      10 A end fulfilled`);
    assert.equal(
      drawTasks(model),
      [
        'main  ###.....-#', //
        'load   #...--#',
      ].join('\n'),
    );
    const { tasks, awaits } = model;
    assert.equal(tasks.parent(0), -1);
    assert.equal(tasks.parent(1), 0);
    assert.deepEqual(
      column(2, (row) => tasks.awaits(row)),
      [1, 1],
    );
    assert.equal(awaits.on(1), 1, 'main awaits the outcome of load');
    assert.equal(awaits.settlerTask(1), 1, 'which load itself settles');
    assert.equal(awaits.on(0), -1, 'p is nobody’s outcome');
  });

  it('fills every await of a promise when it settles', () => {
    const model = modelOf(`
       0 A start a@1
       0 A suspend @2 on p
       0 B start b@1
       0 B suspend @2 on p
      10 resource r3 Timeout @9
      20 call r3
      21 settle p rejected
      22 after
      23 A resume
      24 B resume`);
    const expected = { suspend: 0, settle: 21, settlerTask: -1, settlerResource: 0, outcome: State.rejected };
    assert.deepEqual(awaitRow(model, 0), { ...expected, resume: 23 });
    assert.deepEqual(awaitRow(model, 1), { ...expected, resume: 24 });
  });

  it('remembers who settled a promise before it was awaited', () => {
    const model = modelOf(`
       0 A start main@1
       1 B start load@5
       2 B end rejected
       5 A suspend @2 on B
       6 A resume`);
    assert.deepEqual(awaitRow(model, 0), {
      suspend: 5, settle: 5, resume: 6, settlerTask: 1, settlerResource: -1, outcome: State.rejected,
    }); // prettier-ignore
    assert.equal(model.awaits.settleSeq(0), 0, 'its settling is no event of the await');
  });

  it('settles the await of a plain value at once, with a value', () => {
    const model = modelOf('0 A start main@1\n3 A suspend @2 on value value\n4 A resume\n5 A end fulfilled');
    assert.equal(model.awaits.settle(0), 3);
    assert.equal(model.awaits.outcome(0), State.fulfilled);
  });

  it('trusts the outcome of a resume more than that of the promise', () => {
    const model = modelOf('0 A start main@1\n1 A suspend @2 on p\n2 settle p fulfilled\n3 A resume throw');
    assert.equal(model.awaits.outcome(0), State.rejected);
  });

  it('does not let a damaged recording settle an await that its task has left for another', () => {
    const model = modelOf('0 A start main@1\n1 A suspend @2 on p\n2 A suspend @3 on q\n3 settle p fulfilled');
    assert.deepEqual(
      column(2, (row) => model.awaits.settleSeq(row)),
      [0, 0],
    );
    assert.deepEqual(
      segmentsOf(model, 0).map(({ startSeq, endSeq }) => [startSeq, endSeq]),
      [
        [1, 2],
        [2, 3],
        [3, 4],
      ],
    );
  });

  it('leaves the outcome unknown where nothing tells it', () => {
    const model = modelOf(
      '0 A start main@1\n1 A suspend @2 on p\n2 settle p\n3 A resume\n4 A suspend @3 on q\n5 A resume',
    );
    assert.deepEqual(
      column(2, (row) => model.awaits.outcome(row)),
      [State.unknown, State.unknown],
    );
    assert.equal(model.awaits.settle(1), NaN, 'nobody saw q settle');
  });

  it('learns from an `all` that gave a value that all it waited for was fulfilled', () => {
    const outcomes = (given: string): number[] => {
      const model = modelOf(`
        0 M start main@1
        1 A start work@2
        2 A leave
        3 promise p new @4
        4 promise all all @5
        5 promise e1 all @5 from A.out
        6 promise e2 all @5 from p
        7 M suspend @5 on all watched
        8 settle p
        9 A end
        10 settle all
        11 M resume
        ${given}
        13 M end fulfilled`);
      const { promises } = model.streams[0]!;
      return [model.tasks.state(1), ...column(promises.count, (row) => promises.state(row))];
    };
    assert.equal(outcomes('')[0], State.fulfilled);
    assert.equal(outcomes('').filter((state) => state === State.fulfilled).length, 3, 'A, p and all');
    assert.equal(outcomes('12 M threw')[0], State.unknown, 'which of them was rejected is not known');
  });

  it('learns so of however many an `all` waited for', () => {
    const many = Array.from({ length: 150_000 }, (_, i) => i);
    const model = modelOf(
      [
        '0 M start main@1',
        '1 promise all all @5',
        ...many.map((i) => `2 promise e${i} all @5 from p${i}`),
        '3 M suspend @5 on all watched',
        ...many.map((i) => `4 settle p${i}`),
        '5 settle all',
        '6 M resume',
        '7 M end fulfilled',
      ].join('\n'),
    );
    const { promises } = model.streams[0]!;
    const fulfilled = column(promises.count, (row) => promises.state(row)).filter(
      (state) => state === State.fulfilled,
    );
    assert.equal(fulfilled.length, many.length + 1);
  });

  it('has a task that left run no more, and end when its promise does', () => {
    const model = modelOf(`
       0 A start main@1
       1 A leave
       2 B start other@5
       3 B suspend @6 on A
       4 call r3
       5 A end fulfilled
       6 after
       7 B resume`);
    assert.equal(drawTasks(model), ['main   #~~~~', 'other    #..--'].join('\n'));
    assert.equal(model.awaits.settlerTask(0), -1, 'main was not running when its promise settled');
  });

  it('knows in whose callback a task began', () => {
    const model = modelOf('0 resource r9 Timeout @1\n1 call r9\n2 A start main@1\n3 B start sub@2');
    assert.deepEqual(
      column(2, (row) => model.tasks.resource(row)),
      [0, -1],
      'B was begun by A, not by the callback',
    );
    assert.deepEqual(
      column(2, (row) => model.tasks.parent(row)),
      [-1, 0],
    );
    assert.equal(model.streams[0]!.tables.strings[model.resources.type(0)], 'Timeout');
  });

  it('gives a printed line to the task that runs', () => {
    const model = modelOf('0 A start main@1\n1 print "hi\\n" @2\n2 A end\n3 print "late" stderr');
    assert.deepEqual(
      column(2, (row) => model.outputs.text(row)),
      ['hi\n', 'late'],
    );
    assert.deepEqual(
      column(2, (row) => model.outputs.task(row)),
      [0, -1],
    );
    assert.deepEqual(
      column(2, (row) => model.outputs.stderr(row)),
      [0, 1],
    );
  });

  it('adds up what was lost, by reason', () => {
    const model = modelOf('0 lost 5 size limit\n1 lost 2 size limit\n2 lost 1 disk full');
    assert.deepEqual(model.streams[0]!.lost, [
      { count: 7, why: 'size limit' },
      { count: 1, why: 'disk full' },
    ]);
  });

  it('makes a row for a task that began before the recording', () => {
    const model = modelOf('0 A resume\n1 A suspend @4 on p\n2 settle p\n3 A resume\n4 A end fulfilled');
    assert.equal(model.tasks.count, 1);
    assert.equal(model.tasks.startSeq(0), 0);
    assert.equal(model.tasks.start(0), NaN);
    assert.equal(model.tasks.awaits(0), 1, 'the await that it was resumed from is not known');
    assert.equal(drawTasks(model), '?   .-#');
  });

  it('numbers the events of a stream, whatever their kind', () => {
    const model = modelOf('0 promise p new @1\n0 A start main@1\n0 after\n1 A end fulfilled');
    assert.equal(model.tasks.startSeq(0), 2);
    assert.equal(model.tasks.endSeq(0), 4);
    assert.equal(model.streams[0]!.events, 4);
  });

  it('says how a stream ended', () => {
    const model = modelOf('0 A start main@1');
    assert.equal(model.streams[0]!.ended, false);
    model.endStream(0, { exitCode: 3, why: 'size limit' });
    assert.equal(model.streams[0]!.ended, true);
    assert.deepEqual(model.streams[0]!.end, { exitCode: 3, why: 'size limit' });
  });
});

describe('Model, what contradicts itself', () => {
  it('counts only the first settling of a promise', () => {
    const model = modelOf(`
       0 A start main@1
       1 A suspend @2 on p
       2 settle p fulfilled
       3 settle p rejected
       4 A resume`);
    assert.equal(model.awaits.settle(0), 2);
    assert.equal(model.awaits.outcome(0), State.fulfilled);
  });

  it('passes over a resume of a task that did not wait', () => {
    const model = modelOf('0 A start main@1\n1 A suspend @2 on p\n2 A resume\n3 A resume\n4 A end');
    assert.equal(model.awaits.resume(0), 2);
    assert.equal(model.awaits.count, 1);
  });

  it('does not let a settling after the resume move the await', () => {
    const model = modelOf('0 A start main@1\n1 A suspend @2 on p\n2 A resume\n3 settle p fulfilled');
    assert.equal(model.awaits.settle(0), NaN);
  });

  it('counts only the first end of a task', () => {
    const model = modelOf('0 A start main@1\n1 A end fulfilled\n2 A end rejected');
    assert.equal(model.tasks.end(0), 1);
    assert.equal(model.tasks.state(0), State.fulfilled);
  });

  it('takes two suspensions in a row as two awaits', () => {
    const model = modelOf('0 A start main@1\n1 A suspend @2 on p\n3 A suspend @3 on q\n5 A resume\n6 A end');
    assert.equal(drawTasks(model, 1), 'main  #....#');
    assert.deepEqual(
      column(2, (row) => model.awaits.n(row)),
      [1, 2],
    );
  });

  it('takes flags that mean nothing as unknown', () => {
    const { info, tables, batch } = traceText('0 A start main@1\n1 A end');
    batch.flags.fill(3);
    const model = new Model();
    model.addStream(info, tables);
    model.append(0, batch);
    assert.equal(model.tasks.state(0), State.unknown);
    assert.equal(model.tasks.variant(0), 0);
  });
});

describe('Model, several streams', () => {
  const main = traceText('5 A start main@1\n10 A end', { monotonic: '1000' });
  const worker = traceText('1 A start worker@1\n2 A end', { tid: 1, monotonic: '1100' });

  it('puts them on one clock, from the earliest start', () => {
    const model = modelOf(main, worker);
    assert.deepEqual(
      column(2, (row) => model.tasks.start(row)),
      [5, 101],
    );
    assert.equal(model.streams[1]!.offset, 100);
    assert.equal(model.streams[1]!.last, 102);
  });

  it('moves what it has when an earlier stream comes later', () => {
    const model = modelOf(worker);
    const stream = model.addStream(main.info, main.tables);
    model.append(stream, main.batch);
    assert.deepEqual(
      column(2, (row) => model.tasks.start(row)),
      [101, 5],
    );
    assert.deepEqual(
      column(2, (row) => model.tasks.end(row)),
      [102, 10],
    );
    assert.equal(model.streams[0]!.offset, 100);
  });

  it('begins with the run, if it is told of it, before or after', () => {
    const told = new Model();
    told.setStart('900');
    told.append(told.addStream(main.info, main.tables), main.batch);
    assert.equal(told.tasks.start(0), 105);

    const later = modelOf(main);
    later.setStart('900');
    assert.equal(later.tasks.start(0), 105);
    assert.equal(later.tasks.left(0), NaN);
  });

  it('reads clocks beyond 2^53 exactly', () => {
    const model = new Model();
    model.addStream(streamInfo({ monotonic: '9007199254740993000' }), main.tables);
    model.addStream(streamInfo({ monotonic: '9007199254740993001' }), worker.tables);
    assert.equal(model.streams[1]!.offset, 1);
  });

  it('takes a clock that is none as time zero', () => {
    const model = new Model();
    model.setStart('1000');
    for (const monotonic of ['', '-5', '1e9', 'x', '9'.repeat(400), undefined as unknown as string]) {
      model.addStream(streamInfo({ monotonic }), main.tables);
    }
    assert.ok(model.streams.every((s) => s.offset === 0));
  });

  it('keeps the tasks of streams apart that have the same id', () => {
    const model = modelOf(main, worker);
    assert.equal(drawTasks(model, 1), `main         #####\nworker  ${' '.repeat(101)}#`);
    assert.deepEqual(
      column(2, (row) => model.tasks.stream(row)),
      [0, 1],
    );
  });

  it('makes a model of the same streams without events', () => {
    const empty = modelOf(main, worker).emptied();
    assert.equal(empty.tasks.count, 0);
    assert.deepEqual(empty.streams.map((s) => s.offset), [0, 100]); // prettier-ignore
  });
});
